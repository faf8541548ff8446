import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { teamRequest, type Team } from '../protocol/teamRequest';
import { credentialRequest, originOf } from './credentialRequest';
import type { AnyRequestOptions } from './requestOptions';

export interface CregisTeam extends Team {
	/** The host of the team's API. The secret signs requests to this host only. */
	origin: string;
}

const COPY = 'Copy it from the API key of your team in Cregis.';

/** What an HTTP header may contain. Anything else isn't an access key, and couldn't be sent. */
const HEADER_TEXT = /^[\x21-\x7e]+$/;

/**
 * Returns the Cregis team of a credential.
 *
 * @throws UserError with what to correct, if a value is missing or invalid
 */
export function teamOf(credentials: ICredentialDataDecryptedObject): CregisTeam {
	const text = (name: string) => String(credentials[name] ?? '').trim();
	const team = { accessKey: text('accessKey'), accessSecret: text('accessSecret') };
	const origin = originOf(text('baseUrl'), COPY);
	if (!team.accessKey) {
		throw new UserError(`The Cregis Team credential has no 'Access Key'. ${COPY}`);
	}
	if (!HEADER_TEXT.test(team.accessKey)) {
		throw new UserError(
			`The 'Access Key' of the Cregis Team credential contains characters that a key can't have. ${COPY}`,
		);
	}
	if (!team.accessSecret) {
		throw new UserError(`The Cregis Team credential has no 'Access Secret'. ${COPY}`);
	}
	return { ...team, origin };
}

/**
 * Signs a request with the key pair of a team. See {@link credentialRequest}.
 *
 * @throws UserError if the request goes anywhere but the team's host, or could be read in transit: whoever
 * receives it can send it again
 */
export function signedTeamRequest(
	options: AnyRequestOptions,
	team: CregisTeam,
): IHttpRequestOptions {
	return credentialRequest(options, team.origin, (path, fields) => teamRequest(path, fields, team));
}
