import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { signedBody, type Project } from '../protocol/request';
import { credentialRequest, originOf } from './credentialRequest';
import type { AnyRequestOptions } from './requestOptions';

export interface CregisProject extends Project {
	/** The host of the project's API. The key signs requests to this host only. */
	origin: string;
	/** The default for create operations without a callback URL. */
	callbackUrl: string;
}

const COPY = 'Copy it from Cregis, under Settings > Developer.';

/**
 * Returns the Cregis project of a credential.
 *
 * @throws UserError with what to correct, if a value is missing or invalid
 */
export function projectOf(credentials: ICredentialDataDecryptedObject): CregisProject {
	const text = (name: string) => String(credentials[name] ?? '').trim();
	const project = { pid: text('pid'), apiKey: text('apiKey'), callbackUrl: text('callbackUrl') };
	const origin = originOf(text('baseUrl'), COPY);
	if (!/^\d+$/.test(project.pid)) {
		throw new UserError(
			`The 'Project ID' of the Cregis credential can contain only digits. ${COPY}`,
		);
	}
	if (!project.apiKey) throw new UserError(`The Cregis credential has no 'API Key'. ${COPY}`);
	return { ...project, origin };
}

/**
 * Signs a request with the key of a project. See {@link credentialRequest}.
 *
 * @throws UserError if the request goes anywhere but the project's host, or could be read in transit: for
 * whoever receives it, a signature is as good as the key
 * @throws LookalikeError if the signature could be used for a callback
 */
export function signedRequest(
	options: AnyRequestOptions,
	project: CregisProject,
): IHttpRequestOptions {
	return credentialRequest(options, project.origin, (_path, fields) => ({
		body: signedBody(fields, project),
	}));
}
