/** The workflows of a merchant who needs more than one machine. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Editor, SavedWorkflow, WorkflowNode } from '../../harness/editor.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { chain, node, payoutOf } from '../support/queueMode/chain.mts';

const EVENTS = [
	'deposit.success',
	'deposit.failed',
	'payout.success',
	'payout.failed',
	'payout.signature_rejected',
	'payout.approval_rejected',
];

/** How long the workflow of an event takes, so that a worker is killed with some in progress. */
const WORK_SECONDS = 0.5;

/** Time for every process to load a published workflow. */
const PUBLISHED_MS = 2_000;

const PAY_PATH = 'pay';

export interface Workflows {
	/** Responds to a callback once its event is stored. */
	immediate: SavedWorkflow;
	/** Responds to a callback once its event is handled. */
	handled: SavedWorkflow;
	/** Pays the reference that it is called with. */
	paying: SavedWorkflow;
	immediateUrl: string;
	handledUrl: string;
	payUrl: string;
}

const work = () => node('Work', 'n8n-nodes-base.wait', 1.1, { amount: WORK_SECONDS });

/** Saves and publishes the workflows. `editor` must be open at the URL that Cregis calls. */
export async function publishWorkflows(editor: Editor, sandbox: Sandbox): Promise<Workflows> {
	const [immediateId, handledId] = [randomUUID(), randomUUID()];
	const urlOf = (webhookId: string) => `${editor.url}/webhook/${webhookId}/webhook`;
	const cregisApi = await editor.createCredential('cregisApi', 'Cregis', {
		projectType: 'waas',
		baseUrl: sandbox.baseUrl,
		...sandbox.waas,
		callbackUrl: urlOf(immediateId),
	});
	const cregis = (name: string, parameters: object) => ({
		...node(name, 'n8n-nodes-cregis.cregis', 1, parameters),
		credentials: { cregisApi },
	});
	const trigger = (webhookId: string, respond: string) => ({
		...node('Cregis Trigger', 'n8n-nodes-cregis.cregisTrigger', 2, { events: EVENTS, respond }),
		webhookId,
		credentials: { cregisApi },
	});
	const respond = { resource: 'callback', operation: 'respond', answer: 'acknowledge' };
	const call = {
		...node('Webhook', 'n8n-nodes-base.webhook', 2, {
			httpMethod: 'POST',
			path: PAY_PATH,
			responseMode: 'onReceived',
		}),
		webhookId: randomUUID(),
	};
	const save = async (name: string, nodes: WorkflowNode[]) =>
		await editor.createWorkflow(chain(name, nodes));
	const workflows = {
		immediate: await save('Immediate', [trigger(immediateId, 'onReceived'), work()]),
		handled: await save('Handled', [
			trigger(handledId, 'responseNode'),
			work(),
			cregis('Respond', respond),
		]),
		paying: await save('Paying', [call, cregis('Pay', payoutOf('={{ $json.body.reference }}'))]),
	};
	for (const workflow of Object.values(workflows)) await editor.publish(workflow);
	await sleep(PUBLISHED_MS);
	return {
		...workflows,
		immediateUrl: urlOf(immediateId),
		handledUrl: urlOf(handledId),
		payUrl: `${editor.url}/webhook/${PAY_PATH}`,
	};
}
