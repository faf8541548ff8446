import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { projectOf, signedRequest } from '../nodes/Cregis/signedRequest';
import { RETURN_CODES } from '../nodes/Cregis/protocol/returnCodes';

/** Its order does not exist, so this is how Cregis greets the right key of a Payment Engine project. */
const ORDER_UNKNOWN = 'E0024';

const OTHER_PROJECT_TYPE = 'E0004';

const OTHER_TYPE_ADVICE =
	"The key is right, but the project is of another type: choose the other 'Project Type' above, or copy the values of the other project.";

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

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{$credentials.baseUrl}}',
			url: '={{$credentials.projectType === "payment" ? "/api/v2/order/info" : "/api/v1/coins"}}',
			body: { cregis_id: '={{$credentials.projectType === "payment" ? "po0" : ""}}' },
		},
		rules: [
			...Object.entries(RETURN_CODES)
				.filter(([code]) => code !== ORDER_UNKNOWN)
				.map(([code, { message, advice }]) => ({
					type: 'responseSuccessBody' as const,
					properties: {
						key: 'code',
						value: code,
						message: `${message}. ${code === OTHER_PROJECT_TYPE ? OTHER_TYPE_ADVICE : advice}`,
					},
				})),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'code',
					value: undefined,
					message:
						"This address answers, but not as Cregis does. Copy 'Base URL' from the project's Settings, Developer.",
				},
			},
		],
	};
}
