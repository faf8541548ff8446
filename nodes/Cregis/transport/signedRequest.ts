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
	/** Where the project's requests go, and the only place for which its key signs. */
	origin: string;
	/** Used by every create operation that leaves its own empty. */
	callbackUrl: string;
}

/** For how long a request may take where its sender sets no time-out. */
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
 * The Cregis project of a credential.
 *
 * @throws UserError with what to mend, if a value is missing or has the wrong form
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

/** Not a stream or a form: these would be signed as if they were empty. */
function isPlainObject(value: unknown): value is JsonObject {
	if (!isJsonObject(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	// Of any realm: n8n's expressions run in one of their own.
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function parseBody(text: string): unknown {
	try {
		return text.trim() === '' ? {} : parseJsonVerbatim(text);
	} catch {
		return undefined;
	}
}

/** The fields to sign: those of an object, of its JSON text, or none. */
function fieldsOf({ body, form, formData }: AnyRequestOptions): JsonObject {
	const value = typeof body === 'string' ? parseBody(body) : (body ?? {});
	if (isPlainObject(value) && !isFilled(form) && !isFilled(formData)) return value;
	throw new UserError('Cregis takes only a JSON object as body.');
}

/**
 * A request to Cregis, signed: whoever sends it, our nodes, the credential test or n8n's HTTP Request
 * node. The body goes out as the very text that was signed, and no redirect is followed. It is not broken
 * off when the execution is cancelled, as nobody would know whether Cregis carried it out; but it does end
 * once its time-out is over.
 *
 * Of the options, only those go through that are known to be harmless.
 *
 * @throws UserError if the request goes anywhere but to the project's own host, or could be read on its
 * way there: to whoever receives it, a signature is as good as the key
 * @throws LookalikeError if the signature could serve for a callback
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
		// A time-out counts from byte to byte: a reply that drips would never end.
		abortSignal: AbortSignal.timeout(Number(options.timeout) || REQUEST_LIMIT_MS),
	};
	return request;
}
