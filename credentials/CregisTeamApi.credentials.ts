import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { signedTeamRequest, teamOf } from '../nodes/Cregis/transport/signedTeamRequest';

export class CregisTeamApi implements ICredentialType {
	name = 'cregisTeamApi';

	displayName = 'Cregis Team API';

	icon: Icon = {
		light: 'file:../nodes/Cregis/cregis.svg',
		dark: 'file:../nodes/Cregis/cregis.dark.svg',
	};

	documentationUrl = 'https://developer.cregis.com/';

	properties: INodeProperties[] = [
		{
			displayName:
				"This credential reads the wallets of a Cregis team. It uses an API key of the team, not of a project. Add this n8n's IP address to the whitelist of the key.",
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://t-xxxxxxxx.cregis.io',
			description: "The URL of the team's API, which starts with https",
			required: true,
		},
		{
			displayName: 'Access Key',
			name: 'accessKey',
			type: 'string',
			default: '',
			description: 'Identifies the API key of the team',
			required: true,
		},
		{
			displayName: 'Access Secret',
			name: 'accessSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: "Signs requests. It's never sent to Cregis.",
			required: true,
		},
	];

	/** A property instead of a method, for the same reason as in the Cregis API credential. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signedTeamRequest(requestOptions, teamOf(credentials));
}
