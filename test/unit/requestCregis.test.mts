/** What a response proves about a request (api.md §0.4, return-codes.md §3), and when a request is sent again. */
import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions, IHttpRequestOptions, INode } from 'n8n-workflow';
import { requestCregis } from '../../nodes/Cregis/transport/request.ts';
import { useVirtualClock } from '../support/clock.mts';

const node = { name: 'Cregis', type: 'cregis', parameters: {} } as unknown as INode;

const PAYOUT = { path: '/api/v2/payout', fields: { amount: '1' } };

interface Response {
	status?: number;
	body: string;
	retryAfter?: string;
}

interface Result {
	data?: unknown;
	error?: {
		outcome: string;
		message: string;
		description?: string | null;
		node?: INode;
		context?: object;
	};
	/** The number of requests. */
	requests: number;
}

const time = useVirtualClock();

/** What n8n's HTTP helper got, request by request. */
let sent: unknown[] = [];

/** Sends a request that gets these responses one after the other, and the last one again and again. */
async function send(responses: Response[], maxWaitMs = 0, signal?: object): Promise<Result> {
	let requests = 0;
	sent = [];
	const context = {
		getNode: () => node,
		getExecutionCancelSignal: () => signal,
		helpers: {
			httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) => {
				sent.push({ type, ...options });
				const response = responses[Math.min(requests, responses.length - 1)];
				requests++;
				const headers = response.retryAfter ? { 'retry-after': response.retryAfter } : {};
				return { statusCode: response.status ?? 200, headers, body: response.body };
			},
		},
	} as unknown as IExecuteFunctions;
	return await requestCregis(context, PAYOUT, 0, maxWaitMs).then(
		(data) => ({ data, requests }),
		(error: Result['error']) => ({ error, requests }),
	);
}

const envelope = (code: string) => JSON.stringify({ code, msg: 'told', data: { cid: 1 } });

const PAGE = '<html>Blocked</html>';

it('a request is signed by the credential, and its response is read as text, whatever its status', async () => {
	await send([{ body: envelope('00000') }]);
	expect(sent).toEqual([
		{
			type: 'cregisApi',
			method: 'POST',
			url: PAYOUT.path,
			body: PAYOUT.fields,
			headers: { Accept: 'application/json' },
			encoding: 'text',
			json: false,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: 30_000,
		},
	]);
});

describe('a response', () => {
	it.each([[200], [201], [299]])(
		'with the code for success and HTTP %d is a success',
		async (status) => {
			expect(await send([{ status, body: envelope('00000') }])).toEqual({
				data: { cid: 1 },
				requests: 1,
			});
		},
	);

	it.each<[outcome: string, status: number, body: string, message: string, advice: string]>([
		['not done', 200, envelope('E0006'), '', '(Cregis code E0006)'],
		['not done', 400, envelope('E0006'), '', '(Cregis code E0006)'],
		['not done', 429, envelope('E0006'), '', '(Cregis code E0006)'],
		['not done', 499, envelope('A0001'), 'Cregis rejected one of the fields', 'told'],
		['already sent', 200, envelope('E0009'), '', '(Cregis code E0009)'],
		// A proxy can write any code.
		['unknown', 200, envelope('X1'), 'Unexpected code from Cregis: X1', 'told'],
		['unknown', 199, envelope('00000'), 'Unexpected response from Cregis (HTTP 199)', ''],
		['unknown', 300, envelope('00000'), 'Unexpected response from Cregis (HTTP 300)', ''],
		['unknown', 500, envelope('00000'), 'Unexpected response from Cregis (HTTP 500)', ''],
		[
			'unknown',
			500,
			envelope('E0006'),
			'Unexpected response from Cregis (HTTP 500)',
			'(code E0006)',
		],
		['unknown', 503, PAGE, '(HTTP 503): a web page instead of JSON', "check 'Base URL'"],
		['unknown', 200, `\n ${PAGE}`, '(HTTP 200): a web page instead of JSON', ''],
		['unknown', 403, PAGE, 'Access to Cregis was denied (HTTP 403)', 'whitelist'],
		['unknown', 404, PAGE, 'No Cregis API found at this URL', "Copy 'Base URL'"],
		['unknown', 429, PAGE, 'Cregis received too many requests at once', 'Wait a minute'],
		['unknown', 403, '', 'Access to Cregis was denied (HTTP 403)', ''],
		// Not a proxy's page, so not its meaning.
		['unknown', 403, '{"error":1}', 'Unexpected response from Cregis (HTTP 403)', ''],
	])('is %s: HTTP %d, %s', async (outcome, status, body, message, advice) => {
		const { error, requests } = await send([{ status, body }]);
		expect(error).toMatchObject({ outcome });
		expect(error!.message).toContain(message);
		expect(error!.description ?? '').toContain(advice);
		expect(requests).toBe(1);
	});

	it.each(['ok', '', '[]', 'a < b'])(
		"that isn't a web page isn't called one: '%s'",
		async (body) => {
			const { error } = await send([{ body }]);
			expect(error?.message).toBe('Unexpected response from Cregis (HTTP 200)');
		},
	);

	it('that is an error names the node and the item', async () => {
		const { error } = await send([{ body: envelope('E0006') }]);
		expect(error).toMatchObject({ node: { name: 'Cregis' }, context: { itemIndex: 0 } });
	});

	it('without a code of Cregis is explained without a code', async () => {
		const { error } = await send([{ body: 'ok' }]);
		expect(error?.description).toBe("If this happens again, check 'Base URL' in the credential.");
	});
});

describe('a rate-limited request', () => {
	const MINUTE_MS = 60_000;
	const limited = (retryAfter?: string) => ({ status: 429, body: PAGE, retryAfter });
	const PAID = { body: envelope('00000') };

	it.each<[what: string, responses: Response[], milliseconds: number]>([
		['after the seconds that Cregis names', [limited('2'), PAID], 2_000],
		['after a quarter of a second, if Cregis names none', [limited('0'), PAID], 250],
		['after a date that has passed', [limited('Mon, 01 Jan 2024 00:00:00 GMT'), PAID], 250],
		['after a second', [limited(), PAID], 1_000],
		['after a second, if the header is no time', [limited('soon'), PAID], 1_000],
		['after a second, if the header is not only a number', [limited('7 seconds'), PAID], 1_000],
		['after a second, if the header only ends with a number', [limited('in7'), PAID], 1_000],
		['after twice as long each time', [limited(), limited(), limited(), PAID], 7_000],
		['after exactly a minute', [limited('60'), PAID], MINUTE_MS],
		['after exactly a minute in all', [limited('50'), limited('10'), PAID], MINUTE_MS],
	])('is sent again %s', async (_, responses, milliseconds) => {
		expect(await send(responses, MINUTE_MS)).toEqual({
			data: { cid: 1 },
			requests: responses.length,
		});
		expect(time.waited()).toBe(milliseconds);
	});

	it('is sent again at a date that Cregis names', async () => {
		const retryAfter = new Date(Date.now() + 30_000).toUTCString();
		expect(await send([limited(retryAfter), PAID], MINUTE_MS)).toMatchObject({ requests: 2 });
		expect(time.waited()).toBeGreaterThan(28_000);
		expect(time.waited()).toBeLessThanOrEqual(30_000);
	});

	it.each<[what: string, responses: Response[], maxWaitMs: number, requests: number]>([
		['it must not be', [limited('1')], 0, 1],
		['Cregis names a longer time', [limited('61')], MINUTE_MS, 1],
		['the time is up', [limited('40')], MINUTE_MS, 2],
	])("isn't sent again if %s", async (_, responses, maxWaitMs, requests) => {
		const result = await send(responses, maxWaitMs);
		expect(result).toMatchObject({
			requests,
			error: { outcome: 'unknown', message: 'Cregis received too many requests at once' },
		});
	});

	// Cregis may have processed it.
	it.each<[what: string, response: Response]>([
		['a page with HTTP 503', { status: 503, body: PAGE }],
		['a page with HTTP 502', { status: 502, body: PAGE, retryAfter: '1' }],
		['a page with HTTP 200', { body: PAGE }],
		['a code with HTTP 429', { status: 429, body: envelope('E0006'), retryAfter: '1' }],
	])("isn't sent again after %s", async (_, response) => {
		const result = await send([response, PAID], MINUTE_MS);
		expect(result).toMatchObject({ requests: 1, error: { outcome: expect.any(String) } });
	});

	it("isn't sent again if the execution is canceled meanwhile", async () => {
		const signal = { aborted: true };
		const result = await send([limited('1'), PAID], MINUTE_MS, signal);
		expect(result).toMatchObject({ requests: 1, error: { outcome: 'unknown' } });
	});

	// The first request may have been processed.
	it.each<[code: string, outcome: string]>([
		['E0006', 'unknown'],
		['E0009', 'already sent'],
		['X1', 'unknown'],
	])('is, if Cregis then returns %s, %s', async (code, outcome) => {
		const result = await send([limited('1'), { body: envelope(code) }], MINUTE_MS);
		expect(result).toMatchObject({ requests: 2, error: { outcome } });
	});
});
