/** What one poll asks Cregis for, what it finds, and where the next one begins (docs/decisions/polling.md). */
import { describe, expect, it } from '@jest/globals';
import {
	advanced,
	positionAt,
	reduced,
	timesOf,
	versionsOf,
	type Position,
} from '../../nodes/Cregis/polling/position.ts';
import { currentPosition, findNew } from '../../nodes/Cregis/polling/reading.ts';
import type { Period, Source } from '../../nodes/Cregis/polling/source.ts';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import type { Page } from '../../nodes/Cregis/transport/listReading.ts';
import { NOW, TradeList, trade, type Trade } from './pollingStage.mts';

const DAY = 86_400;

/** Where the window of the tests begins. Halfway from there to now is a round second. */
const FROM = NOW - 200_000;
const MIDDLE = NOW - 100_000;

/** Trades at a second, or at one second after the other. */
const trades = (count: number, first: number, step = 0): Trade[] =>
	Array.from({ length: count }, (_, index) => trade({ block_time: first + index * step }));

/** The list of trades, newest first, and what a poll asked of it. */
class FakeSource implements Source {
	now = NOW;

	requests = 0;

	/** Such as `page 1 from 0`, with times relative to the window. */
	asked: string[] = [];

	/** Whether Cregis states the number of trades. */
	counts = true;

	isSlow = false;

	private readonly list = new TradeList();

	constructor(readonly rows: Trade[]) {
		this.list.rows = rows;
	}

	private answer({ from, until }: Period, number: number, size: number, filters?: JsonObject) {
		const fields = { blocktime_start: from, blocktime_end: until, ...filters };
		const { rows, total } = this.list.answer({ ...fields, page_num: number, page_size: size });
		return { rows, total: this.counts ? Number(total) : undefined, size };
	}

	private note(what: string, { from, until }: Period) {
		const end = until === undefined ? '' : ` until ${until - FROM}`;
		this.asked.push(`${what} from ${Number(from) - FROM}${end}`);
	}

	async page(period: Period, number: number, size = 100): Promise<Page> {
		this.note(`page ${number}`, period);
		return this.answer(period, number, size);
	}

	async count(period: Period, filters?: JsonObject) {
		this.note(filters ? `count of ${JSON.stringify(filters)}` : 'count', period);
		return this.answer(period, 1, 1, filters).total;
	}

	hasTime() {
		return !this.isSlow;
	}
}

const START = positionAt(FROM);

const knowing = (rows: JsonObject[], more: Partial<Position> = {}): Position => ({
	...START,
	known: timesOf(versionsOf(rows)),
	...more,
});

describe('while nothing is new', () => {
	async function look(source: FakeSource, more: Partial<Position> = {}) {
		const position = knowing(source.rows, more);
		const { rows, next } = await findNew(source, position);
		expect(rows).toEqual([]);
		return { asked: source.asked, next, position };
	}

	it.each([
		[250, 1, 2],
		[250, 2, 3],
		[250, 3, 4],
		[250, 4, 1],
		[200, 1, 2],
		[200, 2, 1],
		[0, 1, 1],
	])('one page is checked, in turns: of %i trades page %i, then %i', async (count, page, after) => {
		const { asked, next, position } = await look(new FakeSource(trades(count, NOW)), { page });
		expect(asked).toEqual([`page ${page} from 0`]);
		expect(next).toEqual({ ...position, page: after });
	});

	it.each([
		['3 trades fit on a page', 3, 1, ['page 1 from 0']],
		['100 fill the page', 100, 1, ['page 1 from 0', 'page 1 from 0', 'page 2 from 0']],
		['another page says nothing', 3, 2, ['page 2 from 0', 'page 1 from 0', 'page 2 from 0']],
	])('and Cregis counts nothing: %s', async (_, count, page, requests) => {
		const source = new FakeSource(trades(count, NOW));
		source.counts = false;
		expect((await look(source, { page })).asked).toEqual(requests);
	});

	it.each([
		[100, ['page 1 from 0']],
		[101, ['page 1 from 0', 'count of {"status":0} from 0']],
	])(
		'the pending ones are counted if they may be on another page: of %i',
		async (count, requests) => {
			const rows = trades(count, NOW);
			rows[0].status = 0;
			expect((await look(new FakeSource(rows))).asked).toEqual(requests);
		},
	);
});

describe('new trades', () => {
	it('come in the order of their blocks and then of their IDs, and without a block last', async () => {
		const ids: Array<[cid: unknown, block_time: number | null]> = [
			[10, NOW],
			[3, null],
			[9, NOW],
			[2, null],
			[8, NOW],
			['1000', NOW - 1],
			[undefined, NOW],
			[11, NOW],
		];
		const rows = ids.map(([cid, block_time]) => ({ ...trade({ block_time }), cid }));
		const source = new FakeSource([]);
		source.page = async () => ({ rows, total: rows.length, size: 100 });
		const found = await findNew(source, START);
		expect(found.rows.map(({ cid }) => cid)).toEqual(['1000', undefined, 8, 9, 10, 11, 2, 3]);
	});

	it('with the same ID keep the order of the list', async () => {
		const rows = ['a', 'b', 'c'].map((txid) => ({ ...trade({ block_time: NOW, cid: 7 }), txid }));
		const found = await findNew(new FakeSource(rows), START);
		expect(found.rows.map(({ txid }) => txid)).toEqual(['a', 'b', 'c']);
	});

	it('end the reading once the rest is known', async () => {
		const [older, newer] = [trades(50, NOW - 7), trades(100, NOW)];
		const source = new FakeSource([...older, ...newer]);
		expect((await findNew(source, knowing(older))).rows).toHaveLength(100);
		expect(source.asked).toEqual(['page 1 from 0', 'page 1 from 0']);
	});
});

describe('a list of more pages than one poll reads', () => {
	it.each([
		['40 pages are read', false, 40],
		['one page is read if there is no time for more', true, 1],
	])('is read again with a lower limit: %s', async (_, isSlow, pages) => {
		const source = new FakeSource(trades(4_100, MIDDLE, 1));
		Object.assign(source, { counts: false, isSlow });
		expect(await findNew(source, START)).toEqual({ rows: [], next: reduced(START) });
		expect(source.asked).toHaveLength(1 + pages);
	});

	it('is read to the end if all of it is in one second', async () => {
		const source = new FakeSource(trades(4_100, FROM));
		expect((await findNew(source, START)).rows).toHaveLength(4_100);
	});
});

it('a list of one page needs no time that is left', async () => {
	const source = new FakeSource(trades(100, NOW));
	source.isSlow = true;
	expect((await findNew(source, START)).rows).toHaveLength(100);
});

describe('a backlog', () => {
	const position = (known: JsonObject[] = []) => knowing(known, { limit: 100 });

	it.each([
		['all that one poll may read', 100],
		['three quarters of it', 75],
	])('is read up to a second with %s', async (_, count) => {
		const source = new FakeSource([...trades(count, MIDDLE), ...trades(101, NOW)]);
		const { rows } = await findNew(source, position());
		expect(rows).toHaveLength(count);
		expect(source.asked.slice(0, 3)).toEqual([
			'page 1 from 0',
			'count from 0 until 100000',
			'page 1 from 0 until 100000',
		]);
	});

	it('is one only if there are more trades than one poll may read', async () => {
		const source = new FakeSource([...trades(50, MIDDLE), ...trades(50, NOW)]);
		expect((await findNew(source, position())).rows).toHaveLength(100);
		expect(source.asked).toEqual(['page 1 from 0', 'page 1 from 0']);
	});

	it('is read in order, even if as many trades are known as are left', async () => {
		const [known, others] = [trades(9, FROM), trades(151, MIDDLE)];
		const later = trades(50, MIDDLE + 1);
		const source = new FakeSource([...known, ...others, ...later, ...trades(1, NOW)]);
		const missing = trades(1, MIDDLE);
		const start = knowing([...known, ...later, ...missing], { limit: 200 });
		const { rows, next } = await findNew(source, start);
		expect(rows).toHaveLength(151);
		const all = timesOf(versionsOf([...known, ...others, ...later]));
		expect(next).toEqual({ ...advanced(start, all, NOW), sliceFrom: MIDDLE + 1, page: 2 });
		expect(next.gone).toEqual(timesOf(versionsOf(missing)));
	});

	describe('whose first part is known', () => {
		const known = trades(100, MIDDLE);
		const changing = trade({ block_time: MIDDLE + 1, status: 0 });
		const behind = position([...known, changing]);

		it('goes on behind it, and the window stays as it is', async () => {
			const source = new FakeSource([...known, changing, ...trades(1, NOW)]);
			const { rows, next } = await findNew(source, behind);
			expect(rows).toEqual([]);
			expect(next).toMatchObject({ sliceFrom: MIDDLE + 1, known: behind.known });
			expect(next.from).toBe(MIDDLE + 1 - DAY);
		});

		it('is read to its end, and then from the start again', async () => {
			const news = trade({ block_time: MIDDLE + 2 });
			const source = new FakeSource([...known, { ...changing, status: 1 }, news]);
			const { rows, next } = await findNew(source, { ...behind, sliceFrom: MIDDLE + 1 });
			expect(source.asked.slice(1)).toEqual(['count from 100001', 'page 1 from 100001']);
			expect(rows.map(({ cid }) => cid)).toEqual([changing.cid, news.cid]);
			expect(next.sliceFrom).toBeUndefined();
			expect(Object.keys(next.known)).toHaveLength(102);
		});

		it('is read in further slices if the rest is too long', async () => {
			const source = new FakeSource([...known, ...trades(100, MIDDLE + 9), ...trades(50, NOW)]);
			const { rows, next } = await findNew(source, { ...behind, sliceFrom: MIDDLE + 1 });
			expect(rows).toHaveLength(100);
			expect(next.sliceFrom).toBeGreaterThan(MIDDLE + 9);
		});

		it('is read from the start again if nothing is left', async () => {
			const source = new FakeSource([...known, ...trades(20, MIDDLE - 9)]);
			const { rows } = await findNew(source, { ...behind, sliceFrom: MIDDLE + 1 });
			expect(rows).toHaveLength(20);
		});

		it('is never read from before the window', async () => {
			const source = new FakeSource([...trades(90, FROM), ...trades(90, MIDDLE)]);
			const { rows } = await findNew(source, { ...position(), sliceFrom: FROM - 9 });
			expect(rows).toHaveLength(90);
		});
	});

	it('whose slice is as long as what is known later is read to its end', async () => {
		const later = trades(100, NOW - 1);
		const source = new FakeSource([...trades(200, MIDDLE), ...later]);
		const { rows } = await findNew(source, knowing(later, { limit: 200 }));
		expect(rows).toHaveLength(200);
	});

	it('whose rest is as long as what is known before is read to its end', async () => {
		const before = trades(100, MIDDLE);
		const source = new FakeSource([...before, ...trades(200, MIDDLE + 1)]);
		const start = knowing(before, { limit: 200, sliceFrom: MIDDLE + 1 });
		const { rows } = await findNew(source, start);
		expect(rows).toHaveLength(200);
		expect(source.asked.slice(1, 3)).toEqual(['count from 100001', 'page 1 from 100001']);
	});

	it('that is short enough again is read at once', async () => {
		const source = new FakeSource(trades(100, MIDDLE));
		await findNew(source, { ...position(), sliceFrom: MIDDLE });
		expect(source.asked).toEqual(['page 1 from 0', 'page 1 from 0']);
	});

	it('is read if the clock is slow', async () => {
		const source = new FakeSource([...trades(100, FROM + 50), ...trades(101, NOW)]);
		source.now = FROM - 9;
		expect((await findNew(source, position())).rows).toHaveLength(100);
	});

	it('without a known trade that has no block: it may come back', async () => {
		const source = new FakeSource([...trades(100, MIDDLE), ...trades(101, NOW)]);
		const { next } = await findNew(source, { ...position(), known: { '1:x': 0 } });
		expect([Object.keys(next.known).includes('1:x'), next.gone]).toEqual([false, { '1:x': 0 }]);
	});

	it('of which a slice is in doubt three times goes on behind it', async () => {
		const source = new FakeSource([...trades(90, MIDDLE), ...trades(90, NOW)]);
		const answer = source.page.bind(source);
		source.page = async (period, number) => {
			const page = await answer(period, number);
			return { ...page, rows: page.rows.slice(0, 50) };
		};
		const { next } = await findNew(source, position());
		expect(next).toMatchObject({ doubts: 1 });
		expect(next.sliceFrom).toBeUndefined();
		const last = await findNew(source, { ...next, doubts: 2 });
		expect(last.next).toMatchObject({ doubts: 0, sliceFrom: expect.any(Number) });
	});
});

describe('a window with a new trade', () => {
	const known = trades(250, MIDDLE, 10);
	const pending = trade({ block_time: MIDDLE, status: 0 });
	const news = trade({ block_time: MIDDLE + 9_000 });

	it('is read until the rest is known', async () => {
		const source = new FakeSource([...known, news]);
		const { rows, next } = await findNew(source, knowing(known));
		expect(rows).toEqual([news]);
		expect(Object.keys(next.known)).toHaveLength(251);
		expect(source.asked).toEqual(['page 1 from 0', 'page 1 from 0']);
	});

	it('takes one request more while a trade in the rest is pending', async () => {
		const source = new FakeSource([...known, pending, news]);
		const { rows } = await findNew(source, knowing([...known, pending]));
		expect(rows).toEqual([news]);
		expect(source.asked.slice(2)).toEqual(['count of {"status":0} from 0']);
	});

	it('takes none more if all of it was read', async () => {
		const few = [...known.slice(0, 20), pending];
		const source = new FakeSource([...few, news]);
		expect((await findNew(source, knowing(few))).rows).toEqual([news]);
		expect(source.asked).toEqual(['page 1 from 0', 'page 1 from 0']);
	});

	it('takes none more if another pending trade is new', async () => {
		const source = new FakeSource([...known, pending, { ...news, status: 0 }]);
		const { rows } = await findNew(source, knowing([...known, pending]));
		expect(rows).toMatchObject([{ cid: news.cid }]);
		expect(source.asked).toHaveLength(3);
	});

	it('is read to its end if a pending trade in the rest has changed', async () => {
		const source = new FakeSource([...known, { ...pending, status: 1 }, news]);
		const { rows } = await findNew(source, knowing([...known, pending]));
		expect(rows.map(({ cid }) => cid)).toEqual([pending.cid, news.cid]);
	});

	it('is read to its end if the page in turn shows another change', async () => {
		const changed = { ...known[0], status: 2 };
		const source = new FakeSource([changed, ...known.slice(1), news]);
		const { rows } = await findNew(source, knowing(known, { page: 3 }));
		expect(rows.map(({ cid }) => cid)).toEqual([changed.cid, news.cid]);
	});

	it('is read once if only a pending trade has changed', async () => {
		const source = new FakeSource([{ ...pending, status: 1 }, ...known]);
		const { rows } = await findNew(source, knowing([pending, ...known]));
		expect(rows.map(({ cid }) => cid)).toEqual([pending.cid]);
		const pages = [1, 2, 3].map((page) => `page ${page} from 0`);
		expect(source.asked).toEqual(['page 1 from 0', 'count of {"status":0} from 0', ...pages]);
	});

	it('is checked page by page, to the first empty one', async () => {
		const source = new FakeSource([...known, news]);
		const pageAfter = async (page: number) =>
			(await findNew(source, knowing(known, { page }))).next.page;
		expect(await Promise.all([1, 2, 3, 4].map(pageAfter))).toEqual([2, 3, 4, 1]);
	});
});

describe('the position of a first poll', () => {
	const known = (rows: JsonObject[]) => timesOf(versionsOf(rows));
	const A_DAY_AGO = `from ${NOW - DAY - FROM}`;
	const AN_HOUR_AGO = `from ${NOW - 3600 - FROM}`;

	it('has the trades of the last day, but for those of the present second', async () => {
		const earlier = [...trades(1, NOW - DAY), ...trades(1, NOW - 1)];
		const source = new FakeSource([...earlier, ...trades(1, NOW - DAY - 1), ...trades(1, NOW)]);
		expect(await currentPosition(source)).toEqual({
			...positionAt(NOW - DAY),
			known: known(earlier),
		});
		expect(source.asked).toEqual([`count ${A_DAY_AGO}`, `page 1 ${A_DAY_AGO}`]);
	});

	it('has as many trades as one poll may read', async () => {
		const source = new FakeSource(trades(2_000, NOW - DAY));
		expect((await currentPosition(source)).from).toBe(NOW - DAY);
	});

	it('has the trades of the last hour if those are too many', async () => {
		const [before, last] = [trades(2_000, NOW - 3601), trades(1, NOW - 3600)];
		const source = new FakeSource([...before, ...last]);
		expect(await currentPosition(source)).toEqual({
			...positionAt(NOW - 3600),
			known: known(last),
		});
		expect(source.asked).toEqual([
			`count ${A_DAY_AGO}`,
			`count ${AN_HOUR_AGO}`,
			`page 1 ${AN_HOUR_AGO}`,
		]);
	});

	it('has the trades of the last hour if there is no time for more', async () => {
		const last = trades(1, NOW - 3600);
		const source = new FakeSource([...trades(200, NOW - 3601), ...last]);
		source.isSlow = true;
		expect((await currentPosition(source)).known).toEqual(known(last));
	});

	it('has no trades if Cregis counts none', async () => {
		const source = new FakeSource(trades(3, NOW - 1));
		source.counts = false;
		expect(await currentPosition(source)).toEqual(positionAt(NOW));
		expect(source.asked).toEqual([`count ${A_DAY_AGO}`, `count ${AN_HOUR_AGO}`]);
	});
});
