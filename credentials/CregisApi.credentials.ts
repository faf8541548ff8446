import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { projectOf, signedRequest } from '../nodes/Cregis/transport/signedRequest';

export class CregisApi implements ICredentialType {
	name = 'cregisApi';

	displayName = 'Cregis API';

	icon: Icon = {
		light: 'file:../nodes/Cregis/cregis.svg',
		dark: 'file:../nodes/Cregis/cregis.dark.svg',
	};

	documentationUrl = 'https://developer.cregis.com/';

	properties: INodeProperties[] = [
		{
			displayName:
				"One credential is one Cregis project. All values stand in Cregis under the project's Settings, Developer. Add the IP address of this n8n to the project's IP whitelist there.",
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Project Type',
			name: 'projectType',
			type: 'options',
			options: [
				{
					name: 'Payment Engine',
					value: 'payment',
					description: 'Checkout orders',
				},
				{
					name: 'WaaS',
					value: 'waas',
					description: 'Addresses, deposits and payouts',
				},
			],
			default: 'waas',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://t-xxxxxxxx.cregis.io',
			description: 'The address of the project, which starts with https',
			required: true,
		},
		{
			displayName: 'Project ID',
			name: 'pid',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1382528827416576',
			description: 'The number of the project (pid)',
			required: true,
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Signs every request and verifies every callback; it is never sent',
			required: true,
		},
		{
			displayName: 'Default Callback URL',
			name: 'callbackUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/.../webhook',
			description:
				"Where Cregis reports what becomes of the payments and addresses made with this credential, unless an operation has a URL of its own. Paste the production URL of a 'Cregis Trigger' here.",
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signedRequest(requestOptions, projectOf(credentials));
	}
}
