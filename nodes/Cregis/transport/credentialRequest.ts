/** What Cregis's credentials have in common: where they sign, what they sign, and what they refuse. */
import { UserError } from 'n8n-workflow';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { isJsonObject, parseJsonVerbatim, type JsonObject } from '../protocol/losslessJson';
import {
	harmlessOptions,
	isFilled,
	isOnThisMachine,
	jsonHeaders,
	targetOf,
	type AnyRequestOptions,
} from './requestOptions';

/** The time limit of a request without a timeout of its own. */
const REQUEST_LIMIT_MS = 60_000;

/**
 * Returns the host of a credential.
 *
 * @param advice where to find the URL in Cregis
 * @throws UserError if it isn't an https URL. On this machine, http is enough
 */
export function originOf(baseUrl: string, advice: string): string {
	if (!URL.canParse(baseUrl)) {
		throw new UserError(
			`The 'Base URL' of the Cregis credential isn't a valid URL. ${advice} It looks like https://t-xxxxxxxx.cregis.io.`,
		);
	}
	const { protocol, origin } = new URL(baseUrl);
	if (protocol === 'https:' || (protocol === 'http:' && isOnThisMachine(origin))) return origin;
	throw new UserError("The 'Base URL' of the Cregis credential must start with https://");
}

/** Whether a body is a plain object. A stream or a form isn't: it would be signed as if it were empty. */
function isPlainObject(value: unknown): value is JsonObject {
	if (!isJsonObject(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	// From any realm, because n8n evaluates expressions in a separate one.
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function parseBody(text: string): unknown {
	try {
		return text.trim() === '' ? {} : parseJsonVerbatim(text);
	} catch {
		return undefined;
	}
}

/** Returns the fields to sign: those of an object or of its JSON text, or none. */
function fieldsOf({ body, form, formData }: AnyRequestOptions): JsonObject {
	const value = typeof body === 'string' ? parseBody(body) : (body ?? {});
	if (isPlainObject(value) && !isFilled(form) && !isFilled(formData)) return value;
	throw new UserError('Cregis accepts only a JSON object as the body.');
}

/**
 * Signs a request to Cregis, whether it comes from our nodes, the credential test or n8n's HTTP Request node.
 * The body is sent exactly as signed, and redirects aren't followed. Canceling the execution doesn't abort
 * the request, because nobody would know whether Cregis processed it. But the request ends when it times out.
 *
 * Only options that are known to be harmless are kept.
 *
 * @param origin the only host to sign for
 * @param sign returns the body to send, and the headers to add, for the path and the fields of the request
 * @throws UserError if the request goes anywhere but to that host, or could be read in transit
 */
export function credentialRequest(
	options: AnyRequestOptions,
	origin: string,
	sign: (path: string, fields: JsonObject) => { body: string; headers?: Record<string, string> },
): IHttpRequestOptions {
	const harmless = harmlessOptions(options, origin);
	const url = targetOf(options, origin);
	const { body, headers } = sign(url.slice(origin.length), fieldsOf(options));
	const request: AnyRequestOptions = {
		...harmless,
		url,
		method: 'POST',
		headers: { ...jsonHeaders(options.headers), ...headers },
		body,
		disableFollowRedirect: true,
		followRedirect: false,
		followAllRedirects: false,
		// `timeout` restarts with each byte received, so a slow response could last forever.
		abortSignal: AbortSignal.timeout(Number(options.timeout) || REQUEST_LIMIT_MS),
	};
	return request;
}
