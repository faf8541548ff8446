import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { builderHint } from './actions/builderHint';
import { properties } from './actions/resources';
import { execute } from './actions/router';
import { generatedReferenceHints } from './actions/shared/generatedReference';
import { waitingNodeTooltip } from './actions/waiting/fields';
import { receiveResult, resultWebhooks } from './actions/waiting/webhook';
import * as credentialTest from './methods/credentialTest';
import * as listSearch from './methods/listSearch';

export class Cregis implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cregis',
		name: 'cregis',
		icon: { light: 'file:cregis.svg', dark: 'file:cregis.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create crypto orders, payouts and deposit addresses with Cregis',
		defaults: { name: 'Cregis' },
		usableAsTool: true,
		builderHint,
		hints: generatedReferenceHints,
		waitingNodeTooltip,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'cregisApi',
				required: true,
				testedBy: 'cregisApiTest',
				// Responding to a callback needs no credential: its trigger has verified it.
				displayOptions: { hide: { resource: ['callback', 'teamWallet'] } },
			},
			{
				name: 'cregisTeamApi',
				required: true,
				testedBy: 'cregisTeamApiTest',
				displayOptions: { show: { resource: ['teamWallet'] } },
			},
		],
		webhooks: resultWebhooks,
		properties,
	};

	methods = { listSearch, credentialTest };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveResult(this);
	}
}
