import { UserError } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isCancelled, sleepUnlessCancelled } from './cancellation';
import { clock } from './clock';
import { CregisError, declined, type ErrorContext } from './errors';
import { isJsonObject, parseJson, type JsonObject } from '../protocol/losslessJson';
import { SUCCESS_CODE } from '../protocol/returnCodes';

type Context = IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions;

export interface CregisRequest {
	/** Such as /api/v2/payout. */
	path: string;
	/** The request's own fields, under Cregis's names. Empty ones are not sent. */
	fields: JsonObject;
}

/** As long as Cregis's own clients wait (api.md §0.10). */
const TIMEOUT_MS = 30_000;

/** For how long a run of items waits out rate limiting. */
export const MAX_RATE_LIMIT_WAIT_MS = 60_000;

/** The first wait where Cregis doesn't say how long; then twice as long each time. */
const FIRST_DELAY_MS = 1_000;

/** A `Retry-After` of zero could repeat forever. */
const LEAST_DELAY_MS = 250;

/** Network errors that mean, while a connection is made, that nothing was sent. */
const NOT_SENT_CODES = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const CONNECTING_SYSCALLS = ['connect', 'getaddrinfo'];

const TIMEOUT_CODES = ['ECONNABORTED', 'ETIMEDOUT', 'ERR_CANCELED'];

const TOO_MANY = 429;

/** From here on, an answer is that of a proxy or a broken server, whatever it says. */
const SERVER_ERROR = 500;

/** What an edge proxy's page means (return-codes.md §3). It's no proof that nothing was done. */
const PAGES: Record<number, { message: string; description: string }> = {
	403: {
		message: 'Access to Cregis was denied (HTTP 403)',
		description:
			"Check 'Base URL' in the credential, and that this n8n's IP address is on the project's whitelist in Cregis.",
	},
	404: {
		message: 'No Cregis API found at this URL',
		description: "Copy 'Base URL' from Cregis, under Settings > Developer.",
	},
	[TOO_MANY]: {
		message: 'Cregis received too many requests at once',
		description: 'Wait a minute, then run this again with fewer items.',
	},
};

function parseObject(text: unknown): JsonObject | undefined {
	try {
		const value = parseJson(String(text));
		return isJsonObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Cregis's own form of an answer: its code is always text. */
function parseEnvelope(text: unknown): JsonObject | undefined {
	const envelope = parseObject(text);
	return typeof envelope?.code === 'string' ? envelope : undefined;
}

function unexpectedResponse(
	{ statusCode, body }: IN8nHttpFullResponse,
	errorContext: ErrorContext,
): CregisError {
	const page = parseObject(body) ? undefined : PAGES[statusCode];
	if (page) return new CregisError(errorContext, 'unknown', page);
	const isPage = /^\s*</.test(String(body));
	const code = parseEnvelope(body)?.code;
	const advice = "If this happens again, check 'Base URL' in the credential.";
	return new CregisError(errorContext, 'unknown', {
		message: `Unexpected response from Cregis (HTTP ${statusCode})${isPage ? ': a web page instead of JSON' : ''}`,
		description: code ? `${advice} (code ${String(code)})` : advice,
	});
}

/** No error tells what Cregis did with an earlier request, which it asked to send again later. */
function afterWaiting(error: CregisError): CregisError {
	if (error.outcome === 'not done') error.outcome = 'unknown';
	return error;
}

/** The data of an answer. */
function readAnswer(answer: IN8nHttpFullResponse, errorContext: ErrorContext): unknown {
	const envelope = parseEnvelope(answer.body);
	const isSuccessStatus = answer.statusCode >= 200 && answer.statusCode < 300;
	if (envelope?.code === SUCCESS_CODE && isSuccessStatus) return envelope.data;
	const isServerError = answer.statusCode >= SERVER_ERROR;
	if (!envelope || isServerError || envelope.code === SUCCESS_CODE) {
		throw unexpectedResponse(answer, errorContext);
	}
	throw declined(errorContext, String(envelope.code), String(envelope.msg ?? ''));
}

/** A proxy's page: what has an answer of Cregis's own reached it. */
function isRateLimited({ statusCode, body }: IN8nHttpFullResponse): boolean {
	return statusCode === TOO_MANY && !parseEnvelope(body);
}

/** What `Retry-After` says, in milliseconds: seconds, or a date. */
function parseRetryAfter(retryAfter: unknown): number | undefined {
	const text = String(retryAfter ?? '');
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(date - clock.now(), 0);
}

/** An error of n8n's around that of its HTTP client. */
interface RequestError {
	message?: string;
	/** Older versions of n8n, such as 2.8, keep no cause: there, these two say what it was. */
	httpCode?: string | null;
	messages?: string[];
	cause?: Error & { code?: string; cause?: { syscall?: string } };
}

/** What the operating system was asked to do when it failed, such as `connect`. */
function syscallOf({ cause, messages = [] }: RequestError): string | undefined {
	return cause?.cause?.syscall ?? /^(\w+) E[A-Z_]+/.exec(messages[0] ?? '')?.[1];
}

/** The words for a request without an answer. */
function networkError(error: RequestError, errorContext: ErrorContext): CregisError {
	const { cause, message = '' } = error;
	if (cause instanceof UserError) {
		return new CregisError(errorContext, 'not done', {
			message,
			description: "The credential didn't sign this request.",
		});
	}
	const code = cause?.code ?? error.httpCode ?? '';
	const isConnecting = CONNECTING_SYSCALLS.includes(syscallOf(error) ?? '');
	if (NOT_SENT_CODES.includes(code) && isConnecting) {
		return new CregisError(errorContext, 'not done', {
			message: 'Cregis could not be reached',
			description: `Check 'Base URL' in the credential and the network of this n8n (${code}).`,
		});
	}
	if (!code) return new CregisError(errorContext, 'unknown', { message, description: '' });
	return new CregisError(errorContext, 'unknown', {
		message: TIMEOUT_CODES.includes(code)
			? `Cregis did not respond within ${TIMEOUT_MS / 1000} seconds`
			: 'The connection to Cregis was lost before it responded',
		description: '',
	});
}

async function send(
	context: Context,
	{ path, fields }: CregisRequest,
	errorContext: ErrorContext,
): Promise<IN8nHttpFullResponse> {
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: path,
		body: fields,
		headers: { Accept: 'application/json' },
		// As text: n8n's own parser would round large IDs.
		encoding: 'text',
		json: false,
		returnFullResponse: true,
		// Left to n8n, a 401 would be sent a second time.
		ignoreHttpStatusErrors: true,
		timeout: TIMEOUT_MS,
	};
	const { httpRequestWithAuthentication } = context.helpers;
	try {
		return (await httpRequestWithAuthentication.call(
			context,
			'cregisApi',
			options,
		)) as IN8nHttpFullResponse;
	} catch (error) {
		throw networkError(error as RequestError, errorContext);
	}
}

/**
 * The one way to Cregis: sends a request, signed by the credential, and returns the data of the answer
 * with its numbers unrounded.
 *
 * @param maxWaitMs for how long to wait out rate limiting, in milliseconds; each wait sends the request
 * again, so it must be one that Cregis takes only once, or that changes nothing
 * @throws CregisError if Cregis declined, or the answer is not Cregis's, or none came
 */
export async function requestCregis(
	context: Context,
	request: CregisRequest,
	itemIndex?: number,
	maxWaitMs = 0,
): Promise<unknown> {
	const errorContext = { node: context.getNode(), itemIndex };
	let waited = 0;
	try {
		for (let delay = FIRST_DELAY_MS; ; delay *= 2) {
			const answer = await send(context, request, errorContext);
			if (!isRateLimited(answer)) return readAnswer(answer, errorContext);
			const wanted = parseRetryAfter(answer.headers['retry-after']) ?? delay;
			const wait = Math.max(wanted, LEAST_DELAY_MS);
			if (waited + wait > maxWaitMs) return readAnswer(answer, errorContext);
			await sleepUnlessCancelled(context, wait);
			if (isCancelled(context)) return readAnswer(answer, errorContext);
			waited += wait;
		}
	} catch (error) {
		throw waited > 0 ? afterWaiting(error as CregisError) : error;
	}
}
