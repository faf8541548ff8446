/** Lists in pages from the sandbox. In pages.test.mts, servers return wrong pages. */
import { describe, expect, it } from '@jest/globals';
import { useProject } from './project.mts';

const project = useProject();

const allTrades = async () =>
	await project.run('trade', 'getAll', { returnAll: true, simplify: false });

/** The IDs of all trades, in the order of Cregis's list. */
async function tradeIds(): Promise<unknown[]> {
	const run = await allTrades();
	return run.json.map(({ cid }) => cid);
}

describe('Get Many', () => {
	it('returns 1,000 rows in order, with ten requests and one that finds no more', async () => {
		project.sandbox.addTrades(1_000);
		const run = await allTrades();
		const ids = run.json.map(({ cid }) => cid);
		expect(new Set(ids).size).toBe(1_000);
		const times = run.json.map(({ block_time }) => Number(block_time));
		expect(times).toEqual([...times].sort((a, b) => b - a));
		expect(project.sandbox.getRequests()).toHaveLength(11);
	});

	it('neither loses nor repeats a row if rows are added between pages', async () => {
		project.sandbox.addTrades(1_000);
		const before = await tradeIds();
		project.sandbox.setSettings(project.sandbox.waas.pid, { tradesBetweenPages: 7 });
		const run = await allTrades();
		project.sandbox.setSettings(project.sandbox.waas.pid, { tradesBetweenPages: 0 });
		const ids = run.json.map(({ cid }) => cid);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.filter((id) => before.includes(id))).toEqual(before);
		expect(project.sandbox.getRequests().length).toBeLessThan(25);
	});

	it.each([
		[1, 1],
		[50, 1],
		[100, 1],
		[101, 2],
		[250, 3],
	])('returns %i rows with %i requests, if that is the limit', async (limit, requests) => {
		project.sandbox.addTrades(300);
		const run = await project.run('trade', 'getAll', { returnAll: false, limit });
		expect(run.json).toHaveLength(limit);
		expect(project.sandbox.getRequests()).toHaveLength(requests);
	});

	it('returns nothing for an empty list', async () => {
		const run = await allTrades();
		expect(run.items).toEqual([]);
		expect(project.sandbox.getRequests()).toHaveLength(1);
	});
});
