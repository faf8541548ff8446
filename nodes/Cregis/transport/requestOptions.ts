/** Selects the options of a request that are safe to sign, and refuses the others. */
import { UserError } from 'n8n-workflow';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether an origin is on the machine that runs n8n. */
export function isOnThisMachine(origin: string): boolean {
	return LOOPBACK.test(new URL(origin).hostname);
}

/** Includes the options of n8n's deprecated request helper, which its HTTP Request node still uses. */
export type AnyRequestOptions = IHttpRequestOptions & {
	uri?: string;
	form?: unknown;
	formData?: unknown;
	rejectUnauthorized?: boolean;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
};

/** Options for how to read the response or how long to wait for it. None affects where the request goes. */
const HARMLESS_OPTIONS = [
	'timeout',
	'encoding',
	'json',
	'returnFullResponse',
	'resolveWithFullResponse',
	'ignoreHttpStatusErrors',
	'simple',
	'useStream',
	'allowedDomains',
];

/** Options that turn off the certificate check. Allowed only for this machine. */
const UNCHECKED_OPTIONS = ['rejectUnauthorized', 'skipSslCertificateValidation'];

/** Of the headers that a request brings, Cregis only reads Content-Type. Any other header is meant for an intermediary or another server. */
const HARMLESS_HEADERS = ['accept', 'accept-language', 'user-agent'];

/** Whether an option is set. */
export function isFilled(value: unknown): boolean {
	return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : !!value;
}

/**
 * Returns the URL of a request.
 *
 * @throws UserError if the URL isn't on the credential's host, or has a query
 */
export function targetOf(options: AnyRequestOptions, origin: string): string {
	const address = options.url || options.uri || '';
	const base = options.baseURL || origin;
	const target = URL.canParse(address, base) ? new URL(address, base) : undefined;
	if (target?.origin !== origin) {
		throw new UserError(
			"This credential signs only for its own 'Base URL'. Use the credential that belongs to this address.",
		);
	}
	if (target.search !== '' || isFilled(options.qs)) {
		throw new UserError(
			'Cregis ignores query parameters. Put these fields in the JSON body instead.',
		);
	}
	return origin + target.pathname;
}

/** Returns the headers that are known to be harmless, and the content type. */
export function jsonHeaders(headers: IDataObject = {}): IDataObject {
	const harmless = Object.entries(headers).filter(
		([name, value]) => HARMLESS_HEADERS.includes(name.toLowerCase()) && typeof value === 'string',
	);
	return { ...Object.fromEntries(harmless), 'Content-Type': 'application/json; charset=utf-8' };
}

/**
 * Refuses options that could let somebody read the request in transit. In n8n, everyone who may use a
 * credential can set these options, even those who can't see its key.
 */
function refuseListeners(options: AnyRequestOptions, origin: string) {
	if (isFilled(options.proxy)) {
		throw new UserError(
			"The Cregis credential doesn't sign requests that go through a proxy. Remove 'Proxy' from the options of the node. Whoever runs this n8n can set a proxy for all of it (HTTPS_PROXY).",
		);
	}
	const isUnchecked =
		options.rejectUnauthorized === false || !!options.skipSslCertificateValidation;
	if (isUnchecked && !isOnThisMachine(origin)) {
		throw new UserError(
			"The Cregis credential always checks the certificate of Cregis. Turn off 'Ignore SSL Issues' in the options of the node.",
		);
	}
	if (isFilled(options.agentOptions)) {
		throw new UserError(
			"The Cregis credential doesn't use SSL certificates of a request. Turn off 'SSL Certificates' in the node.",
		);
	}
}

function pick(options: AnyRequestOptions, names: string[]): Partial<AnyRequestOptions> {
	return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));
}

/**
 * Returns the options that don't affect where the request goes.
 *
 * @throws UserError if an option could let somebody read the request in transit
 */
export function harmlessOptions(
	options: AnyRequestOptions,
	origin: string,
): Partial<AnyRequestOptions> {
	refuseListeners(options, origin);
	const names = isOnThisMachine(origin)
		? [...HARMLESS_OPTIONS, ...UNCHECKED_OPTIONS]
		: HARMLESS_OPTIONS;
	return pick(options, names);
}
