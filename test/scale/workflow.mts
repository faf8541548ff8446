/** The workflow that pays a batch of rows. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Editor } from '../../harness/editor.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { chain, node, payoutOf } from '../support/queueMode/chain.mts';

/** The node whose items are the report. */
export const PAY = 'Pay';
const PARALLEL = 10;
/** Time for every process to load a published workflow. */
const PUBLISHED_MS = 2_000;

export interface Row {
	reference: string;
	amount: string;
}

/** Publishes the workflow, and returns the URL to which the rows of a batch are posted. */
export async function publishPaying(
	editor: Editor,
	sandbox: Sandbox,
): Promise<{ workflowId: string; url: string }> {
	const cregisApi = await editor.createCredential('cregisApi', 'Cregis', {
		projectType: 'waas',
		baseUrl: sandbox.baseUrl,
		...sandbox.waas,
	});
	const path = randomUUID();
	const call = { httpMethod: 'POST', path, responseMode: 'onReceived' };
	const payout = {
		...payoutOf('={{ $json.reference }}'),
		amount: '={{ $json.amount }}',
		options: { parallelRequests: PARALLEL, ifReferenceUsed: 'countAsSent' },
	};
	const workflow = await editor.createWorkflow(
		chain('Pay a Batch', [
			{ ...node('Webhook', 'n8n-nodes-base.webhook', 2, call), webhookId: path },
			node('Rows', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.rows' }),
			{ ...node(PAY, 'n8n-nodes-cregis.cregis', 1, payout), credentials: { cregisApi } },
		]),
	);
	await editor.publish(workflow);
	await sleep(PUBLISHED_MS);
	return { workflowId: workflow.id, url: `${editor.url}/webhook/${path}` };
}
