/** The outcome that a run reports for a payment, which must be true: 'not done', 'already sent' or 'unknown'. */
import { describe, expect, it, jest } from '@jest/globals';
import { runNode, type RunOptions } from './engine.mts';
import { gateway, openGateway, type Reply, useGateway } from './gateway.mts';
import {
	COLLECTION,
	CONTINUES,
	LOST,
	ORDER,
	PAID,
	PAYOUT,
	envelope,
	failed,
	run,
} from './paying.mts';

useGateway();

/** The IDs of a payment and of an order. */
const IDS = { cid: 1382626461605888, cregis_id: 'po1420761885130752' };

describe('one response', () => {
	it.each([
		['E0010 from Cregis', envelope('E0010'), 'not done'],
		['A0001, one of the parameter codes', envelope('A0001'), 'not done'],
		['E0010 with HTTP 403', { ...envelope('E0010'), status: 403 }, 'not done'],
		['E0009, for a reference that was already used', envelope('E0009'), 'already sent'],
		['E0010 with HTTP 500', { ...envelope('E0010'), status: 500 }, 'unknown'],
		['E0009 with HTTP 502', { ...envelope('E0009'), status: 502 }, 'unknown'],
		['success with HTTP 502', { ...PAID, status: 502 }, 'unknown'],
		['an undocumented code', envelope('E0099'), 'unknown'],
		['an empty code', envelope(''), 'unknown'],
		['an empty code, with data', envelope('', IDS), 'unknown'],
		['0 as text, with data', envelope('0', IDS), 'unknown'],
		['one zero too few for success, with data', envelope('0000', IDS), 'unknown'],
		["a proxy's code, HTTP 503", { ...envelope('SERVICE_TIMEOUT'), status: 503 }, 'unknown'],
		['a number as code, HTTP 504', { ...envelope(504), status: 504 }, 'unknown'],
		['a number as code, HTTP 200', envelope(500), 'unknown'],
		['0 as code, with data', envelope(0, IDS), 'unknown'],
		['null as code, with data', envelope(null, IDS), 'unknown'],
		['no code, with data', envelope(undefined, IDS), 'unknown'],
		['a page with HTTP 200', { status: 200 }, 'unknown'],
		['a page with HTTP 403', { status: 403 }, 'unknown'],
		['a page with HTTP 404', { status: 404 }, 'unknown'],
		['a page with HTTP 429', { status: 429, headers: { 'retry-after': '600' } }, 'unknown'],
		['a page with HTTP 503', { status: 503 }, 'unknown'],
		['no answer', LOST, 'unknown'],
		['success without data', envelope('00000'), 'unknown'],
		['success without an ID', envelope('00000', { cid: null }), 'unknown'],
		['success with an empty ID', envelope('00000', { cid: '' }), 'unknown'],
		['success with an object as ID', envelope('00000', { cid: {} }), 'unknown'],
	] as Array<[string, Reply, string]>)('%s', async (_, reply, outcome) => {
		for (const parameters of [PAYOUT, COLLECTION, ORDER] as Array<RunOptions['parameters']>) {
			const { json } = await run([reply], parameters, CONTINUES);
			expect(failed(json[0]).message.outcome).toBe(outcome);
			expect(gateway.requests).toHaveLength(1);
			gateway.close();
		}
	});

	it.each(['E0009', 'E0010', 'SERVICE_TIMEOUT'])(
		"%s with HTTP 502 isn't explained as Cregis's own code",
		async (code) => {
			const { json } = await run([{ ...envelope(code), status: 502 }], PAYOUT, CONTINUES);
			const { error, message } = failed(json[0]);
			expect(error).toBe('Unexpected response from Cregis (HTTP 502)');
			expect(message.advice).toMatch(/^If this happens again, .* \(code [A-Z0-9_]+\) Cregis may/);
			expect(message.advice).toContain(code);
		},
	);

	it("that can't come, because nobody listens: 'not done'", async () => {
		await openGateway(PAID);
		const { credential } = gateway;
		gateway.close();
		const { json } = await runNode({ credential, parameters: COLLECTION, ...CONTINUES });
		expect(failed(json[0]).message.outcome).toBe('not done');
	});
});

describe('a reply that never ends', () => {
	it.each(['drips', 'switches'] as const)("%s: it ends as 'unknown'", async (endless) => {
		const limit = new AbortController();
		const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
		const { json } = await run(
			[{ endless, then: () => setImmediate(() => limit.abort()) }],
			PAYOUT,
			CONTINUES,
		);
		timeout.mockRestore();
		expect(failed(json[0]).message.outcome).toBe('unknown');
	});
});
