/** How many callbacks per second a workflow with only a trigger handles. */
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import axios from 'axios';
import { until, type Editor } from '../../harness/editor.mts';
import { signedBody } from '../../sandbox/callbacks/callbackBody.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { DEPOSIT } from '../support/callbackFields.mts';
import { triggerNode, withTrigger } from '../support/triggerWorkflow.mts';

const CONNECTIONS = 4;
const WARM_UP_MS = 3_000;
const MEASURED_MS = 8_000;

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

/** n8n's own trigger with header authentication, which a merchant without this package would use. */
export async function webhookNode(editor: Editor): Promise<Target> {
	const credential = await editor.createCredential('httpHeaderAuth', 'Header', HEADER);
	const path = randomUUID();
	const node = {
		id: path,
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { path, httpMethod: 'POST', authentication: 'headerAuth' },
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

/** The Cregis Trigger, called with a genuine deposit and with a forged one. */
export async function cregisTrigger(
	editor: Editor,
	{ baseUrl, waas }: Sandbox,
): Promise<{ genuine: Target; forged: Target }> {
	const project = { projectType: 'waas', baseUrl, ...waas };
	const credential = await editor.createCredential('cregisApi', 'Cregis', project);
	const node = triggerNode({}, credential);
	await editor.publish(await editor.createWorkflow(withTrigger(node, [])));
	const url = editor.webhookUrl(node);
	const forged = signedBody(DEPOSIT, { pid: waas.pid, apiKey: 'of a stranger' });
	return {
		genuine: { url, body: signedBody(DEPOSIT, waas), status: 200 },
		forged: { url, body: forged, status: 401 },
	};
}

/**
 * Sends the same body repeatedly over a few connections.
 *
 * @returns the responses per second
 * @throws Error if a response has another status than expected
 */
export async function measureRate(target: Target): Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
	const start = Date.now() + WARM_UP_MS;
	const end = start + MEASURED_MS;
	let answered = 0;
	const connection = async () => {
		while (Date.now() < end) {
			const status = await send(target, agent);
			if (status !== target.status) throw new Error(`${target.url} responded with ${status}`);
			if (Date.now() >= start && Date.now() < end) answered++;
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, connection));
	agent.destroy();
	return (answered * 1000) / MEASURED_MS;
}
