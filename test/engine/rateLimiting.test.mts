/** How long a run waits. */
import { describe, expect, it, jest } from '@jest/globals';
import { useVirtualClock } from '../support/clock.mts';
import { PATH, ROWS, rows } from './payoutRows.mts';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();
const time = useVirtualClock();

const payouts = () => project.sandbox.getState().payouts;

describe('the pause between items', () => {
	it("doesn't come before the first item", async () => {
		const parameters = { ...ROWS, options: { pauseBetweenItems: 0.3 } };
		await project.run('payout', 'create', parameters, { items: rows('a', 'b', 'c') });
		expect(time.waited()).toBe(600);
		expect(payouts()).toHaveLength(3);
	});
});

describe('rate limiting', () => {
	it('is waited out for as long as Cregis says, and the payout is created once', async () => {
		project.sandbox.addFault({ path: PATH, kind: 'http', status: 429, retryAfter: 7 });
		const run = await project.run('payout', 'create', ROWS, { items: rows('a', 'b') });
		expect(run.error).toBeUndefined();
		expect(time.waited()).toBe(7_000);
		expect(payouts()).toHaveLength(2);
		const nonces = project.sandbox.getRequests().map(({ raw }) => /"nonce":"(\w+)"/.exec(raw)![1]);
		expect(new Set(nonces).size).toBe(nonces.length);
	});

	it("is waited out longer each time, if Cregis doesn't say how long", async () => {
		project.sandbox.addFault({ path: PATH, kind: 'http', status: 429, times: 3 });
		const run = await project.run('payout', 'create', ROWS);
		expect(run.error).toBeUndefined();
		expect(time.waited()).toBe(1_000 + 2_000 + 4_000);
	});

	it.each([
		['61 seconds', 61, 1],
		['0 seconds, again and again', 0, 241],
	])('for %s is waited out for at most a minute', async (_, retryAfter, requests) => {
		const fault = { path: PATH, kind: 'http', status: 429, retryAfter, times: 10_000 } as const;
		project.sandbox.addFault(fault);
		const run = await project.run('payout', 'create', ROWS);
		expect(run.error?.message).toBe('Cregis received too many requests at once');
		expect(run.error?.description).toContain('Cregis may or may not have processed this item.');
		expect(project.payments()).toHaveLength(requests);
		expect(time.waited()).toBeLessThanOrEqual(60_000);
		expect(payouts()).toEqual([]);
	});
});

describe('rate limiting of reads that are sent in parallel', () => {
	it('is waited out by each of them, and no result is lost', async () => {
		const path = '/api/v1/address/legal';
		project.sandbox.addFault({ path, kind: 'http', status: 429, retryAfter: 1, times: 45 });
		const items = rows(...Array.from({ length: 30 }, (_, index) => `r${index}`));
		const parameters = { address: TRON_ADDRESS, chainId: byId('195') };
		const run = await project.run('address', 'validate', parameters, { items });
		expect(run.error).toBeUndefined();
		expect(run.json).toHaveLength(30);
		expect(project.sent()).toHaveLength(30 + 45);
		expect(time.waited()).toBe(45_000);
	});
});

it('a request without a response ends at its time limit, and the error says how to repeat safely', async () => {
	project.sandbox.addFault({ path: PATH, kind: 'delay', ms: 600_000 });
	const limits: AbortController[] = [];
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
		expect(milliseconds).toBe(30_000);
		const limit = new AbortController();
		limits.push(limit);
		return limit.signal;
	});
	const running = project.run('payout', 'create', { ...ROWS, options: { checkAllFirst: false } });
	while (project.payments().length === 0) await new Promise(setImmediate);
	limits[0].abort();
	const { error } = await running;
	expect(error?.message).toBe("Cregis didn't respond within 30 seconds");
	expect(error?.description).toContain(
		"Cregis may or may not have processed this item. Run it again with the same reference 'a'",
	);
});
