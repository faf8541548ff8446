import { UserError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { isJsonObject, parseJsonVerbatim, type JsonObject } from './protocol/losslessJson';
import { signedBody, type Project } from './protocol/request';

export interface CregisProject extends Project {
	/** Where the project's requests go, and the only place for which its key signs. */
	origin: string;
	/** Used by every create operation that leaves its own empty. */
	callbackUrl: string;
}

/** For how long a request may take where its sender sets no time-out. */
const REQUEST_LIMIT_MS = 60_000;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function originOf(baseUrl: string): string {
	if (!URL.canParse(baseUrl)) {
		throw new UserError(
			"The 'Base URL' of the Cregis credential is not a web address. Copy it from the project's Settings, Developer: it looks like https://t-xxxxxxxx.cregis.io.",
		);
	}
	const { protocol, hostname, origin } = new URL(baseUrl);
	if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))) return origin;
	throw new UserError(
		"The 'Base URL' of the Cregis credential must start with https://, or the request could be read on its way.",
	);
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
			"The 'Project ID' of the Cregis credential must consist of digits. Copy it from the project's Settings, Developer.",
		);
	}
	if (!project.apiKey) {
		throw new UserError(
			"The Cregis credential has no 'API Key'. Copy it from the project's Settings, Developer.",
		);
	}
	return { ...project, origin };
}

/** The fields to sign: those of an object, of its JSON text, or none. */
function fieldsOf(body: unknown): JsonObject {
	const value = typeof body === 'string' ? parseBody(body) : (body ?? {});
	if (isJsonObject(value) && !Buffer.isBuffer(value)) return value;
	throw new UserError('Cregis takes only a JSON object as body.');
}

function parseBody(text: string): unknown {
	try {
		return text.trim() === '' ? {} : parseJsonVerbatim(text);
	} catch {
		return undefined;
	}
}

/** What n8n's deprecated request helper, which some of its nodes still use, has besides. */
type AnyRequestOptions = IHttpRequestOptions & {
	uri?: string;
	form?: unknown;
	formData?: unknown;
	followAllRedirects?: boolean;
};

/** Cregis reads nothing but a JSON body (api.md §0, "Transport"). */
function jsonHeaders(headers: IDataObject = {}): IDataObject {
	const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type');
	return { ...Object.fromEntries(others), 'Content-Type': 'application/json; charset=utf-8' };
}

/**
 * A request to Cregis, signed: whoever sends it, our nodes, the credential test or n8n's HTTP Request
 * node. The body goes out as the very text that was signed, and no redirect is followed. It is not broken
 * off when the execution is cancelled, as nobody would know whether Cregis carried it out; but it does end
 * once its time-out is over.
 *
 * @throws UserError if the request goes anywhere but to the project's own host: to whoever receives
 * it, a signature is as good as the key
 */
export function signedRequest(
	options: AnyRequestOptions,
	project: CregisProject,
): IHttpRequestOptions {
	const address = options.url || options.uri || '';
	const base = options.baseURL || project.origin;
	const target = URL.canParse(address, base) ? new URL(address, base) : undefined;
	if (target?.origin !== project.origin) {
		throw new UserError(
			"This credential signs only for its own 'Base URL'. Use the credential of the project that this address belongs to.",
		);
	}
	const request: AnyRequestOptions = {
		...options,
		url: target.href,
		method: 'POST',
		headers: jsonHeaders(options.headers),
		body: signedBody(fieldsOf(options.body), project),
		disableFollowRedirect: true,
		followAllRedirects: false,
	};
	for (const name of ['uri', 'baseURL', 'form', 'formData'] as const) delete request[name];
	// A time-out counts from byte to byte; a reply that comes in drops would never end.
	request.abortSignal = AbortSignal.timeout(Number(options.timeout) || REQUEST_LIMIT_MS);
	return request;
}
