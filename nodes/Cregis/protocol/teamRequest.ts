import { createHmac, randomUUID } from 'node:crypto';
import { exactCanonicalJson } from './jsonText';

/** The key pair of a team. */
export interface Team {
	accessKey: string;
	accessSecret: string;
}

/** What the signature of a request covers. */
interface SignedParts {
	/** Without host and query. */
	path: string;
	/** In milliseconds. */
	timestamp: number;
	nonce: string;
	/** Exactly as sent. */
	body: string;
}

/** The headers and the body of a signed request. */
export interface TeamRequest {
	headers: Record<string, string>;
	body: string;
}

/**
 * Signs a request (signing.md §6): the HMAC-SHA256 of path, timestamp, nonce and body, joined by line feeds,
 * in lower-case hex.
 *
 * @throws TypeError if the secret is empty
 */
export function signTeamRequest(
	{ path, timestamp, nonce, body }: SignedParts,
	accessSecret: string,
): string {
	if (!accessSecret) throw new TypeError('Nothing can be signed without a secret');
	const text = [path, timestamp, nonce, body].join('\n');
	return createHmac('sha256', accessSecret).update(text).digest('hex');
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

/**
 * Returns the headers and the body of a request (api.md §3.1): the non-empty fields as canonical JSON, with a
 * new nonce of 32 characters and the time in milliseconds. The body is sent exactly as signed.
 *
 * @throws TypeError if the secret is empty, or a number isn't finite
 */
export function teamRequest(
	path: string,
	fields: Record<string, unknown>,
	{ accessKey, accessSecret }: Team,
): TeamRequest {
	const filled = Object.entries(fields).filter(([, value]) => !isEmpty(value));
	const body = exactCanonicalJson(Object.fromEntries(filled));
	const timestamp = Date.now();
	const nonce = randomUUID().replaceAll('-', '');
	return {
		headers: {
			'Access-Key': accessKey,
			'Access-Timestamp': String(timestamp),
			'Access-Nonce': nonce,
			'Access-Signature': signTeamRequest({ path, timestamp, nonce, body }, accessSecret),
		},
		body,
	};
}
