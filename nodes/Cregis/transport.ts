import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isCancelled, sleepUnlessCancelled } from './cancel';
import { CregisError, declined, type Place } from './errors';
import { isJsonObject, parseJson, type JsonObject } from './protocol/losslessJson';
import { SUCCESS_CODE } from './protocol/returnCodes';

type Context = IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions;

export interface CregisRequest {
	/** Such as /api/v2/payout. */
	path: string;
	/** The request's own fields, under Cregis's names. Empty ones are not sent. */
	fields: JsonObject;
}

/** As long as Cregis's own clients wait (api.md §0, "Client behaviour"). */
const TIMEOUT_MS = 30_000;

/** For how long a run of items bears with a Cregis that asks to wait. */
export const PATIENCE = 60_000;

/** What is waited first, where Cregis asks to wait and does not say for how long; then twice as long. */
const FIRST_DELAY_MS = 1_000;

/** Whoever asks to wait for no time at all could be asked for ever. */
const LEAST_DELAY_MS = 250;

/** Network conditions in which the request can't have reached Cregis. */
const NEVER_LEFT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

const TOO_MANY = 429;

const NOT_KNOWN = 'Whether Cregis carried out the request is not known.';

/** What an edge proxy's page means (return-codes.md, "HTTP-level"). A proxy that says so let nothing through. */
const PAGES: Record<number, { message: string; description: string }> = {
	403: {
		message: "Cregis's network refused the request",
		description:
			"Cregis has done nothing. Check that 'Base URL' is right and that this n8n's IP address is on the project's whitelist.",
	},
	404: {
		message: 'There is no Cregis at this address',
		description: "Cregis has done nothing. Copy 'Base URL' from the project's Settings, Developer.",
	},
	[TOO_MANY]: {
		message: 'Cregis received too many requests at once',
		description: 'Cregis has done nothing. Wait a minute, then run this again with fewer items.',
	},
};

function parseEnvelope(text: unknown): JsonObject | undefined {
	try {
		const envelope = parseJson(String(text));
		return isJsonObject(envelope) && 'code' in envelope ? envelope : undefined;
	} catch {
		return undefined;
	}
}

/** The data of an answer. */
function readAnswer(answer: IN8nHttpFullResponse, place: Place): unknown {
	const envelope = parseEnvelope(answer.body);
	if (!envelope) {
		const page = PAGES[answer.statusCode];
		if (page) throw new CregisError(place, 'not done', page);
		throw new CregisError(place, 'unknown', {
			message: `Cregis's answer is not one of Cregis's own (HTTP ${answer.statusCode})`,
			description: `A page came back where JSON was due. ${NOT_KNOWN}`,
		});
	}
	const code = String(envelope.code);
	if (code !== SUCCESS_CODE) throw declined(place, code, String(envelope.msg ?? ''));
	return envelope.data;
}

/** A proxy's page: what has an answer of Cregis's own reached it. */
function isAskedToWait({ statusCode, body }: IN8nHttpFullResponse): boolean {
	return statusCode === TOO_MANY && !parseEnvelope(body);
}

/** What `Retry-After` says, in milliseconds: seconds, or a date. */
function askedDelay(retryAfter: unknown): number | undefined {
	const text = String(retryAfter ?? '');
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(date - Date.now(), 0);
}

/** The words for a request that was given no answer. */
function noAnswer(error: unknown, place: Place): CregisError {
	const { cause, message } = error as { cause?: { code?: string }; message?: string };
	const code = cause?.code;
	if (!code) {
		// Not of the network: the credential refused to sign, and says why.
		return new CregisError(place, 'not done', {
			message: message ?? 'The request could not be made',
			description: 'Cregis has done nothing.',
		});
	}
	if (NEVER_LEFT.includes(code)) {
		return new CregisError(place, 'not done', {
			message: 'Cregis could not be reached',
			description: `Nothing was sent. Check 'Base URL' in the credential and the network of this n8n (${code}).`,
		});
	}
	const isTimeout = ['ECONNABORTED', 'ETIMEDOUT'].includes(code);
	return new CregisError(place, 'unknown', {
		message: isTimeout
			? `Cregis did not answer within ${TIMEOUT_MS / 1000} seconds`
			: 'The connection to Cregis was cut before the answer came',
		description: NOT_KNOWN,
	});
}

/**
 * The one way to Cregis: sends a request, signed by the credential, and returns the data of the answer
 * with its numbers unrounded.
 *
 * @param patience for how long to wait, in milliseconds, if Cregis asks for it
 * @throws CregisError if Cregis declined, or the answer is not Cregis's, or none came
 */
export async function requestCregis(
	this: Context,
	request: CregisRequest,
	itemIndex?: number,
	patience = 0,
): Promise<unknown> {
	const place = { node: this.getNode(), itemIndex };
	let waited = 0;
	for (let delay = FIRST_DELAY_MS; ; delay *= 2) {
		const answer = await send.call(this, request, place);
		if (answer instanceof CregisError) throw answer;
		if (!isAskedToWait(answer)) return readAnswer(answer, place);
		// Nothing was done, so it can be sent again, newly signed.
		const asked = Math.max(askedDelay(answer.headers['retry-after']) ?? delay, LEAST_DELAY_MS);
		if (waited + asked > patience) return readAnswer(answer, place);
		await sleepUnlessCancelled(this, asked);
		if (isCancelled(this)) return readAnswer(answer, place);
		waited += asked;
	}
}

async function send(
	this: Context,
	{ path, fields }: CregisRequest,
	place: Place,
): Promise<IN8nHttpFullResponse | CregisError> {
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
	return await this.helpers.httpRequestWithAuthentication.call(this, 'cregisApi', options).then(
		(response: IN8nHttpFullResponse) => response,
		(error: unknown) => noAnswer(error, place),
	);
}
