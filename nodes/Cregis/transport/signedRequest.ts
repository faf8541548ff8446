import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { isJsonObject, parseJsonVerbatim, type JsonObject } from '../protocol/losslessJson';
import { signedBody, type Project } from '../protocol/request';
import {
	harmlessOptions,
	isFilled,
	isOnThisMachine,
	jsonHeaders,
	targetOf,
	type AnyRequestOptions,
} from './requestOptions';

export interface CregisProject extends Project {
	/** The host of the project's API. The key signs requests to this host only. */
	origin: string;
	/** The default for create operations without a callback URL. */
	callbackUrl: string;
}

/** The time limit of a request without a timeout of its own. */
const REQUEST_LIMIT_MS = 60_000;

function originOf(baseUrl: string): string {
	if (!URL.canParse(baseUrl)) {
		throw new UserError(
			"The 'Base URL' of the Cregis credential isn't a valid URL. Copy it from Cregis, under Settings > Developer. It looks like https://t-xxxxxxxx.cregis.io.",
		);
	}
	const { protocol, origin } = new URL(baseUrl);
	if (protocol === 'https:' || (protocol === 'http:' && isOnThisMachine(origin))) return origin;
	throw new UserError("The 'Base URL' of the Cregis credential must start with https://");
}

/**
 * Returns the Cregis project of a credential.
 *
 * @throws UserError with what to correct, if a value is missing or invalid
 */
export function projectOf(credentials: ICredentialDataDecryptedObject): CregisProject {
	const text = (name: string) => String(credentials[name] ?? '').trim();
	const project = { pid: text('pid'), apiKey: text('apiKey'), callbackUrl: text('callbackUrl') };
	const origin = originOf(text('baseUrl'));
	if (!/^\d+$/.test(project.pid)) {
		throw new UserError(
			"The 'Project ID' of the Cregis credential can contain only digits. Copy it from Cregis, under Settings > Developer.",
		);
	}
	if (!project.apiKey) {
		throw new UserError(
			"The Cregis credential has no 'API Key'. Copy it from Cregis, under Settings > Developer.",
		);
	}
	return { ...project, origin };
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
 * @throws UserError if the request goes anywhere but the project's host, or could be read in transit: for
 * whoever receives it, a signature is as good as the key
 * @throws LookalikeError if the signature could be used for a callback
 */
export function signedRequest(
	options: AnyRequestOptions,
	project: CregisProject,
): IHttpRequestOptions {
	const request: AnyRequestOptions = {
		...harmlessOptions(options, project.origin),
		url: targetOf(options, project.origin),
		method: 'POST',
		headers: jsonHeaders(options.headers),
		body: signedBody(fieldsOf(options), project),
		disableFollowRedirect: true,
		followRedirect: false,
		followAllRedirects: false,
		// `timeout` restarts with each byte received, so a slow response could last forever.
		abortSignal: AbortSignal.timeout(Number(options.timeout) || REQUEST_LIMIT_MS),
	};
	return request;
}
