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
