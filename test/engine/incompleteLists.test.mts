/** Lists of which a part may be missing: the run fails. */
import { describe, expect, it } from '@jest/globals';
import { cut, getTrades, range, rowsOf, useListServer, type Asked } from './listServer.mts';

const server = useListServer();

const getMany = async () => await getTrades(server);

describe('Return All fails, and returns no part,', () => {
	const repeated = rowsOf(range(0, 100));
	it.each([
		[
			'where every page is the first',
			() => ({ rows: repeated, total: 300, pageSize: 100 }),
			'The list is incomplete: Cregis counted 300 results but sent 100',
		],
		[
			'where every page is the first, and the total is wrong',
			() => ({ rows: repeated, total: 50, pageSize: 100 }),
			'The list may be incomplete: Cregis sent the same results again and again',
		],
		[
			'where every page is the first, and nothing tells how many there are',
			() => ({ rows: repeated }),
			'The list may be incomplete: Cregis sent the same results again and again',
		],
		[
			'where an empty page comes early',
			({ number }: Asked) => ({ rows: number === 1 ? repeated : [], total: 300, pageSize: 100 }),
			'The list is incomplete: Cregis counted 300 results but sent 100',
		],
		[
			'where no row comes of those that are there',
			() => ({ rows: [], total: 3 }),
			'The list is incomplete: Cregis counted 3 results but sent 0',
		],
		[
			'where pages differ in size, and nothing tells how many there are',
			({ number, size }: Asked) => ({
				rows: rowsOf(range(number * 1_000, number * 1_000 + [size, size / 2, size, 0][number - 1])),
			}),
			'The list may be incomplete: Cregis sent pages of different sizes and no total',
		],
		[
			'where a row is there and gone in turn',
			(asked: Asked) => {
				const all = rowsOf(range(asked.request % 2 ? 0 : 1, 150));
				return { rows: cut(all, asked), total: all.length, pageSize: 100 };
			},
			'The list may be incomplete: Cregis sent the same results again and again',
		],
		['where there is no data', () => null, 'Cregis reported success but sent no list'],
		['where there are no rows', () => ({}), 'Cregis reported success but sent no list'],
		[
			'where rows are missing',
			() => ({ rows: null, total: 3 }),
			'Cregis reported success but sent no list',
		],
		['where rows are no list', () => ({ rows: {} }), 'Cregis reported success but sent no list'],
	])('%s', async (_, pages, message) => {
		server.serve(pages);
		const { ids, error, requests } = await getMany();
		expect(error?.message).toBe(message);
		expect(ids).toEqual([]);
		expect(requests).toBeLessThan(25);
	});

	it('and says what to do', async () => {
		server.serve(() => ({ rows: repeated, total: 300, pageSize: 100 }));
		const { error } = await getMany();
		expect(error?.description).toBe(
			"Nothing was returned, because some results may be missing. Try again. If it happens again, set 'Limit' to 100 or less to get only the first results.",
		);
	});
});
