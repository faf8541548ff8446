/** Whatever the server does with its pages, a list is read completely or reported as doubtful. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ListReading, MAX_PAGES, readPage } from '../../nodes/Cregis/transport/listReading.ts';

type Data = { rows: object[]; total?: unknown; pageSize?: unknown };
type Serve = (number: number, size: number, request: number) => Data;

/** Reads pages until the list ends. */
function readAll(serve: Serve) {
	const reading = new ListReading(['id'], 100);
	for (let request = 1; ; request++) {
		const page = readPage(serve(reading.number, reading.size, request))!;
		if (!reading.take(page)) break;
	}
	return { ids: reading.rows.map(({ id }) => id as number), doubt: reading.doubt };
}

const range = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => from + index);

const pageOf = (ids: number[], number: number, size: number) =>
	ids.slice((number - 1) * size, number * size).map((id) => ({ id }));

describe('a page', () => {
	const rows = [{ id: 1 }, null];

	it.each<[data: unknown, page: object]>([
		[
			{ rows, total: 2, pageSize: 50 },
			{ rows, total: 2, size: 50 },
		],
		[
			{ rows, total: '2', pageSize: '50' },
			{ rows, total: 2, size: 50 },
		],
		[{ rows }, { rows, total: undefined, size: undefined }],
		[
			{ rows, total: null, pageSize: '' },
			{ rows, total: undefined, size: undefined },
		],
		[
			{ rows, total: '2 rows', pageSize: 'p50' },
			{ rows, total: undefined, size: undefined },
		],
		[
			{ rows, total: -2, pageSize: 1.5 },
			{ rows, total: undefined, size: undefined },
		],
		// An empty list may be null.
		[
			{ rows: null, total: 0 },
			{ rows: [], total: 0, size: undefined },
		],
		[{ total: '0' }, { rows: [], total: 0, size: undefined }],
	])('is read from %j', (data, page) => {
		expect(readPage(data)).toEqual(page);
	});

	it.each([
		[null],
		[undefined],
		['text'],
		[[]],
		[{}],
		[{ rows: null }],
		[{ rows: null, total: 1 }],
		[{ rows: {}, total: 0 }],
		[{ rows: 'text' }],
	])("isn't read from %j", (data) => {
		expect(readPage(data)).toBeUndefined();
	});
});

/** Right and wrong totals for a list of this many rows. */
const totalOf = (count: number) =>
	fc.oneof(
		fc.constantFrom<unknown>(
			count,
			String(count),
			undefined,
			null,
			'many',
			-1,
			1.5,
			0,
			50,
			100,
			200,
		),
		fc.nat(600),
	);

describe("a list that doesn't change", () => {
	const server = fc
		.record({ count: fc.nat(500), cap: fc.integer({ min: 1, max: 120 }) })
		.chain(({ count, cap }) =>
			fc.record({
				ids: fc.constant(range(0, count)),
				cap: fc.constant(cap),
				total: totalOf(count),
				pageSize: fc.constantFrom<'capped' | 'as asked' | undefined>(
					'capped',
					'as asked',
					undefined,
				),
			}),
		);

	it('comes completely and in order, or is doubtful', () => {
		fc.assert(
			fc.property(server, ({ ids, cap, total, pageSize }) => {
				const read = readAll((number, size) => {
					const each = Math.min(size, cap);
					const stated = pageSize === 'capped' ? each : pageSize && size;
					return { rows: pageOf(ids, number, each), total, pageSize: stated };
				});
				// A page counts as the last one if everything it says agrees with that.
				fc.pre(!(pageSize === 'as asked' && cap < 100 && Number(total) === cap));
				if (read.doubt === undefined) expect(read.ids).toEqual(ids);
				else expect(Number(total)).toBeGreaterThan(ids.length);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('a list that changes while it is read', () => {
	const change = fc.record({
		request: fc.integer({ min: 1, max: 12 }),
		at: fc.nat(500),
		added: fc.boolean(),
		rows: fc.integer({ min: 1, max: 150 }),
	});

	it('has every row that was there throughout, and none twice, or is doubtful', () => {
		const changes = fc.uniqueArray(change, { maxLength: 4, selector: ({ request }) => request });
		fc.assert(
			fc.property(fc.nat(500), changes, (count, planned) => {
				let ids = range(0, count);
				let next = count;
				const read = readAll((number, size, request) => {
					for (const { at, added, rows } of planned.filter((each) => each.request === request)) {
						if (added) ids.splice(at, 0, ...range(next, (next += rows)));
						else ids.splice(at, rows);
					}
					return { rows: pageOf(ids, number, size), total: ids.length, pageSize: size };
				});
				expect(new Set(read.ids).size).toBe(read.ids.length);
				if (read.doubt) return;
				const found = new Set(read.ids);
				expect(ids.filter((id) => id < count && !found.has(id))).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});
});

it('a list that never ends is given up', () => {
	const { ids, doubt } = readAll((number) => ({ rows: [{ id: number }] }));
	expect(ids).toHaveLength(MAX_PAGES);
	expect(doubt).toBe(`The list may be incomplete: it has more than ${MAX_PAGES} pages`);
});

describe('the next page', () => {
	/** The numbers of the pages that are requested, if the list has these totals in turn. */
	function pagesFor(...totals: number[]) {
		const reading = new ListReading(['id'], 100);
		return totals.map((total, request) => {
			const rows = range(request * 100, request * 100 + 100).map((id) => ({ id }));
			reading.take({ rows, total, size: 100 });
			return reading.number;
		});
	}

	it.each<[what: string, totals: number[], numbers: number[]]>([
		['is the next one', [900, 900, 900], [2, 3, 4]],
		['is the one before, if a page of rows was removed', [900, 900, 900, 800], [2, 3, 4, 3]],
		['is the one before, if a single row was removed', [900, 900, 900, 899], [2, 3, 4, 3]],
		['is the third before, if three pages were', [900, 900, 900, 900, 600], [2, 3, 4, 5, 2]],
		['is the first, if more were removed than read', [900, 900, 400], [2, 3, 1]],
		["isn't the first again, if that was just read", [900, 400, 300], [2, 1, 2]],
	])('%s', (_, totals, numbers) => {
		expect(pagesFor(...totals)).toEqual(numbers);
	});
});

it('a row that comes again is returned once, as it came last', () => {
	const reading = new ListReading(['id'], 2);
	const [one, two, three] = [1, 2, 3].map((id) => ({ id, status: 0 }));
	reading.take({ rows: [one, two], total: 4, size: 2 });
	reading.take({ rows: [{ ...two, status: 1 }, three], total: 4, size: 2 });
	expect(reading.rows).toEqual([one, { ...two, status: 1 }, three]);
});

it('a list goes on after its total, if its pages are smaller than the server says', () => {
	const { ids } = readAll((number) => {
		return { rows: pageOf(range(0, 150), number, 50), total: 100, pageSize: 100 };
	});
	expect(ids).toEqual(range(0, 150));
});

it('ten pages in a row without a new row end a list', () => {
	let requests = 0;
	const { doubt } = readAll((_, __, request) => {
		requests = request;
		return { rows: pageOf(range(0, 100), 1, 100) };
	});
	expect(doubt).toContain('Cregis kept sending the same results');
	expect(requests).toBe(11);
});
