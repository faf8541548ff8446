/** Both triggers feed one Remove Duplicates, while some callbacks are lost. */
import { createServer } from 'node:http';
import axios from 'axios';
import { until, type Workflow } from '../../harness/editor.mts';
import { newAddress } from '../support/client.mts';
import type { Verdict } from '../support/command.mts';
import { inParallel } from '../support/pool.mts';
import { close, listen, readBody } from '../support/server.mts';
import { pollingTriggerNode, triggerNode } from '../support/triggerWorkflow.mts';
import { TRADES, type Scene } from './scene.mts';

const AT_ONCE = 4;
const HANDLE = 'Handle';
const ENDED_LIMIT_MS = 600_000;

function bothTriggers(credential: { id: string; name: string }): Workflow {
	const told = triggerNode({ events: ['deposit.success'] }, credential);
	const polled = pollingTriggerNode({ statuses: ['success'] }, credential);
	const once = {
		id: 'once',
		name: 'Once per Deposit',
		type: 'n8n-nodes-base.removeDuplicates',
		typeVersion: 2,
		position: [220, 0],
		parameters: {
			operation: 'removeItemsSeenInPreviousExecutions',
			dedupeValue: '={{ $json.eventId }}',
			options: { historySize: 100_000 },
		},
	};
	const handle = {
		id: 'handle',
		name: HANDLE,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [440, 0],
		parameters: {},
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name: 'Both triggers',
		nodes: [told, polled, once, handle],
		connections: {
			[told.name]: to(once.name),
			[polled.name]: to(once.name),
			[once.name]: to(HANDLE),
		},
	};
}

/** Passes callbacks on, except those whose number is in the set. The sender sees an error. */
async function startLossyProxy(target: string, lost: Set<number>) {
	let received = 0;
	const server = createServer(async (request, response) => {
		const body = await readBody(request);
		if (lost.has(received++)) {
			response.writeHead(502).end('lost');
			return;
		}
		const answer = await axios.post<string>(target, body, {
			headers: { 'Content-Type': request.headers['content-type'] },
			responseType: 'text',
			transformResponse: (text: string) => text,
			validateStatus: () => true,
		});
		response.writeHead(answer.status, { 'Content-Type': 'text/plain' }).end(answer.data);
	});
	return { url: await listen(server), close: () => close(server) };
}

/** How often each event was handled. */
async function handledEvents({ editor }: Scene, workflowId: string) {
	const times = new Map<string, number>();
	const executions = await editor.executions(workflowId);
	for (const { id } of executions) {
		const { nodes } = await editor.execution(id);
		for (const { json } of nodes[HANDLE]?.outputs[0] ?? []) {
			const eventId = String(json.eventId);
			times.set(eventId, (times.get(eventId) ?? 0) + 1);
		}
	}
	return { times, executions };
}

export async function runBoth(scene: Scene): Promise<Verdict> {
	const { sandbox, editor, amounts, random, tell } = scene;
	const polls = () => sandbox.getRequests().filter(({ path }) => path === TRADES).length;
	const workflow = await editor.createWorkflow(bothTriggers(await scene.credential()));
	await editor.publish(workflow);
	await until('the first polls', async () => polls() >= 3);
	const lost = new Set<number>();
	while (lost.size < amounts.dropped) lost.add(random.below(amounts.shared));
	const proxy = await startLossyProxy(editor.webhookUrl(workflow.nodes[0]), lost);
	try {
		const address = await newAddress(sandbox, '195', { callback_url: proxy.url });
		tell(`${amounts.shared} deposits arrive, ${amounts.dropped} callbacks get lost`);
		const deposits = Array.from({ length: amounts.shared }).keys();
		await inParallel(deposits, AT_ONCE, async () => {
			await sandbox.deposit({ address, amount: '2.5' });
		});
		const before = polls();
		await until('the next polls', async () => polls() >= before + 4);
		await until(
			'all executions to end',
			async () => {
				const executions = await editor.executions(workflow.id);
				return executions.every(({ status }) => status === 'success');
			},
			ENDED_LIMIT_MS,
		);
	} finally {
		proxy.close();
	}
	const { times, executions } = await handledEvents(scene, workflow.id);
	await editor.unpublish(workflow);
	const { deposits, callbacks } = sandbox.getState();
	const { pid } = sandbox.waas;
	const expected = deposits.map(({ cid, status }) => `deposit:${pid}:${cid}:${status}`);
	const never = expected.filter((eventId) => !times.has(eventId));
	const twice = [...times.values()].filter((count) => count > 1).length;
	const undelivered = callbacks.filter(({ success }) => !success).length;
	const faults = [
		...(never.length > 0 ? [`${never.length} events were never handled`] : []),
		...(twice > 0 ? [`${twice} events were handled more than once`] : []),
		...(undelivered !== amounts.dropped ? [`${undelivered} callbacks failed`] : []),
	];
	return {
		figures: {
			sharedDeposits: expected.length,
			lostCallbacks: undelivered,
			handledOnce: expected.length - never.length - twice,
			handledNever: never.length,
			handledTwice: twice,
			sharedExecutions: executions.length,
		},
		faults,
	};
}
