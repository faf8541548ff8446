/** The example that checks a spreadsheet, asks a person by email, and pays what was approved. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { importExample } from '../../demo/examples.mts';
import type { ExecutionDetails, SavedWorkflow } from '../../harness/editor.mts';
import { RECIPIENT } from '../support/client.mts';
import { decisionLink, useMailbox } from './mailbox.mts';
import { follow } from './person.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const mailbox = useMailbox();

beforeEach(() => stage.sandbox.reset());

const ROWS = `reference,coin,address,amount,note
a,TRON,${RECIPIENT},0.1,one
b,TRON,${RECIPIENT},0.2,two
c,USDT-TRC20,${RECIPIENT},5,three
`;

async function open(rows = ROWS, filledIn = {}): Promise<SavedWorkflow> {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
	const smtp = await stage.editor.createCredential('smtp', 'Mailbox', mailbox.credential);
	const workflow = await importExample(
		stage.editor,
		stage,
		'payouts-with-approval',
		credential,
		{ 'Write Results': { fileName: join(stage.filesFolder, 'payout-results.csv') }, ...filledIn },
		{ smtp },
	);
	writeFileSync(join(stage.filesFolder, 'payouts.csv'), rows);
	return workflow;
}

/** Runs the example, and follows a link in the email once it asks. */
async function run(workflow: SavedWorkflow, button: 'Approve' | 'Decline') {
	const id = (await stage.editor.start(workflow, 'When Clicking Execute'))!;
	const email = await mailbox.email(1);
	await stage.editor.untilWaiting(id);
	expect(payouts()).toEqual([]);
	await follow(decisionLink(email, button === 'Approve'));
	return { email, execution: await stage.editor.finished(id) };
}

const payouts = () =>
	stage.sandbox.getState().payouts.map(({ third_party_id: reference }) => reference);

const results = () => readFileSync(join(stage.filesFolder, 'payout-results.csv'), 'utf8');

const outputOf = ({ nodes }: ExecutionDetails, node: string) =>
	(nodes[node]?.outputs ?? []).flat().map(({ json }) => json);

describe('the example', () => {
	it('shows each payout and the totals to a person, pays once they approve, and writes the results to each row', async () => {
		const { email, execution } = await run(await open(), 'Approve');
		expect(execution).toMatchObject({ status: 'success' });
		expect(email).toContain('3 payouts: 0.3 TRON, 5 USDT-TRC20. Batch ');
		expect(email).toContain(`b: 0.2 TRON to ${RECIPIENT}`);
		expect(payouts().sort()).toEqual(['a', 'b', 'c']);
		const [head, ...lines] = results().trim().split(/\r?\n/);
		expect(head).toContain('reference,result,cid,advice');
		expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual([
			['a', 'sent'],
			['b', 'sent'],
			['c', 'sent'],
		]);
	});

	it('pays nothing if the person declines', async () => {
		const { execution } = await run(await open(), 'Decline');
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Pay the Approved Batch')).toEqual([]);
		expect(payouts()).toEqual([]);
	});

	it('pays nothing if a row changes on the way to the payout, and says what differs', async () => {
		const amount = "={{ $json.third_party_id === 'b' ? '200' : $json.amount }}";
		const workflow = await open(ROWS, { 'Pay the Approved Batch': { amount } });
		const { execution } = await run(workflow, 'Approve');
		expect(payouts()).toEqual([]);
		const [{ error, message }] = outputOf(execution, 'Pay the Approved Batch');
		expect(error).toBe("Nothing was sent. The items differ from 'Approved Batch'");
		expect(message).toMatchObject({
			advice: expect.stringContaining("Item 1 ('b'): 'Amount' was '0.2', now '200'."),
		});
	});

	it('asks nobody about a spreadsheet with an invalid row, and says what is invalid', async () => {
		const workflow = await open(`${ROWS}d,TRON,nowhere,"1,5",\n`);
		const { status, error } = await stage.editor.run(workflow, 'When Clicking Execute');
		expect(status).toBe('error');
		expect(error?.message).toContain('1 of 4 payouts are invalid. d: ');
		expect(error?.message).toContain("'Amount' must use a decimal point instead of a comma: '1,5'");
		expect(error?.message).toContain("'To Address' isn't a valid TRON address: 'nowhere'");
	});

	it('pays nothing above a limit that the builder sets, whoever approves', async () => {
		const limit = [
			{ currency: '195@195', maximumTotal: '0.29' },
			{ currency: 'USDT-TRC20', maximumPayment: '5' },
		];
		const options = {
			limits: { limit },
			approvedBatch: "={{ $('Check Payouts').first().json.batch.id }}",
		};
		const workflow = await open(ROWS, { 'Pay the Approved Batch': { options } });
		const { execution } = await run(workflow, 'Approve');
		expect(payouts()).toEqual([]);
		expect(JSON.stringify(outputOf(execution, 'Pay the Approved Batch'))).toContain(
			"This payment brings the total of TRON to 0.3, over its 'Maximum Total', 0.29",
		);
	});

	it.each([
		[
			'an amount',
			{ limits: { limit: [{ currency: '195@195', maximumTotal: '={{ $json.amount }}' }] } },
		],
		['recipients', { allowedRecipients: '={{ $json.to_address }}' }],
	])('pays nothing with %s from the data as its limit', async (_, options) => {
		const workflow = await open(ROWS, { 'Pay the Approved Batch': { options } });
		const { execution } = await run(workflow, 'Approve');
		expect(payouts()).toEqual([]);
		expect(JSON.stringify(outputOf(execution, 'Pay the Approved Batch'))).toContain(
			"can't be an expression",
		);
	});
});
