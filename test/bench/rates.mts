/** How many callbacks per second a workflow with only a trigger handles. */
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { until, type Editor } from '../../harness/editor.mts';
import { signedBody } from '../../sandbox/callbacks/callbackBody.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { DEPOSIT } from '../support/callbackFields.mts';
import { triggerNode, withTrigger } from '../support/triggerWorkflow.mts';
import { processorTime } from '../support/process.mts';

const WARM_UP_MS = 1_000;
const MEASURED_MS = 4_000;
/** The least number of responses for each connection: all begin at once, so they tend to end at once. */
const ROUND_TRIPS = 4;
const IDLE_MS = 500;
const CONNECTIONS = 4;

const HEADER = { name: 'x-secret', value: 'of the bench' };

/** What to call, and the expected status of the response. */
export interface Target {
	url: string;
	body: string;
	headers?: Record<string, string>;
	status: number;
}

async function send({ url, body, headers }: Target, httpAgent?: Agent): Promise<number> {
	const { status } = await axios.post(url, body, {
		headers: { 'content-type': 'application/json', ...headers },
		validateStatus: () => true,
		httpAgent,
	});
	return status;
}

/** @throws Error if the response has another status than expected */
async function sendExpecting(target: Target, httpAgent: Agent) {
	const status = await send(target, httpAgent);
	if (status !== target.status) throw new Error(`${target.url} responded with ${status}`);
}

/** n8n's own trigger, which a merchant without this package would use. */
export async function webhookNode(editor: Editor, authenticates: boolean): Promise<Target> {
	const credential = await editor.createCredential('httpHeaderAuth', 'Header', HEADER);
	const path = randomUUID();
	const node = {
		id: path,
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { path, httpMethod: 'POST', authentication: authenticates ? 'headerAuth' : 'none' },
		credentials: { httpHeaderAuth: credential },
	};
	await editor.publish(await editor.createWorkflow(withTrigger(node, [])));
	const target = {
		url: `${editor.url}/webhook/${path}`,
		body: JSON.stringify(DEPOSIT),
		headers: { [HEADER.name]: HEADER.value },
		status: 200,
	};
	await until('the Webhook node', async () => (await send(target)) === target.status);
	return target;
}

/** The Cregis Trigger, called with a genuine deposit, with a forged one, and without a signature. */
export async function cregisTrigger(
	editor: Editor,
	{ baseUrl, waas }: Sandbox,
): Promise<{ genuine: Target; forged: Target; junk: Target }> {
	const project = { projectType: 'waas', baseUrl, ...waas };
	const credential = await editor.createCredential('cregisApi', 'Cregis', project);
	const node = triggerNode({}, credential);
	await editor.publish(await editor.createWorkflow(withTrigger(node, [])));
	const url = editor.webhookUrl(node);
	const forged = signedBody(DEPOSIT, { pid: waas.pid, apiKey: 'of a stranger' });
	return {
		genuine: { url, body: signedBody(DEPOSIT, waas), status: 200 },
		forged: { url, body: forged, status: 401 },
		junk: { url, body: JSON.stringify(DEPOSIT), status: 401 },
	};
}

export interface Rate {
	/** Responses. */
	perSecond: number;
	/** n8n's processor time for each, in milliseconds. */
	processorMs: number;
	/** In milliseconds. */
	latencies: number[];
}

const used = (pids: number[]) => pids.reduce((sum, pid) => sum + processorTime(pid), 0);

/** n8n responds before it runs the workflow, so executions can pile up and take time from what comes next. */
async function untilIdle(pids: number[]) {
	await until(
		"n8n's processes to be idle",
		async () => {
			const before = used(pids);
			await sleep(IDLE_MS);
			return (used(pids) - before) * 1000 < IDLE_MS / 5;
		},
		300_000,
	);
}

/**
 * Sends the same body so many times, and waits until n8n has run the workflows.
 *
 * @param pids n8n's processes
 * @throws Error if a response has another status than expected
 */
export async function deliver(target: Target, count: number, pids: number[]) {
	const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
	let left = count;
	const connection = async () => {
		while (left-- > 0) await sendExpecting(target, agent);
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, connection));
	agent.destroy();
	await untilIdle(pids);
}

/**
 * Sends the same body repeatedly over some connections, once n8n is idle. Takes as long as it needs for several
 * responses on each.
 *
 * @param pids n8n's processes
 * @throws Error if a response has another status than expected
 */
export async function measureRate(
	target: Target,
	connections: number,
	pids: number[],
): Promise<Rate> {
	await untilIdle(pids);
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	let latencies: number[] = [];
	let isOver = false;
	const connection = async () => {
		while (!isOver) {
			const sent = performance.now();
			await sendExpecting(target, agent);
			latencies.push(performance.now() - sent);
		}
	};
	const all = Promise.all(Array.from({ length: connections }, connection));
	const responses = async (leastMs: number, least: number) => {
		const isEnough = async () => isOver || latencies.length >= least;
		const enough = until(`${least} responses`, isEnough, 300_000);
		await Promise.race([Promise.all([sleep(leastMs), enough]), all]);
	};
	try {
		await responses(WARM_UP_MS, connections);
		latencies = [];
		const [start, before] = [performance.now(), used(pids)];
		await responses(MEASURED_MS, connections * ROUND_TRIPS);
		const [measured, seconds] = [[...latencies], (performance.now() - start) / 1000];
		return {
			perSecond: measured.length / seconds,
			processorMs: ((used(pids) - before) * 1000) / measured.length,
			latencies: measured,
		};
	} finally {
		isOver = true;
		await all;
		agent.destroy();
	}
}
