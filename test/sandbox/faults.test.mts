import { describe, expect, it } from '@jest/globals';
import { parseJson, toJson } from '../../sandbox/contract/json.mts';
import type { FaultInput } from '../../sandbox/sandbox.mts';
import { call, type Envelope, payoutFields, post, signedFields } from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';
import { AN_HOUR_MS, pass, until, useFakeTime } from './time.mts';

const PATH = '/api/v1/payout';

useFakeTime();
useSandbox();

function pay(reference = 'a') {
	return post(sandbox.baseUrl + PATH, toJson(signedFields(sandbox.waas, payoutFields(reference))));
}

/** Resolves once a request has arrived, even if it isn't handled yet. */
const untilRequested = async () => await until(() => sandbox.getRequests().length > 0);

/** Pays as soon as the sandbox accepts connections again. */
async function payAgain() {
	await until(async () => (await pay('again').catch(() => null)) !== null);
}

type Expected = {
	/** null: the connection was cut. */
	status: number | null;
	body?: string | RegExp;
	retryAfter?: string;
	committed: boolean;
	/** The code that is recorded for the request; by default the one that matches `committed`. */
	code?: string;
};

const FAULTS: Array<[Omit<FaultInput, 'path'>, Expected]> = [
	[{ kind: 'lost_request' }, { status: null, committed: false }],
	[{ kind: 'lost_reply' }, { status: null, committed: true }],
	[
		{ kind: 'duplicate' },
		{ status: 200, body: /^{"code":"E0009"/, committed: true, code: 'E0009' },
	],
	[
		{ kind: 'http', status: 429, body: '<h1>slow down</h1>', retryAfter: 2 },
		{ status: 429, body: '<h1>slow down</h1>', retryAfter: '2', committed: false },
	],
	[
		{ kind: 'http', status: 403 },
		{ status: 403, body: /^<html>/, committed: false },
	],
	[
		{ kind: 'http', status: 404, commit: true },
		{ status: 404, body: /^<html>/, committed: true },
	],
	[{ kind: 'html_after_commit' }, { status: 502, body: /^<html>/, committed: true }],
	[{ kind: 'not_json' }, { status: 200, body: /^<html>/, committed: false }],
	[
		{ kind: 'not_json', commit: true },
		{ status: 200, body: /^<html>/, committed: true },
	],
	[
		{ kind: 'envelope', body: '{"code":"E0031","msg":"x"}' },
		{ status: 200, body: '{"code":"E0031","msg":"x"}', committed: false },
	],
	[
		{ kind: 'envelope', body: '{"code":"00000"}', commit: true },
		{ status: 200, body: '{"code":"00000"}', committed: true },
	],
	[
		{ kind: 'envelope', status: 504, body: '{"code":504}', commit: true },
		{ status: 504, body: '{"code":504}', committed: true },
	],
];

describe('faults', () => {
	it.each(FAULTS)('%j', async (fault, expected) => {
		const added = await post(
			`${sandbox.baseUrl}/sandbox/faults`,
			toJson({ path: PATH, times: 1, ...fault }),
		);
		expect(added.status).toBe(200);
		const reply = await pay().catch(() => null);
		expect(reply?.status ?? null).toBe(expected.status);
		if (typeof expected.body === 'string') expect(reply?.text).toBe(expected.body);
		if (expected.body instanceof RegExp) expect(reply?.text).toMatch(expected.body);
		expect(reply?.headers['retry-after']).toBe(expected.retryAfter);
		expect(sandbox.getState().payouts).toHaveLength(expected.committed ? 1 : 0);
		const code = expected.code ?? (expected.committed ? '00000' : null);
		expect(sandbox.getRequests()).toMatchObject([{ fault: fault.kind, code }]);
		// The next request succeeds, and shows what happened to the first.
		const repeated = parseJson((await pay()).text);
		expect(repeated).toMatchObject({ code: expected.committed ? 'E0009' : '00000' });
	});

	it.each([
		['delay', 200],
		['lost_reply', null],
	] as const)('%s with ms: is handled late', async (kind, status) => {
		sandbox.addFault({ path: PATH, kind, ms: 100 });
		const reply = pay().catch(() => null);
		await untilRequested();
		pass(99);
		expect((await pay('b')).status).toBe(200);
		const references = () => sandbox.getState().payouts.map((each) => each.third_party_id);
		expect(references()).toEqual(['b']);
		pass(1);
		expect((await reply)?.status ?? null).toBe(status);
		expect(references()).toEqual(['b', 'a']);
	});

	it('big_ids: returns a cid beyond 2^53', async () => {
		sandbox.addFault({ path: PATH, kind: 'big_ids' });
		const reply = parseJson((await pay()).text) as Envelope;
		const cid = String(reply.data.cid);
		expect(BigInt(cid)).toBeGreaterThan(2n ** 53n);
		expect(BigInt(cid)).toBeLessThan(2n ** 63n);
		expect(BigInt(Number(cid))).not.toBe(BigInt(cid));
		const query = await call(sandbox, '/api/v1/payout/query', { cid: reply.data.cid });
		expect(query.data.third_party_id).toBe('a');
	});

	it.each([{ kind: 'lost_reply' }, { kind: 'delay', ms: 0 }] as const)(
		'$kind, then refused connections: lasts until the time is up',
		async (fault) => {
			sandbox.addFault({ path: PATH, ...fault, refuseMs: 600 });
			const reply = await pay('a').catch(() => null);
			expect(reply?.status).toBe(fault.kind === 'delay' ? 200 : undefined);
			await expect(pay('b')).rejects.toThrow('ECONNREFUSED');
			pass(599);
			await expect(pay('b')).rejects.toThrow('ECONNREFUSED');
			pass(1);
			await payAgain();
			const references = sandbox.getState().payouts.map((each) => each.third_party_id);
			expect(references).toEqual(['a', 'again']);
		},
	);

	it('a sandbox that refuses connections can be closed, and stays closed', async () => {
		sandbox.addFault({ path: PATH, kind: 'lost_request', refuseMs: 1 });
		await pay().catch(() => null);
		await sandbox.close();
		pass(AN_HOUR_MS);
		await expect(pay()).rejects.toThrow('ECONNREFUSED');
	});

	it('a request is recorded with the ID of what it created', async () => {
		sandbox.addFault({ path: PATH, kind: 'duplicate' });
		for (const reference of ['a', 'a', 'b']) await pay(reference);
		const [a, b] = sandbox.getState().payouts;
		expect(sandbox.getRequests().map(({ cid }) => cid)).toEqual([a.cid, null, b.cid]);
	});

	it('apply in order, the given number of times, on their path or on any', async () => {
		sandbox.addFault({ path: '/api/v1/coins', kind: 'http', status: 500 });
		sandbox.addFault({ path: PATH, kind: 'http', status: 429, times: 2 });
		sandbox.addFault({ path: '*', kind: 'http', status: 503 });
		const statuses = [];
		for (const reference of ['a', 'b', 'c', 'd']) statuses.push((await pay(reference)).status);
		expect(statuses).toEqual([429, 429, 503, 200]);
		expect(sandbox.getState().faults).toHaveLength(1);
	});

	it('of an unknown kind are rejected', async () => {
		const body = toJson({ path: PATH, kind: 'nope' });
		const reply = await post(`${sandbox.baseUrl}/sandbox/faults`, body);
		expect(reply).toMatchObject({ status: 400, text: '{"error":"There is no fault kind nope."}' });
	});

	it.each(['close', 'reset'] as const)('a delayed request is dropped on %s', async (what) => {
		sandbox.addFault({ path: PATH, kind: 'delay', ms: 60_000 });
		const reply = pay();
		reply.catch(() => {});
		await untilRequested();
		await sandbox[what]();
		await expect(reply).rejects.toThrow();
		pass(AN_HOUR_MS);
		expect(sandbox.getState().payouts).toEqual([]);
	});
});
