import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isCancelled, sleepUnlessCancelled } from './cancellation';
import { clock } from './clock';
import { CregisError, declined, type ErrorContext } from './errors';
import { networkError, type RequestError } from './networkErrors';
import { apiOf, type Api } from '../protocol/endpoints';
import { parseEnvelope, parseObject } from '../protocol/envelope';
import type { JsonObject } from '../protocol/losslessJson';
import { SUCCESS_CODE } from '../protocol/returnCodes';

export type Context =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| IWebhookFunctions;

/** The credentials that sign the requests to each API. */
export const CREDENTIALS: Record<Api, string> = {
	project: 'cregisApi',
	team: 'cregisTeamApi',
};

export interface CregisRequest {
	/** Such as /api/v2/payout. It also decides which credential signs. */
	path: string;
	/** The fields of the request, under Cregis's names. Empty fields aren't sent. */
	fields: JsonObject;
}

/** The same timeout as in Cregis's own clients (api.md §0.10). */
const TIMEOUT_MS = 30_000;

/** How long a run of items waits out rate limiting. */
export const MAX_RATE_LIMIT_WAIT_MS = 60_000;

/** The first wait if Cregis doesn't specify one. Each further wait is twice as long. */
const FIRST_DELAY_MS = 1_000;

/** A minimum, because a `Retry-After` of zero could repeat forever. */
const LEAST_DELAY_MS = 250;

const TOO_MANY = 429;

/** From this status on, a response comes from a proxy or a broken server, whatever its body. */
const SERVER_ERROR = 500;

/**
 * The meaning of an edge proxy's page (return-codes.md §3). Such a page doesn't prove that nothing was done.
 */
const PAGES: Record<number, { message: string; description: string }> = {
	403: {
		message: 'Access to Cregis was denied (HTTP 403)',
		description:
			"Check 'Base URL' in the credential, and that this n8n's IP address is on the whitelist in Cregis.",
	},
	404: {
		message: 'No Cregis API found at this URL',
		description: "Copy 'Base URL' from Cregis again.",
	},
	[TOO_MANY]: {
		message: 'Cregis received too many requests at once',
		description: 'Wait a minute, then run this again with fewer items.',
	},
};

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
		description: code ? `${advice} (code ${code})` : advice,
	});
}

/**
 * Changes the outcome after a retry: no error proves what Cregis did with the earlier, rate-limited request.
 */
function afterWaiting(error: CregisError): CregisError {
	if (error.outcome === 'not done') error.outcome = 'unknown';
	return error;
}

/** Returns the data of a response. */
function readAnswer(
	answer: IN8nHttpFullResponse,
	{ path }: CregisRequest,
	errorContext: ErrorContext,
): unknown {
	const envelope = parseEnvelope(answer.body);
	const isSuccessStatus = answer.statusCode >= 200 && answer.statusCode < 300;
	if (envelope?.code === SUCCESS_CODE && isSuccessStatus) return envelope.data;
	const isServerError = answer.statusCode >= SERVER_ERROR;
	if (!envelope || isServerError || envelope.code === SUCCESS_CODE) {
		const isLimit = isRateLimited(answer);
		throw Object.assign(unexpectedResponse(answer, errorContext), { isRateLimited: isLimit });
	}
	throw declined(errorContext, apiOf(path), envelope);
}

/** Whether a proxy limits the rate. A response in Cregis's format means that the request reached Cregis. */
function isRateLimited({ statusCode, body }: IN8nHttpFullResponse): boolean {
	return statusCode === TOO_MANY && !parseEnvelope(body);
}

/** Parses `Retry-After`, which holds seconds or a date. Returns milliseconds. */
function parseRetryAfter(retryAfter: unknown): number | undefined {
	const text = String(retryAfter ?? '');
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(date - clock.now(), 0);
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
		// Text, because n8n's own parser would round large IDs.
		encoding: 'text',
		json: false,
		returnFullResponse: true,
		// Otherwise, n8n would resend the request after a 401.
		ignoreHttpStatusErrors: true,
		timeout: TIMEOUT_MS,
	};
	const { httpRequestWithAuthentication } = context.helpers;
	try {
		return (await httpRequestWithAuthentication.call(
			context,
			CREDENTIALS[apiOf(path)],
			options,
		)) as IN8nHttpFullResponse;
	} catch (error) {
		throw networkError(error as RequestError, errorContext, TIMEOUT_MS);
	}
}

/**
 * Sends a request that the credential signs, and returns the data of the response without rounding numbers.
 * All requests of the nodes go through this function.
 *
 * @param maxWaitMs how long to wait out rate limiting, in milliseconds. Each wait resends the request, so set
 * this only for a request that Cregis accepts at most once, or that moves no money: in the worst case, there is
 * a deposit address that nobody asked for
 * @throws CregisError if Cregis declined the request, if the response isn't from Cregis, or if there's no
 * response
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
			if (!isRateLimited(answer)) return readAnswer(answer, request, errorContext);
			const wanted = parseRetryAfter(answer.headers['retry-after']) ?? delay;
			const wait = Math.max(wanted, LEAST_DELAY_MS);
			if (waited + wait > maxWaitMs) return readAnswer(answer, request, errorContext);
			await sleepUnlessCancelled(context, wait);
			if (isCancelled(context)) return readAnswer(answer, request, errorContext);
			waited += wait;
		}
	} catch (error) {
		throw waited > 0 ? afterWaiting(error as CregisError) : error;
	}
}
