/** What happens to an event whose workflow fails, and what brings it back (docs/callbacks.md). */
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until, type SavedWorkflow, type WorkflowNode } from '../../harness/editor.mts';
import { newAddress } from '../support/client.mts';
import { close, listen, readBody } from '../support/server.mts';
import { pollingTriggerNode, triggerNode } from '../support/triggerWorkflow.mts';
import { useStage } from './stage.mts';

const TRADES = '/api/v1/trade/page';
const EVENTS = ['deposit.success'];

const stage = useStage();

/** The messenger to which the workflow reports an event, and its state. */
let messenger: Server;
let url: string;
let isDown: boolean;
let told: string[];
let workflow: SavedWorkflow;

beforeAll(async () => {
	messenger = createServer(async (request, response) => {
		const eventId = (await readBody(request)).toString();
		if (!isDown) told.push(eventId);
		response.writeHead(isDown ? 503 : 200).end();
	});
	url = await listen(messenger);
});
afterAll(() => close(messenger));
beforeEach(() => {
	stage.sandbox.reset();
	isDown = true;
	told = [];
});

// A workflow that polls would also handle the deposits of the tests that follow.
afterEach(async () => await stage.editor.unpublish(workflow));

const node = (name: string, type: string, typeVersion: number, parameters: object) =>
	({ id: name, name, type, typeVersion, position: [0, 0], parameters }) as WorkflowNode;

const once = () =>
	node('Once', 'n8n-nodes-base.removeDuplicates', 2, {
		operation: 'removeItemsSeenInPreviousExecutions',
		dedupeValue: '={{ $json.eventId }}',
		options: { historySize: 100_000 },
	});

const tell = () =>
	node('Tell', 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url,
		sendBody: true,
		contentType: 'raw',
		rawContentType: 'text/plain',
		body: '={{ $json.eventId }}',
	});

const respond = (credential: { id: string; name: string }) => ({
	...node('Respond', 'n8n-nodes-cregis.cregis', 1, {
		resource: 'callback',
		operation: 'respond',
		answer: 'acknowledge',
	}),
	credentials: { cregisApi: credential },
});

type Mode = 'immediately' | 'by the workflow' | 'polling' | 'both';

/** Publishes the workflow of a mode. Returns the address whose deposits it handles. */
async function publish(mode: Mode) {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
	const triggers: Record<Mode, WorkflowNode[]> = {
		immediately: [triggerNode({ events: EVENTS }, credential)],
		'by the workflow': [triggerNode({ events: EVENTS, respond: 'responseNode' }, credential)],
		polling: [pollingTriggerNode({ statuses: ['success'] }, credential)],
		both: [
			triggerNode({ events: EVENTS }, credential),
			pollingTriggerNode({ statuses: ['success'] }, credential),
		],
	};
	const behind = [
		...(mode === 'both' ? [once()] : []),
		tell(),
		...(mode === 'by the workflow' ? [respond(credential)] : []),
	];
	const to = ({ name }: WorkflowNode) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const connections = Object.fromEntries([
		...triggers[mode].map(({ name }) => [name, to(behind[0])]),
		...behind.slice(1).map((next, index) => [behind[index].name, to(next)]),
	]) as Record<string, unknown>;
	const nodes = [...triggers[mode], ...behind];
	workflow = await stage.editor.createWorkflow({ name: mode, nodes, connections });
	const before = polls();
	await stage.editor.publish(workflow);
	const polling = mode === 'polling' || mode === 'both';
	if (polling) await until('the first poll', async () => polls() >= before + 2);
	const callbackUrl = mode === 'polling' ? undefined : stage.editor.webhookUrl(nodes[0]);
	const more = callbackUrl ? { callback_url: callbackUrl } : {};
	const address = await newAddress(stage.sandbox, '195', more);
	return address;
}

const polls = () => stage.sandbox.getRequests().filter(({ path }) => path === TRADES).length;

async function untilPolled(times: number) {
	const before = polls();
	await until(`${times} polls`, async () => polls() >= before + times);
}

/** The executions that ran the node which reports the event. */
async function reports() {
	const executions = await stage.editor.executions(workflow.id);
	const details = await Promise.all(
		executions.map(async ({ id }) => await stage.editor.finished(id)),
	);
	return details.filter(({ nodes }) => nodes.Tell);
}

/** A deposit whose workflow fails. Returns its event ID and its callback. */
async function failingDeposit(mode: Mode) {
	const address = await publish(mode);
	const { deposit, callback } = await stage.sandbox.deposit({ address, amount: '7' });
	const failed = await until('the execution to fail', async () => {
		return (await stage.editor.executions(workflow.id)).find(({ status }) => status === 'error');
	});
	const eventId = `deposit:${stage.sandbox.waas.pid}:${deposit.cid}:1`;
	return { failed, callback, eventId };
}

describe('an event whose workflow fails', () => {
	it.each<Mode>(['immediately', 'polling', 'both'])(
		'does not come again, and a retry of its execution handles it: %s',
		async (mode) => {
			const { failed, callback, eventId } = await failingDeposit(mode);
			if (mode !== 'polling') expect(callback).toMatchObject({ success: true });
			isDown = false;
			if (mode !== 'immediately') await untilPolled(3);
			expect(told).toEqual([]);
			expect(await reports()).toHaveLength(1);
			await stage.editor.retry(failed.id);
			await until('the message', async () => told.length > 0);
			expect(told).toEqual([eventId]);
		},
	);

	it('is marked as failed in Cregis, and handled when it is resent: by the workflow', async () => {
		const { callback, eventId } = await failingDeposit('by the workflow');
		expect(callback).toMatchObject({ success: false });
		isDown = false;
		expect(await stage.sandbox.pushCallback(callback!.id)).toMatchObject({ success: true });
		expect(told).toEqual([eventId]);
	});

	it('that Remove Duplicates has recorded is dropped if it is resent: both', async () => {
		const { callback } = await failingDeposit('both');
		isDown = false;
		expect(await stage.sandbox.pushCallback(callback!.id)).toMatchObject({ success: true });
		await until('the second execution', async () => {
			const executions = await stage.editor.executions(workflow.id);
			return executions.some(({ status }) => status === 'success');
		});
		expect(told).toEqual([]);
	});
});
