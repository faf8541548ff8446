/** One deposit that Cregis reports ten times. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { until, type ExecutionDetails, type SavedWorkflow } from '../../harness/editor.mts';
import { importExample } from '../../demo/examples.mts';
import { newAddress, RECIPIENT } from '../support/client.mts';
import { useStage } from './stage.mts';

const stage = useStage();

const TIMES = 10;
const PAYS = 'Pay It Onward';

/** A customer's address whose deposits are reported to a published workflow. */
async function customer(workflow: SavedWorkflow, chain = '195'): Promise<string> {
	const callback_url = stage.editor.webhookUrl(workflow.nodes[0]);
	return await newAddress(stage.sandbox, chain, { callback_url });
}

/** The finished executions of a workflow, once there are this many. */
async function executions(workflow: SavedWorkflow, count: number): Promise<ExecutionDetails[]> {
	const found = await until(`${count} executions`, async () => {
		const started = await stage.editor.executions(workflow.id);
		return started.length === count && started;
	});
	return await Promise.all(found.map(({ id }) => stage.editor.finished(id)));
}

const eventIds = (ended: ExecutionDetails[]) =>
	ended.map(({ nodes }) => nodes['Cregis Trigger'].outputs[0][0].json.eventId);

/** The executions in which an item reached the payout. */
const paying = (ended: ExecutionDetails[]) => ended.filter(({ nodes }) => PAYS in nodes);

/** The requests for payouts with a reference, including rejected ones. */
const askedFor = (reference: string) =>
	stage.sandbox
		.getRequests()
		.filter(({ path, body }) => path === '/api/v2/payout' && body?.third_party_id === reference);

const paid = async (reference: string) =>
	await until(`the payment of ${reference}`, async () => {
		return stage.sandbox.getState().ledger[reference];
	});

describe('a deposit that is reported ten times', () => {
	it('has one event ID', async () => {
		const workflow = await stage.triggerWorkflow({ events: ['*'] });
		await stage.editor.publish(workflow);
		const address = await customer(workflow);
		const { deposit, callback } = await stage.sandbox.deposit({ address, amount: '2.5' });
		for (let time = 1; time < TIMES; time++) await stage.sandbox.pushCallback(callback!.id);
		expect(callback!.attempts.map(({ success }) => success)).toEqual(Array(TIMES).fill(true));
		const eventId = `deposit:${stage.sandbox.waas.pid}:${deposit.cid}:1`;
		expect(eventIds(await executions(workflow, TIMES))).toEqual(Array(TIMES).fill(eventId));
	});
});

describe("the example 'pay-once-per-deposit'", () => {
	let workflow: SavedWorkflow;
	let address: string;
	beforeAll(async () => {
		const { sandbox, editor, project } = stage;
		sandbox.setSettings(sandbox.waas.pid, { autoPayouts: { delayMs: 10 } });
		const credential = await editor.createCredential('cregisApi', 'Cregis', project);
		const filledIn = { [PAYS]: { toAddress: RECIPIENT } };
		workflow = await importExample(editor, stage, 'pay-once-per-deposit', credential, filledIn);
		await editor.publish(workflow);
		address = await customer(workflow);
	});

	let count = 0;

	it('pays a deposit once if it comes ten times, and only one item reaches the payout', async () => {
		const { deposit, callback } = await stage.sandbox.deposit({ address, amount: '2.5' });
		// Someone who resends a callback saw it fail, or didn't see the result.
		await executions(workflow, (count += 1));
		for (let time = 1; time < TIMES; time++) await stage.sandbox.pushCallback(callback!.id);
		const ended = await executions(workflow, (count += TIMES - 1));
		expect(ended.map(({ status }) => status)).toEqual(Array(TIMES).fill('success'));
		expect(paying(ended)).toHaveLength(1);
		const reference = `forward-${deposit.cid}`;
		expect(await paid(reference)).toBe(1);
		expect(askedFor(reference)).toHaveLength(1);
		const payout = stage.sandbox.getState().payouts.at(-1);
		expect(payout).toMatchObject({ third_party_id: reference, amount: '2.5', address: RECIPIENT });
	});

	it('pays the next one, too', async () => {
		const { deposit } = await stage.sandbox.deposit({ address, amount: '2.5' });
		expect(paying(await executions(workflow, (count += 1)))).toHaveLength(2);
		expect(await paid(`forward-${deposit.cid}`)).toBe(1);
	});

	it('pays a deposit once if it comes ten times at the same moment', async () => {
		const { sandbox } = stage;
		const first = sandbox.deposit({ address, amount: '2.5' });
		const { id } = sandbox.getState().callbacks.at(-1)!;
		const again = Array.from({ length: TIMES - 1 }, () => sandbox.pushCallback(id));
		const [{ deposit, callback }] = await Promise.all([first, ...again]);
		expect(callback!.attempts.map(({ success }) => success)).toEqual(Array(TIMES).fill(true));
		await executions(workflow, (count += TIMES));
		const reference = `forward-${deposit.cid}`;
		expect(await paid(reference)).toBe(1);
		const accepted = askedFor(reference).filter(({ code }) => code === '00000');
		expect(accepted).toHaveLength(1);
	});

	it.each([
		['a millionth', '195', '0.000001'],
		['a millionth below the minimum', '195', '0.999999'],
		['an amount that a float rounds to the minimum', '2510', '0.999999999999999999'],
	])('starts nothing for %s', async (_, chain, amount) => {
		const address = await customer(workflow, chain);
		const { callback } = await stage.sandbox.deposit({ address, amount });
		expect(callback!.success).toBe(true);
		expect(await executions(workflow, count)).toHaveLength(count);
	});

	it('pays a deposit of exactly the minimum', async () => {
		const { deposit } = await stage.sandbox.deposit({ address, amount: '1' });
		// Nothing else has started since.
		await executions(workflow, (count += 1));
		expect(await paid(`forward-${deposit.cid}`)).toBe(1);
	});
});
