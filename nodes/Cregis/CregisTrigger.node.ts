import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import * as credentialTest from './methods/credentialTest';
import { RESPONSES } from './protocol/responses';
import { builderHint } from './trigger/builderHint';
import { triggerPanel, triggerProperties } from './trigger/description';
import { responseModeFromField } from './trigger/responseMode';
import { checkBeforePublishing } from './trigger/settings';
import { receiveCallback } from './trigger/webhook';

export class CregisTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cregis Trigger',
		name: 'cregisTrigger',
		icon: { light: 'file:cregis.svg', dark: 'file:cregis.dark.svg' },
		group: ['trigger'],
		// For version 1 of a trigger, n8n evaluates an expression on every call. For later versions, it doesn't.
		version: 2,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when Cregis reports a deposit, payout, withdrawal or order event',
		eventTriggerDescription: 'Waiting for Cregis to call the test URL',
		activationMessage:
			'Cregis can now start this workflow. Make sure Cregis sends its callbacks to the production URL.',
		triggerPanel,
		builderHint,
		defaults: { name: 'Cregis Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cregisApi', required: true, testedBy: 'cregisApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				...responseModeFromField(),
				// Cregis reads this as received (webhooks.md §1.3). n8n sends it after it has stored the execution.
				responseData: RESPONSES.received,
			},
		],
		properties: triggerProperties,
	};

	// Cregis has no API to register a URL. The URL is part of each request or of the project's settings.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				// Runs first on publishing. n8n shows an error to the user only from here.
				await checkBeforePublishing(this);
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	methods = { credentialTest };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveCallback(this);
	}
}
