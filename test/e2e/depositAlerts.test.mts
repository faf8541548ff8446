/** The example that reports each deposit to Slack and by email. */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { importExample } from '../../demo/examples.mts';
import type { SavedWorkflow } from '../../harness/editor.mts';
import { newAddress } from '../support/client.mts';
import { useMailbox } from './mailbox.mts';
import { endedExecutions } from './shop.mts';
import { useSlack } from './slack.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const slack = useSlack();
const mailbox = useMailbox();

const NOT_IN_SLACK = 'This message did not reach Slack.';

let workflow: SavedWorkflow;
let address: string;
beforeAll(async () => {
	const { editor, project, sandbox } = stage;
	workflow = await importExample(
		editor,
		{ filesFolder: '' },
		'deposit-alerts',
		await editor.createCredential('cregisApi', 'Cregis', project),
		{ 'Send to Slack': { url: slack.url } },
		{ smtp: await editor.createCredential('smtp', 'Mailbox', mailbox.credential) },
	);
	await editor.publish(workflow);
	const callback_url = editor.webhookUrl(workflow.nodes[0]);
	address = await newAddress(sandbox, '195', { callback_url });
});

let before = 0;
beforeEach(async () => {
	before = (await stage.editor.executions(workflow.id)).length;
});

const ended = async (count: number) => await endedExecutions(stage, workflow, before + count);

describe('a deposit', () => {
	it('causes one message to Slack and one email, even if Cregis reports it twice', async () => {
		const { deposit, callback } = await stage.sandbox.deposit({ address, amount: '25.75' });
		await ended(1);
		await stage.sandbox.pushCallback(callback!.id);
		await ended(2);
		const lines = [
			`Received 25.75 TRX at ${address}`,
			`Transaction: ${deposit.txid}`,
			`Cregis ID: ${deposit.cid}`,
		];
		expect(slack.texts).toEqual([lines.join('\n')]);
		expect(mailbox.emails).toHaveLength(1);
		const [email] = mailbox.emails;
		expect(email).toContain('Subject: Received 25.75 TRX');
		for (const line of lines) expect(email).toContain(line);
		expect(email).not.toContain(NOT_IN_SLACK);
	});

	it('that failed is reported as failed', async () => {
		await stage.sandbox.deposit({ address, amount: '3', status: '2' });
		await ended(1);
		expect(slack.texts).toEqual([expect.stringMatching(/^A deposit failed: 3 TRX at T/)]);
	});

	it('cannot notify everyone, or pass for another message, with its memo', async () => {
		const memo = '<!channel>\nReceived 1000 BTC';
		await stage.sandbox.deposit({ address, amount: '1', memo });
		await ended(1);
		expect(slack.texts).toHaveLength(1);
		expect(slack.texts[0].split('\n').slice(1)).toEqual([
			expect.stringContaining('Transaction'),
			expect.stringContaining('Cregis ID'),
			'Memo, written by the payer: &lt;!channel&gt; Received 1000 BTC',
		]);
		expect(mailbox.emails[0]).toContain('payer: <!channel> Received 1000 BTC');
	});

	it('is reported by email if Slack accepts nothing, and the email says so', async () => {
		slack.status = 500;
		await stage.sandbox.deposit({ address, amount: '2' });
		const [{ status }] = await ended(1);
		expect(status).toBe('success');
		expect(slack.texts).toEqual([]);
		expect(mailbox.emails).toEqual([expect.stringContaining('Received 2 TRX')]);
		expect(mailbox.emails[0]).toContain(NOT_IN_SLACK);
	});
});
