/** The workflows that pay. Each is called with what to pay. */
import { randomUUID } from 'node:crypto';
import type { Workflow, WorkflowNode } from '../../harness/editor.mts';
import type { BatchPlan, Setting } from './plan.mts';

export const PAY = 'Pay';

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: WorkflowNode['parameters'],
) => ({ id: randomUUID(), name, type, typeVersion, parameters });

const link = (to: string, type = 'main') => ({ [type]: [[{ node: to, type, index: 0 }]] });

type Credentials = WorkflowNode['credentials'];

/** Responds once the workflow has finished. */
const webhookNode = () => ({
	...node('Webhook', 'n8n-nodes-base.webhook', 2, {
		httpMethod: 'POST',
		path: randomUUID(),
		responseMode: 'lastNode',
	}),
	position: [0, 0],
	webhookId: randomUUID(),
});

/** A workflow that pays the rows it is called with. */
function payRows(
	name: string,
	setting: Setting,
	credentials: Credentials,
	parameters: WorkflowNode['parameters'],
): Workflow {
	const rows = node('Rows', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.rows' });
	const pay = node(PAY, 'n8n-nodes-cregis.cregis', 1, parameters);
	return {
		name,
		nodes: [
			webhookNode(),
			{ ...rows, position: [220, 0] },
			{ ...pay, ...setting.node, position: [440, 0], credentials },
		],
		connections: { Webhook: link('Rows'), Rows: link(PAY) },
		settings: { executionOrder: 'v1' },
	};
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export function payoutWorkflow(plan: BatchPlan, credentials: Credentials): Workflow {
	return payRows(plan.name, plan.setting, credentials, {
		resource: 'payout',
		operation: 'create',
		currency: byId('={{ $json.coin }}'),
		toAddress: '={{ $json.to }}',
		amount: '={{ $json.amount }}',
		thirdPartyId: '={{ $json.key }}',
		additionalFields: { version: plan.version },
		options: {
			checkAllFirst: plan.checkAllFirst,
			ifReferenceUsed: "={{ $('Webhook').first().json.body.ifReferenceUsed }}",
			pauseBetweenItems: plan.pauseBetweenItems,
			parallelRequests: plan.parallelRequests,
		},
	});
}

export function collectionWorkflow(
	name: string,
	setting: Setting,
	fromAddress: string,
	credentials: Credentials,
): Workflow {
	return payRows(name, setting, credentials, {
		resource: 'collection',
		operation: 'create',
		currency: byId('={{ $json.coin }}'),
		fromAddress,
		toAddress: '={{ $json.to }}',
		additionalFields: { amount: '={{ $json.amount }}' },
		options: { pauseBetweenItems: 0 },
	});
}

const fromAgent = (field: string) => `={{ $fromAI('${field}', '', 'string') }}`;

/** The parameters of the tool, whose arguments distinguish one payment from another. */
export function toolParameters(
	resource: 'payout' | 'collection',
	fromAddress: string,
): WorkflowNode['parameters'] {
	const common = {
		resource,
		operation: 'create',
		currency: byId(fromAgent('coin')),
		toAddress: fromAgent('to'),
	};
	if (resource === 'payout') {
		return { ...common, amount: fromAgent('amount'), thirdPartyId: fromAgent('key') };
	}
	return { ...common, fromAddress, additionalFields: { amount: fromAgent('amount') } };
}

/** A workflow whose AI agent pays with a tool. */
export function agentWorkflow(
	name: string,
	agentVersion: number,
	setting: Setting,
	parameters: WorkflowNode['parameters'],
	{ model, project }: { model: Credentials; project: Credentials },
): Workflow {
	const agent = node('Agent', '@n8n/n8n-nodes-langchain.agent', agentVersion, {
		promptType: 'define',
		text: '={{ JSON.stringify($json.body.rows) }}',
		options: {},
	});
	const chat = node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
		model: { __rl: true, mode: 'id', value: 'stub' },
		options: { maxRetries: 0 },
	});
	const tool = node(PAY, 'n8n-nodes-cregis.cregisTool', 1, {
		...parameters,
		descriptionType: 'manual',
		toolDescription: 'Pays one row',
	});
	return {
		name,
		nodes: [
			webhookNode(),
			{ ...agent, position: [220, 0] },
			{ ...chat, position: [200, 200], credentials: model },
			{ ...tool, ...setting.node, position: [300, 200], credentials: project },
		],
		connections: {
			Webhook: link('Agent'),
			Model: link('Agent', 'ai_languageModel'),
			[PAY]: link('Agent', 'ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
}
