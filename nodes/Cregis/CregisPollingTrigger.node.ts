import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import * as credentialTest from './methods/credentialTest';
import { builderHint } from './polling/builderHint';
import { pollingProperties } from './polling/description';
import { poll } from './polling/poll';

export class CregisPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cregis Polling Trigger',
		name: 'cregisPollingTrigger',
		icon: { light: 'file:cregis.svg', dark: 'file:cregis.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["direction"] + ": " + $parameter["statuses"].join(", ") }}',
		description:
			"Starts the workflow when Cregis lists a new deposit or another trade. Cregis doesn't need to reach this n8n.",
		polling: true,
		builderHint,
		defaults: { name: 'Cregis Polling Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cregisApi', required: true, testedBy: 'cregisApiTest' }],
		properties: pollingProperties,
	};

	methods = { credentialTest };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
