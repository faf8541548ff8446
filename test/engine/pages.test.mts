/** Lists in pages come whole, however the server pages them. */
import { describe, expect, it } from '@jest/globals';
import {
	cut,
	getTrades,
	range,
	rowsOf,
	useListServer,
	type Asked,
	type Row,
} from './listServer.mts';

const server = useListServer();

it("a row's field named 'json' doesn't replace the item", async () => {
	server.serve(() => ({ total: 1, rows: [{ cid: 1, json: { cid: 2 } }] }));
	expect(await getTrades(server, { simplify: false })).toMatchObject({ ids: [1] });
});

const getMany = async (parameters = {}) => await getTrades(server, parameters);

describe('Return All returns all 230 rows', () => {
	const all = rowsOf(range(0, 230));
	const totals: Array<[string, (rows: Row[]) => object]> = [
		['the right total', () => ({ total: 230 })],
		['the total as text', () => ({ total: '230' })],
		['no total', () => ({})],
		['null as the total', () => ({ total: null })],
		['text as the total', () => ({ total: 'many' })],
		['a negative total', () => ({ total: -1 })],
		['0 as the total', () => ({ total: 0 })],
		['a total that is too small', () => ({ total: 120 })],
		['a total that matches the second page', () => ({ total: 200 })],
		['the number of rows on the page as the total', (rows) => ({ total: rows.length })],
	];
	const sizes: Array<[string, number, (asked: Asked) => object]> = [
		['full pages', 100, ({ size }) => ({ pageSize: size })],
		['pages capped at 50, and says so', 50, ({ size }) => ({ pageSize: Math.min(size, 50) })],
		["pages capped at 7, and doesn't say so", 7, () => ({})],
		["full pages, and doesn't state their size", 100, () => ({})],
		['full pages, and null as their size', 100, () => ({ pageSize: null })],
	];
	const cases = totals.flatMap(([total, totalOf]) =>
		sizes.map(([size, cap, sizeOf]) => ({ total, size, cap, totalOf, sizeOf })),
	);

	it.each(cases)('if the server returns $total and $size', async ({ cap, totalOf, sizeOf }) => {
		server.serve((asked) => {
			const rows = cut(all, asked, cap);
			return { rows, ...totalOf(rows), ...sizeOf(asked) };
		});
		const { ids, error } = await getMany();
		expect(error).toBeUndefined();
		expect(ids).toEqual(range(0, 230));
	});

	it.each([
		[
			'a cap that differs from the stated size',
			50,
			({ number, size }: Asked) => (number - 1) * size,
		],
		['pages larger than requested', 200, ({ number }: Asked) => (number - 1) * 200],
		['a size of its own', 10, ({ number }: Asked) => (number - 1) * 10],
	])('if the server has %s', async (_, most, startOf) => {
		server.serve((asked) => {
			const start = startOf(asked);
			const rows = all.slice(start, start + most);
			return { rows, total: 230, pageSize: asked.size };
		});
		const { ids, error } = await getMany();
		expect(error).toBeUndefined();
		expect(ids).toEqual(range(0, 230));
	});
});

describe('Return All', () => {
	it.each([
		['as many rows as fit', 100],
		['several full pages', 300],
	])('returns %s if the server repeats its last page', async (_, count) => {
		const all = rowsOf(range(0, count));
		server.serve(({ number, size }) => {
			const last = Math.min(number, count / size);
			return { rows: cut(all, { number: last, size, request: 0 }), total: count, pageSize: size };
		});
		expect(await getMany()).toMatchObject({ ids: range(0, count), error: undefined });
	});

	it('sends one request for a list that fits on a page', async () => {
		server.serve((asked) => ({ rows: rowsOf(range(0, 30)), total: 30, pageSize: asked.size }));
		expect(await getMany()).toMatchObject({ ids: range(0, 30), requests: 1 });
	});

	it.each([
		['no rows and no total', { rows: [] }],
		['null as rows and 0 as the total', { rows: null, total: 0 }],
		['no rows and 0 as the total', { rows: [], total: 0 }],
	])('returns nothing if there are %s', async (_, data) => {
		server.serve(() => data);
		expect(await getMany()).toEqual({ ids: [], error: undefined, requests: 1 });
	});

	it('returns the other rows if one is null', async () => {
		server.serve(({ number }) => ({
			rows: number === 1 ? [{ cid: 1 }, null, 'row', { cid: 2 }] : [],
			total: 4,
		}));
		expect(await getMany()).toMatchObject({ ids: [1, 2], error: undefined });
	});

	it('returns two rows of one page that look the same', async () => {
		server.serve(({ size }) => ({ rows: rowsOf([1, 1, 2]), total: 3, pageSize: size }));
		expect(await getMany()).toMatchObject({ ids: [1, 1, 2], error: undefined });
	});

	it('continues if so many rows were added that a page has nothing new', async () => {
		server.serve((asked) => {
			const added = asked.request === 1 ? 0 : 250;
			const all = [...rowsOf(range(1_000, 1_000 + added)), ...rowsOf(range(0, 230))];
			return { rows: cut(all, asked), total: all.length, pageSize: asked.size };
		});
		expect(await getMany()).toMatchObject({ error: undefined });
		expect(server.asked.length).toBeLessThan(8);
	});

	it('returns the remaining rows if rows on later pages are removed', async () => {
		server.serve((asked) => {
			const all = rowsOf(range(0, asked.request === 1 ? 250 : 180));
			return { rows: cut(all, asked), total: all.length, pageSize: asked.size };
		});
		expect(await getMany()).toMatchObject({ ids: range(0, 180), error: undefined });
	});

	it.each([
		['one row', 1, 120],
		['a whole page', 100, 250],
		['several pages', 250, 520],
	])('loses no row if %s before it is removed', async (_, removed, count) => {
		// The list gets shorter before the last page, so its rows move to pages already read.
		const lastPage = Math.ceil(count / 100);
		server.serve((asked) => {
			const all = rowsOf(range(asked.request < lastPage ? 0 : removed, count));
			return { rows: cut(all, asked), total: all.length, pageSize: asked.size };
		});
		const { ids, error } = await getMany();
		expect(error).toBeUndefined();
		expect(new Set(ids)).toEqual(new Set(range(0, count)));
		expect(ids).toHaveLength(count);
	});
});

describe('Limit', () => {
	it('is reached on pages that are capped', async () => {
		server.serve((asked) => ({ rows: cut(rowsOf(range(0, 230)), asked, 50), total: 230 }));
		const { ids } = await getMany({ returnAll: false, limit: 120 });
		expect(ids).toEqual(range(0, 120));
		expect(server.asked.length).toBe(3);
	});

	it('is reached, so it makes no difference that later rows may be missing', async () => {
		const pages = [range(0, 100), range(90, 150), []];
		server.serve(({ number }) => ({ rows: rowsOf(pages[number - 1]), total: 160, pageSize: 100 }));
		const { ids, error } = await getMany({ returnAll: false, limit: 150 });
		expect(error).toBeUndefined();
		expect(ids).toEqual(range(0, 150));
	});

	it('is reached on the first page, even if the server repeats it forever', async () => {
		server.serve(() => ({ rows: rowsOf(range(0, 100)), total: 300, pageSize: 100 }));
		const { ids, requests } = await getMany({ returnAll: false, limit: 100 });
		expect(ids).toEqual(range(0, 100));
		expect(requests).toBe(1);
	});
});
