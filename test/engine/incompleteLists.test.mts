/** The run fails if part of a list could be missing. */
import { describe, expect, it } from '@jest/globals';
import { cut, getTrades, range, rowsOf, useListServer, type Asked } from './listServer.mts';

const server = useListServer();

const getMany = async () => await getTrades(server);

describe('Return All fails and returns nothing', () => {
	const repeated = rowsOf(range(0, 100));
	it.each([
		[
			'if every page is the first one',
			() => ({ rows: repeated, total: 300, pageSize: 100 }),
			'The list is incomplete: Cregis counted 300 results but sent 100',
		],
		[
			'if every page is the first one, and the total is wrong',
			() => ({ rows: repeated, total: 50, pageSize: 100 }),
			'The list may be incomplete: Cregis kept sending the same results',
		],
		[
			'if every page is the first one, and there is no total',
			() => ({ rows: repeated }),
			'The list may be incomplete: Cregis kept sending the same results',
		],
		[
			'if an empty page comes early',
			({ number }: Asked) => ({ rows: number === 1 ? repeated : [], total: 300, pageSize: 100 }),
			'The list is incomplete: Cregis counted 300 results but sent 100',
		],
		[
			'if there are rows, but none comes',
			() => ({ rows: [], total: 3 }),
			'The list is incomplete: Cregis counted 3 results but sent 0',
		],
		[
			'if pages differ in size, and there is no total',
			({ number, size }: Asked) => ({
				rows: rowsOf(range(number * 1_000, number * 1_000 + [size, size / 2, size, 0][number - 1])),
			}),
			'The list may be incomplete: Cregis sent pages of different sizes and no total',
		],
		[
			'if a row appears and disappears in turn',
			(asked: Asked) => {
				const all = rowsOf(range(asked.request % 2 ? 0 : 1, 150));
				return { rows: cut(all, asked), total: all.length, pageSize: 100 };
			},
			'The list may be incomplete: Cregis kept sending the same results',
		],
		['if there is no data', () => null, 'Cregis reported success but sent no list'],
		['if there are no rows', () => ({}), 'Cregis reported success but sent no list'],
		[
			'if the rows are missing',
			() => ({ rows: null, total: 3 }),
			'Cregis reported success but sent no list',
		],
		["if the rows aren't a list", () => ({ rows: {} }), 'Cregis reported success but sent no list'],
	])('%s', async (_, pages, message) => {
		server.serve(pages);
		const { ids, error, requests } = await getMany();
		expect(error).toMatchObject({ message, outcome: 'unknown', node: { name: 'Cregis' } });
		expect(ids).toEqual([]);
		expect(requests).toBeLessThan(25);
	});

	it('and names no limit if there are no results', async () => {
		server.serve(() => ({ rows: [], total: 3 }));
		const { error } = await getMany();
		expect(error?.description).toBe(
			'Nothing was returned, because some results may be missing. Try again.',
		);
	});

	it('and says what to do', async () => {
		server.serve(() => ({ rows: repeated, total: 300, pageSize: 100 }));
		const { error } = await getMany();
		expect(error?.description).toBe(
			"Nothing was returned, because some results may be missing. Try again. If it happens again, set 'Limit' to 100 or less to get only the first results.",
		);
	});
});
