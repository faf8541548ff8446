/** How far the polling trigger has read, and what it remembers (docs/decisions/polling.md). */
import { describe, expect, it } from '@jest/globals';
import {
	MAX_ROWS,
	advanced,
	countKnown,
	countPending,
	doubted,
	positionAt,
	reduced,
	secondsOf,
	timesOf,
	versionsOf,
	type Position,
} from '../../nodes/Cregis/polling/position.ts';

const NOW = 1_795_255_200;
const DAY = 86_400;

const START: Position = positionAt(NOW - 30 * DAY);

/** The names of successful trades, each a second older than the one before it. */
const recent = (count: number) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`1:${index}`, NOW - index]));

describe('the block time of a trade', () => {
	it.each<[unknown, number]>([
		[NOW * 1000 + 999, NOW],
		[String(NOW), NOW],
		[null, 0],
		['soon', 0],
	])('%p is %d in seconds', (block_time, seconds) => {
		expect(secondsOf({ block_time })).toBe(seconds);
	});
});

describe('the short text of a trade', () => {
	const row = { cid: 7, txid: 'a', status: 1, block_time: NOW };

	const textsOf = (...rows: object[]) => [...versionsOf(rows as never).keys()];

	it('begins with the status, and has 16 characters more', () => {
		expect(textsOf(row)).toEqual([expect.stringMatching(/^1:[\w-]{16}$/)]);
		expect(textsOf({ ...row, status: undefined })).toEqual([expect.stringMatching(/^:[\w-]{16}$/)]);
	});

	it.each([
		['the same trade', { ...row, memo: 'x' }, 1],
		['a trade with another ID', { ...row, cid: 8 }, 2],
		['a trade without an ID', { ...row, cid: undefined }, 2],
		['a trade in another status', { ...row, status: 2 }, 2],
	])('tells trades apart, but not what only describes them: %s', (_, other, different) => {
		expect(new Set([...textsOf(row), ...textsOf(other)]).size).toBe(different);
	});

	it('is the same for a missing field and an empty one', () => {
		expect(textsOf({ ...row, txid: undefined })).toEqual(textsOf({ ...row, txid: '' }));
	});

	it('counts trades that are alike, so that the first has the same text in any list', () => {
		const texts = textsOf(row, row, row);
		expect(new Set(texts).size).toBe(3);
		expect(texts.slice(0, 1)).toEqual(textsOf(row));
	});

	it('is kept with the block time', () => {
		expect(timesOf(versionsOf([row] as never))).toEqual({ [textsOf(row)[0]]: NOW });
	});
});

it('counts the known trades, and those that are pending', () => {
	const position = { ...START, known: { '0:a': 1, '10:b': 1, '1:c': 1, ':d': 1 } };
	expect([countKnown(position), countPending(position)]).toEqual([4, 1]);
});

describe('after the window was read', () => {
	it.each<[string, Position['known'], number]>([
		['a day before the newest trade', { '1:a': NOW - 5 * DAY }, NOW - 6 * DAY],
		['at a pending trade', { '0:a': NOW - 3 * DAY, '1:b': NOW }, NOW - 3 * DAY],
		[
			'at the oldest pending trade of a week',
			{ '0:a': NOW - 3 * DAY, '0:b': NOW - 7 * DAY + 1, '1:c': NOW },
			NOW - 7 * DAY + 1,
		],
		[
			'without a trade that has been pending for a week',
			{ '0:a': NOW - 7 * DAY, '1:b': NOW },
			NOW - DAY,
		],
		['a day before now if a block time is in the future', { '1:a': NOW + DAY }, NOW - DAY],
		['where it began if there was no trade', {}, START.from],
		['where it began if all trades are older', { '1:a': START.from - 1 }, START.from],
	])('the next one begins %s', (_, known, from) => {
		expect(advanced(START, known, NOW).from).toBe(from);
	});

	it('the next one holds half of the trades that one poll may read', () => {
		const { from, known } = advanced(START, recent(1_500), NOW);
		expect(from).toBe(NOW - 999);
		expect(known).toEqual(recent(1_000));
	});

	it('it begins no later if there are only just as many', () => {
		expect(advanced(START, recent(999), NOW).from).toBe(NOW - DAY);
	});

	it('it begins no later because Cregis limited the rate, so that pending trades stay in it', () => {
		const { from, known } = advanced({ ...START, limit: 100 }, recent(900), NOW);
		expect([from, Object.keys(known).length]).toEqual([NOW - DAY, 900]);
	});

	it('one poll may read twice as many again, up to the limit', () => {
		const limitAfter = (limit: number) => advanced({ ...START, limit }, {}, NOW).limit;
		expect([100, 999, 1_500, MAX_ROWS].map(limitAfter)).toEqual([200, 1_998, 2_000, 2_000]);
	});

	it('it begins with the first page, and a list is no longer in doubt', () => {
		const next = advanced({ ...START, page: 4, doubts: 2 }, {}, NOW);
		expect(next).toMatchObject({ page: 1, doubts: 0 });
	});

	it('trades before the next window are forgotten, but not those without a block', () => {
		const { known } = advanced(
			START,
			{ '1:a': NOW - DAY, '1:b': NOW - DAY - 1, '1:c': 0, '1:d': NOW },
			NOW,
		);
		expect(known).toEqual({ '1:a': NOW - DAY, '1:c': 0, '1:d': NOW });
	});

	it('trades that are missing count as gone until the window is past them', () => {
		const position = {
			...START,
			known: { '1:a': NOW - 7, '1:b': NOW - 8, '1:old': NOW - 2 * DAY },
			gone: { '1:c': NOW - 9, '1:d': NOW - 10, '1:older': NOW - 3 * DAY },
		};
		const { gone } = advanced(position, { '1:a': NOW - 7, '1:d': NOW - 10, '1:e': NOW }, NOW);
		expect(gone).toEqual({ '1:b': NOW - 8, '1:c': NOW - 9 });
	});

	it('of those that are gone, the newest thousand are kept', () => {
		const oldestFirst = Object.fromEntries(Object.entries(recent(1_500)).reverse());
		const { gone } = advanced({ ...START, known: oldestFirst }, { '1:e': NOW }, NOW);
		expect(gone).toEqual(recent(1_000));
	});
});

describe('after a list that was too long', () => {
	it.each([
		[2_000, 1_000],
		[325, 162],
		[150, 100],
		[100, 100],
	])(
		'a poll that may read %d may read %d, from the first page of the same window',
		(limit, next) => {
			const position = { ...START, known: recent(3), page: 3, limit };
			expect(reduced(position)).toEqual({ ...position, page: 1, limit: next });
		},
	);
});

describe('after an incomplete list', () => {
	const position = { ...START, known: { '1:a': NOW }, page: 3 };

	it.each([0, 1])('the same window is read again (%d before)', (doubts) => {
		expect(doubted({ ...position, doubts }, { '1:b': NOW }, NOW)).toEqual({
			...position,
			known: { '1:a': NOW, '1:b': NOW },
			page: 1,
			doubts: doubts + 1,
		});
	});

	it('the third in a row counts as the list', () => {
		expect(doubted({ ...position, doubts: 2 }, { '1:b': NOW }, NOW)).toEqual(
			advanced(position, { '1:a': NOW, '1:b': NOW }, NOW),
		);
	});
});
