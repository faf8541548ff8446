/** The examples that find what was missed: reconciliation, open payouts and failed workflows. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { importExample, type Example } from '../../demo/examples.mts';
import { until, type SavedWorkflow } from '../../harness/editor.mts';
import { call, newAddress, payoutV2Fields } from '../support/client.mts';
import { useStage } from './stage.mts';

const stage = useStage();
async function importWith(example: Example, filledIn = {}) {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
	return await importExample(stage.editor, stage, example, credential, filledIn);
}

/** The nodes that write a message. The node that sends them runs once for each, and n8n's last run is read. */
const WRITERS = [
	'Not Handled',
	'Different',
	'Unexpected',
	'Ended',
	'Still Open',
	"Couldn't Be Looked Up",
	'Send the Message',
];

/** The texts of the messages that an execution has sent. */
async function messages(id: string): Promise<string[]> {
	const { nodes, error } = await stage.editor.finished(id);
	expect(error).toBeUndefined();
	return WRITERS.flatMap((name) => nodes[name]?.outputs[0] ?? []).map(({ json }) =>
		String(json.text),
	);
}

/** The ended executions of a workflow. */
async function untilExecutions(workflow: SavedWorkflow, count: number) {
	return await until(`${count} executions`, async () => {
		const found = await stage.editor.executions(workflow.id);
		const ended = found.filter(({ status }) => ['success', 'error'].includes(status));
		return ended.length >= count && ended;
	});
}

const setUp = async (workflow: SavedWorkflow) => {
	const { error } = await stage.editor.run(workflow, 'Once, at the Beginning');
	expect(error).toBeUndefined();
};

/** Fails for deposits of 13, like a service that rejects something. */
const WORK = {
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode:
			"if ($input.first().json.amount === '13') throw new Error('No such customer');\nreturn $input.all();",
	},
};

describe('the nightly reconciliation', () => {
	let workflow: SavedWorkflow;
	let failures: SavedWorkflow;

	beforeAll(async () => {
		failures = await importWith('failed-events');
		await stage.editor.publish(failures);
		const today = "={{ $now.toUTC().toFormat('yyyy-MM-dd') }}";
		const imported = await importWith('reconcile-deposits', {
			'Day to Check': {
				assignments: { assignments: [{ id: 'day', name: 'day', value: today, type: 'string' }] },
			},
		});
		const nodes = imported.nodes.map((node) => {
			return node.name === 'Your Work' ? { ...node, ...WORK } : node;
		});
		workflow = await stage.editor.createWorkflow({
			name: imported.name,
			nodes,
			connections: imported.connections,
			settings: { executionOrder: 'v1', errorWorkflow: failures.id },
		});
		await setUp(workflow);
		await stage.editor.publish(workflow);
	});

	it('lists what was not handled, cut off and unexpected', async () => {
		const trigger = workflow.nodes.find(({ name }) => name === 'Cregis Trigger')!;
		const url = stage.editor.webhookUrl(trigger);
		const told = await newAddress(stage.sandbox, '195', { callback_url: url });
		const deposit = async (address: string, amount: string) =>
			(await stage.sandbox.deposit({ address, amount })).deposit.cid;
		await deposit(told, '12');
		const cutOff = await deposit(told, '13');
		await untilExecutions(workflow, 3);
		await stage.editor.unpublish(workflow);
		// Nobody is told of this one, and the polling trigger is off.
		const missed = await deposit(await newAddress(stage.sandbox), '14');
		const sent = await messages((await stage.editor.start(workflow, 'Every Night'))!);
		const { pid } = stage.sandbox.waas;
		expect(sent).toHaveLength(2);
		expect(sent).toEqual(
			expect.arrayContaining([
				expect.stringMatching(`^Not handled: a deposit of 14 TRX .*deposit:${pid}:${missed}:1`),
				expect.stringMatching(`^Started but not finished.*deposit:${pid}:${cutOff}:1.*status`),
			]),
		);
	});

	it('is told by the error workflow which event was cut off', async () => {
		const [{ id }] = await untilExecutions(failures, 1);
		const [text] = await messages(id);
		expect(text).toMatch(/^Cut off: deposit:\d+:\d+:1, 13 TRX to T\w+\. .*No such customer/);
		expect(text).toMatch(/open http.*\/workflow\/\w+\/executions\/\w+ and select Retry\.$/);
	});
});

describe('payouts that are still open', () => {
	it('are looked up, and canceled approvals found, even if one has no ID or a wrong one', async () => {
		const conditions = [
			{ keyName: 'status', condition: 'eq', keyValue: 'open' },
			{ keyName: 'createdAt', condition: 'lt', keyValue: '={{ $now.plus({ hours: 1 }).toISO() }}' },
		];
		const workflow = await importWith('payouts-still-open', {
			'Open for a Day': { filters: { conditions } },
		});
		await setUp(workflow);
		const pay = async (reference: string) => {
			const fields = payoutV2Fields({ third_party_id: reference });
			const { data } = await call(stage.sandbox, '/api/v2/payout', fields);
			return String(data.cid);
		};
		const [canceled, waiting] = [await pay('canceled'), await pay('waiting')];
		await stage.sandbox.setPayoutStatus(canceled, 3);
		const paid = [
			{ third_party_id: 'again', alreadySent: true },
			{ third_party_id: 'canceled', cid: canceled },
			{ third_party_id: 'by hand', cid: 'x1' },
			{ third_party_id: 'waiting', cid: waiting },
		];
		const caller = await stage.editor.createWorkflow({
			name: 'Pays',
			nodes: [
				{
					id: 'a',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'b',
					name: 'Paid',
					type: 'n8n-nodes-base.code',
					typeVersion: 2,
					position: [200, 0],
					parameters: {
						jsCode: `return ${JSON.stringify(paid.map((json) => ({ json })))};`,
					},
				},
				{
					id: 'c',
					name: 'Record',
					type: 'n8n-nodes-base.executeWorkflow',
					typeVersion: 1.2,
					position: [400, 0],
					parameters: { workflowId: { __rl: true, mode: 'id', value: workflow.id } },
				},
			],
			connections: {
				Start: { main: [[{ node: 'Paid', type: 'main', index: 0 }]] },
				Paid: { main: [[{ node: 'Record', type: 'main', index: 0 }]] },
			},
		});
		await stage.editor.publish(workflow);
		expect((await stage.editor.run(caller, 'Start')).error).toBeUndefined();
		const run = async () => await messages((await stage.editor.start(workflow, 'Every Morning'))!);
		const open = [
			"A payout couldn't be looked up: by hand (x1). 'Cregis ID' can contain only digits: 'x1'",
			`Payout waiting (${waiting}) is still open after a day: pending_approval`,
		];
		const ended = `Payout canceled (${canceled}) has the final status approval_cancelled`;
		expect((await run()).sort()).toEqual([open[0], ended, open[1]]);
		expect((await run()).sort()).toEqual(open);
		await stage.editor.unpublish(workflow);
	});
});
