/** The example of an AI agent that can check payouts freely, and pay only within limits once a person approves. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { importExample, readExample } from '../../demo/examples.mts';
import { newAddress, RECIPIENT } from '../support/client.mts';
import { useChatModel } from './chatModel.mts';
import { decisionLink, useMailbox } from './mailbox.mts';
import { follow } from './person.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const model = useChatModel();
const mailbox = useMailbox();

beforeEach(() => stage.sandbox.reset());

const PAYOUT = { address: RECIPIENT, amount: '50', reference: 'invoice-7' };

const check = (change = {}) => ({ tool: 'Check_a_Payout', arguments: { ...PAYOUT, ...change } });

/** As n8n asks for them where a person reviews the call. */
const pay = (change = {}) => ({
	tool: 'Pay',
	arguments: { toolParameters: { ...PAYOUT, ...change }, hitlParameters: {} },
});

const payouts = () => stage.sandbox.getState().payouts.map((each) => each.third_party_id);

/** Tells the agent what to do, as in the chat. */
async function start(): Promise<string> {
	const { editor, project } = stage;
	const credential = async (type: string, data: object) =>
		await editor.createCredential(type, type, data as Record<string, unknown>);
	const tool = await credential('cregisApi', project);
	const { parameters } = readExample('payout-assistant').nodes.find(({ name }) => name === 'Pay')!;
	const options = { ...(parameters.options as object), allowedRecipients: RECIPIENT };
	const workflow = await importExample(
		editor,
		{ filesFolder: '' },
		'payout-assistant',
		tool,
		{ Pay: { options }, 'Check a Payout': { options } },
		{
			openAiApi: await credential('openAiApi', model.credential),
			smtp: await credential('smtp', mailbox.credential),
		},
	);
	const message = { sessionId: 'chat', action: 'sendMessage', chatInput: 'Pay invoice 7' };
	return (await editor.start(workflow, 'When Chat Message Received', message))!;
}

/** Has a person decide about a call that waits for it. */
async function decide(id: string, number: number, isApproval: boolean) {
	const email = await mailbox.email(number);
	await stage.editor.untilWaiting(id);
	await follow(decisionLink(email, isApproval));
	return email;
}

/** What the model reads of its last call. On older versions of n8n, the whole execution fails. */
async function lastResult(id: string) {
	const { error } = await stage.editor.finished(id);
	return error ? `${error.message}` : model.results().at(-1);
}

describe('the assistant', () => {
	it('checks without asking anyone, and hears all that is wrong', async () => {
		model.plan = [check({ amount: '100.1', address: await newAddress(stage.sandbox) }), check()];
		await stage.editor.finished(await start());
		const [invalid, valid] = model.results();
		expect(invalid).toContain("'To Address' isn't one of 'Allowed Recipients'");
		expect(invalid).toContain("over the 'Maximum per Payment' of TRON, 100");
		expect(valid).toContain('"valid":true');
		expect(payouts()).toEqual([]);
	});

	it('pays once a person approves', async () => {
		model.plan = [check(), pay()];
		const id = await start();
		expect(await decide(id, 1, true)).toContain(`Pay 50 TRX to ${RECIPIENT} for invoice-7?`);
		expect(await lastResult(id)).toContain('invoice-7');
		expect(payouts()).toEqual(['invoice-7']);
	});

	it('pays nothing if the person declines', async () => {
		model.plan = [pay()];
		const id = await start();
		await decide(id, 1, false);
		await stage.editor.finished(id);
		expect(payouts()).toEqual([]);
	});

	it.each([
		['too much', { amount: '100.000001' }, "'Maximum per Payment' of TRON, 100"],
		[
			'an address of its own',
			{ address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' },
			"isn't one of 'Allowed Recipients'",
		],
	])('cannot pay %s, even if the person approves', async (_, change, reason) => {
		model.plan = [pay(change)];
		const id = await start();
		await decide(id, 1, true);
		expect(await lastResult(id)).toContain(reason);
		expect(payouts()).toEqual([]);
	});

	it('cannot pay more in total than the limit, however often the person approves', async () => {
		model.plan = [1, 2, 3, 4, 5, 6].map((reference) =>
			pay({ amount: '99', reference: `invoice-${reference}` }),
		);
		const id = await start();
		for (let number = 1; number <= 6; number++) await decide(id, number, true);
		expect(await lastResult(id)).toContain("over its 'Maximum Total', 500");
		expect(payouts()).toHaveLength(5);
	});
});
