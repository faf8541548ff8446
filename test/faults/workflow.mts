/** The workflow of a batch: it is called with rows, and pays them. */
import { randomUUID } from 'node:crypto';
import type { Editor, SavedWorkflow, Workflow, WorkflowNode } from '../../demo/editor.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import type { BatchPlan, Row } from './plan.mts';

export const PAY = 'Pay';

/** What a workflow is called with. */
export interface Call {
	rows: Row[];
	ifReferenceUsed: 'stop' | 'countAsSent';
}

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: WorkflowNode['parameters'],
) => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	parameters,
});

/** Saves and publishes the workflow of a batch, with a credential for its own sandbox. */
export async function publishWorkflow(
	editor: Editor,
	sandbox: Sandbox,
	plan: BatchPlan,
): Promise<SavedWorkflow> {
	const cregisApi = await editor.createCredential('cregisApi', plan.name, {
		projectType: 'waas',
		baseUrl: sandbox.baseUrl,
		...sandbox.waas,
	});
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', 2, {
		httpMethod: 'POST',
		path: plan.name,
		responseMode: 'onReceived',
	});
	const rows = node('Rows', 'n8n-nodes-base.code', 2, {
		jsCode: 'return $input.first().json.body.rows.map((row) => ({ json: row }));',
	});
	const pay = node(PAY, 'n8n-nodes-cregis.cregis', 1, {
		resource: 'payout',
		operation: 'create',
		currency: { __rl: true, mode: 'id', value: '={{ $json.coin }}' },
		toAddress: '={{ $json.to }}',
		amount: '={{ $json.amount }}',
		thirdPartyId: '={{ $json.reference }}',
		additionalFields: { version: plan.version },
		options: {
			checkAllFirst: plan.checkAllFirst,
			ifReferenceUsed: "={{ $('Webhook').first().json.body.ifReferenceUsed }}",
			pauseBetweenItems: plan.pauseBetweenItems,
		},
	});
	const link = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	const workflow: Workflow = {
		name: plan.name,
		nodes: [
			{ ...webhook, position: [0, 0], webhookId: randomUUID() },
			{ ...rows, position: [220, 0] },
			{ ...pay, ...plan.setting.node, position: [440, 0], credentials: { cregisApi } },
		],
		connections: { Webhook: link('Rows'), Rows: link(PAY) },
		settings: { executionOrder: 'v1' },
	};
	const saved = await editor.createWorkflow(workflow);
	await editor.publish(saved);
	return saved;
}
