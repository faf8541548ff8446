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
				"Each credential connects one Cregis project. Find these values in Cregis under Settings > Developer, and add this n8n's IP address to the project's IP whitelist.",
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
			description: "The project's API URL, which starts with https",
			required: true,
		},
		{
			displayName: 'Project ID',
			name: 'pid',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1382528827416576',
			description: "The project's number (pid)",
			required: true,
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: "Signs requests and verifies callbacks. It's never sent to Cregis.",
			required: true,
		},
		{
			displayName: 'Default Callback URL',
			name: 'callbackUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/.../webhook',
			description:
				"The URL that Cregis calls with updates on payments and addresses, unless an operation sets its own. Usually the production URL of a 'Cregis Trigger'.",
		},
	];

	/**
	 * A property instead of a method. n8n copies only properties, and offers the credential in its HTTP Request
	 * node, and Custom API Call in the Cregis node, only if the copy has this one.
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signedRequest(requestOptions, projectOf(credentials));
}
