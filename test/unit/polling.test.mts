/** The polling trigger finds each trade at least once, whatever the list and n8n do. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import {
	NOW,
	PID,
	PollingN8n,
	TradeList,
	eventIdOf,
	trade,
	type Death,
	type Order,
	type Trade,
} from './pollingStage.mts';

let list: TradeList;
let n8n: PollingN8n;

beforeEach(() => {
	list = new TradeList();
	n8n = new PollingN8n(list);
});
afterEach(() => {
	jest.restoreAllMocks();
});

/** Trades, the first a minute after the tests began, when the first poll is, and each a second after the one before. */
const many = (count: number, first = NOW + 60, fields: Partial<Trade> = {}) =>
	Array.from({ length: count }, (_, index) => trade({ block_time: first + index, ...fields }));

const ORDERS: Order[] = ['newest first', 'oldest first', 'no order'];

/** The requests of the next poll. */
async function requestsOfPoll(): Promise<number> {
	const before = list.requests.length;
	await n8n.poll();
	return list.requests.length - before;
}

describe('the first poll', () => {
	it('starts now: earlier trades start nothing', async () => {
		list.rows = many(250, NOW - 1000);
		await n8n.catchUp();
		expect(n8n.items).toEqual([]);
		list.rows.push(trade({ block_time: NOW + 65 }));
		await n8n.catchUp();
		expect(n8n.eventIds).toEqual([eventIdOf(list.rows.at(-1)!)]);
	});

	it.each<[what: string, first: Partial<Trade> | undefined]>([
		['listed only now', undefined],
		['pending until now', { status: 0 }],
	])('starts now: a trade that is older, but was %s, is found', async (_, first) => {
		const older = trade({ block_time: NOW - 3600 });
		list.rows = many(3, NOW - 5000);
		if (first) list.rows.push({ ...older, ...first });
		await n8n.poll();
		list.rows = [...list.rows.filter(({ cid }) => cid !== older.cid), older];
		await n8n.catchUp();
		expect(n8n.eventIds).toEqual([eventIdOf(older)]);
	});

	it('starts now: a trade that arrives while it reads is found', async () => {
		list.rows = many(150, NOW - 1000);
		list.beforePage = (request) => {
			if (request === 2) list.rows.push(trade({ block_time: NOW + 60 }));
		};
		await n8n.catchUp();
		expect(n8n.eventIds).toEqual([eventIdOf(list.rows.at(-1)!)]);
	});

	it.each([
		[3_000, 86_000],
		[3_000, 3_000],
	])('starts now with %i trades in the last %i seconds', async (count, seconds) => {
		const times = (index: number) => NOW - Math.floor((index * seconds) / count);
		list.rows = Array.from({ length: count }, (_, index) => trade({ block_time: times(index) }));
		await n8n.poll();
		list.rows.push(trade({ block_time: NOW + 120 }));
		await n8n.catchUp();
		expect(n8n.eventIds).toContain(eventIdOf(list.rows.at(-1)!));
		// Trades of the very second in which it starts may be found.
		expect(n8n.items.length).toBeLessThanOrEqual(2);
	});

	it("starts at the date of 'Start From'", async () => {
		n8n.parameters = { startFrom: new Date(NOW * 1000 - 86_400_000).toISOString().slice(0, 10) };
		const midnight = Math.floor(NOW / 86_400) * 86_400 - 86_400;
		list.rows = [trade({ block_time: midnight - 1 }), ...many(150, midnight)];
		await n8n.catchUp();
		expect(n8n.eventIds).toEqual(list.rows.slice(1).map(eventIdOf));
	});

	it.each(['soon', '2026-13-01', true])("refuses 'Start From' %p", async (startFrom) => {
		n8n.parameters = { startFrom };
		await n8n.poll();
		expect(n8n.errors[0]).toMatchObject({ message: "'Start From' isn't a valid date" });
		expect(list.requests).toEqual([]);
	});

	it('is repeated if the credential belongs to another project', async () => {
		await n8n.poll();
		list.rows = many(5);
		await n8n.catchUp();
		n8n.pid = '77';
		list.rows = many(5);
		await n8n.catchUp();
		list.rows.push(trade({ block_time: NOW + 9000 }));
		await n8n.catchUp();
		expect(n8n.eventIds.at(-1)).toBe(`deposit:77:${list.rows[5].cid}:1`);
		expect(n8n.items).toHaveLength(6);
	});
});

describe('a poll', () => {
	it.each(ORDERS)('returns each new trade once, in the order of the blocks (%s)', async (order) => {
		list.order = order;
		await n8n.poll();
		list.rows = many(750);
		await n8n.catchUp();
		expect(n8n.eventIds).toEqual(list.rows.map(eventIdOf));
	});

	it.each(ORDERS)('costs one request if nothing is new (%s)', async (order) => {
		list.order = order;
		await n8n.poll();
		list.rows = many(950);
		await n8n.catchUp();
		n8n.now += 90_000_000;
		for (let polls = 0; polls < 25; polls++) expect(await requestsOfPoll()).toBe(1);
		expect(n8n.items).toHaveLength(950);
	});

	it('costs one request if the project has no trades', async () => {
		await n8n.poll();
		expect(await requestsOfPoll()).toBe(1);
	});

	it('with one new trade costs two requests if the list is newest first', async () => {
		await n8n.poll();
		list.rows = many(950);
		await n8n.catchUp();
		list.rows.push(trade({ block_time: NOW + 2000 }));
		expect(await requestsOfPoll()).toBe(2);
		expect(n8n.items).toHaveLength(951);
	});

	it('keeps what it stores small', async () => {
		await n8n.poll();
		list.rows = many(5_000);
		await n8n.catchUp();
		expect(new Set(n8n.eventIds).size).toBe(5_000);
		expect(n8n.savedText.length).toBeLessThan(70_000);
	});

	it('is refused while the poll before is still running', async () => {
		await Promise.all([n8n.poll(), n8n.poll()]);
		// Only the first poll, which counts and reads.
		expect(list.requests).toHaveLength(2);
	});
});

describe('a trade', () => {
	const statuses = (given: string[]) => (n8n.parameters = { statuses: given });

	it.each([1, 150, 900])(
		'starts the workflow again when its status changes (of %i)',
		async (count) => {
			statuses(['pending', 'success', 'failed']);
			await n8n.poll();
			list.rows = many(count);
			const changing = list.rows[Math.floor(count / 3)];
			for (const status of [0, 1, 2]) {
				changing.status = status;
				await n8n.catchUp();
			}
			const own = n8n.items.filter(({ cid }) => cid === changing.cid);
			expect(own.map(({ event }) => event)).toEqual([
				'deposit.pending',
				'deposit.success',
				'deposit.failed',
			]);
			expect(n8n.items).toHaveLength(count + 2);
		},
	);

	it('that was pending is found at the next poll, wherever it is in the list', async () => {
		await n8n.poll();
		list.rows = many(900);
		const changing = list.rows[300];
		changing.status = 0;
		await n8n.catchUp();
		expect(n8n.items).toHaveLength(899);
		expect(await requestsOfPoll()).toBe(2);
		changing.status = 1;
		await n8n.poll();
		expect(n8n.eventIds.at(-1)).toBe(eventIdOf(changing));
	});

	it.each(ORDERS)('that is listed up to a day late is found (%s)', async (order) => {
		list.order = order;
		await n8n.poll();
		list.rows = many(400, NOW + 100_000);
		await n8n.catchUp();
		const late = trade({ block_time: NOW + 100_000 - 80_000 });
		list.rows.push(late);
		await n8n.poll();
		expect(n8n.eventIds.at(-1)).toBe(eventIdOf(late));
	});

	it('that is pending for days is found when it succeeds', async () => {
		await n8n.poll();
		list.rows = [trade({ block_time: NOW + 60, status: 0 })];
		await n8n.catchUp();
		for (let day = 1; day <= 6; day++) {
			list.rows.push(trade({ block_time: NOW + day * 86_400 }));
			n8n.now += 86_400_000;
			await n8n.catchUp();
		}
		list.rows[0].status = 1;
		await n8n.poll();
		expect(n8n.eventIds.at(-1)).toBe(eventIdOf(list.rows[0]));
	});

	it('whose status is unknown starts the workflow', async () => {
		await n8n.poll();
		list.rows = [trade({ block_time: NOW + 60, status: 9 })];
		await n8n.poll();
		expect(n8n.items).toMatchObject([{ event: 'deposit.9' }]);
	});

	it('without a block, a known ID or a readable form holds nothing back', async () => {
		await n8n.poll();
		const odd = [null, 'row', {}, trade({ block_time: null })] as unknown as Trade[];
		list.rows = many(3);
		const answer = list.answer.bind(list);
		list.answer = (fields) => {
			const data = answer(fields);
			return { ...data, rows: [...data.rows, ...odd], total: Number(data.total) + odd.length };
		};
		await n8n.catchUp();
		expect(n8n.eventIds).toEqual(expect.arrayContaining(list.rows.map(eventIdOf)));
	});

	it('whose block is in the future hides no other', async () => {
		await n8n.poll();
		list.rows = [trade({ block_time: NOW + 900 * 86_400 })];
		await n8n.poll();
		list.rows.push(trade({ block_time: NOW + 120 }));
		await n8n.poll();
		expect(n8n.eventIds).toEqual(list.rows.map(eventIdOf));
	});

	it('that is listed twice alike holds nothing back', async () => {
		await n8n.poll();
		const [one, ...others] = many(50);
		list.rows = [one, { ...one }, ...others];
		await n8n.poll();
		expect(n8n.items).toHaveLength(51);
		expect(await requestsOfPoll()).toBe(1);
	});

	it('that disappears, and another that comes in its place', async () => {
		await n8n.poll();
		list.rows = many(20);
		await n8n.catchUp();
		list.rows.splice(3, 1, trade({ block_time: NOW + 500 }));
		await n8n.poll();
		expect(n8n.eventIds).toContain(eventIdOf(list.rows[3]));
		await n8n.poll();
		expect(await requestsOfPoll()).toBe(1);
	});
});

describe('a backlog', () => {
	it.each(ORDERS)('is read in order, with a limit for each poll (%s)', async (order) => {
		list.order = order;
		await n8n.poll();
		list.rows = Array.from({ length: 4_000 }, (_, i) => trade({ block_time: NOW + 60 + i * 15 }));
		n8n.now += 90_000_000;
		const counts: number[] = [];
		for (let polls = 0; polls < 12; polls++) {
			expect(await requestsOfPoll()).toBeLessThanOrEqual(45);
			counts.push(n8n.executions[polls]?.length ?? 0);
		}
		expect(n8n.eventIds).toEqual(list.rows.map(eventIdOf));
		expect(Math.max(...counts)).toBeLessThanOrEqual(2_000);
	});

	it('of thousands in one second is read', async () => {
		await n8n.poll();
		list.rows = many(3_000).map((each) => ({ ...each, block_time: NOW + 10 }));
		await n8n.catchUp();
		list.rows.push(...many(1_500, NOW + 11).map((each) => ({ ...each, block_time: NOW + 11 })));
		list.rows.push(...many(1_500, NOW + 12).map((each) => ({ ...each, block_time: NOW + 12 })));
		await n8n.catchUp();
		expect(new Set(n8n.eventIds).size).toBe(6_000);
	});

	it('is read with fewer requests if Cregis limits them', async () => {
		await n8n.poll();
		list.rows = many(2_500);
		let perPoll = 0;
		list.fault = () => (++perPoll > 15 ? 'limited' : undefined);
		for (let polls = 0; polls < 120; polls++) {
			perPoll = 0;
			await n8n.poll();
		}
		expect(new Set(n8n.eventIds).size).toBe(2_500);
	});

	it('is read if each page takes long', async () => {
		n8n.budgetMs = 36_000;
		n8n.restart('activate');
		await n8n.poll();
		list.order = 'oldest first';
		list.rows = many(1_900);
		list.beforePage = () => (n8n.now += 4_000);
		await n8n.catchUp();
		expect(new Set(n8n.eventIds).size).toBe(1_900);
	});
});

describe('a wrong count', () => {
	it.each<[string, (count: number) => unknown]>([
		['left out', () => undefined],
		['too high', (count) => count + 7],
		['too low', (count) => Math.max(0, count - 7)],
		['as text', String],
	])('that is %s loses nothing', async (_, total) => {
		list.total = total;
		await n8n.poll();
		for (let batch = 0; batch < 4; batch++) {
			list.rows.push(...many(170, NOW + 60 + batch * 400));
			for (let polls = 0; polls < 12; polls++) await n8n.poll();
		}
		expect(new Set(n8n.eventIds)).toEqual(new Set(list.rows.map(eventIdOf)));
	});
});

it('a number of trades that is always too high holds back no backlog', async () => {
	list.total = (count) => count + 7;
	await n8n.poll();
	list.rows = many(3_000);
	n8n.now += 86_400_000;
	for (let polls = 0; polls < 20; polls++) await n8n.poll();
	expect(new Set(n8n.eventIds).size).toBe(3_000);
});

it('a list that Cregis cuts short once loses nothing, even if it covers days', async () => {
	await n8n.poll();
	list.rows = Array.from({ length: 300 }, (_, hour) =>
		trade({ block_time: NOW + 60 + hour * 900 }),
	);
	n8n.now += 3 * 86_400_000;
	const answer = list.answer.bind(list);
	list.answer = (fields) => {
		const data = answer(fields);
		return { ...data, rows: data.rows.filter(({ cid }) => cid % 10 > 0) };
	};
	await n8n.poll();
	list.answer = answer;
	await n8n.catchUp();
	expect(new Set(n8n.eventIds)).toEqual(new Set(list.rows.map(eventIdOf)));
});

it.each([
	['is empty', () => ({ rows: [], total: 0 })],
	[
		'has lost half of its rows',
		(data: { rows: Trade[]; total: unknown }) => {
			const rows = data.rows.filter(({ cid }) => cid % 2 === 0);
			return { ...data, rows, total: rows.length };
		},
	],
])('a list that %s once repeats nothing', async (_, spoil) => {
	await n8n.poll();
	list.rows = many(90);
	await n8n.catchUp();
	const answer = list.answer.bind(list);
	list.answer = (fields) => ({ ...answer(fields), ...spoil(answer(fields)) });
	await n8n.poll();
	await n8n.poll();
	list.answer = answer;
	await n8n.catchUp();
	expect(n8n.items).toHaveLength(90);
	expect(await requestsOfPoll()).toBe(1);
});

const DEATHS: Death[] = [
	'before it emits',
	'before it stores the execution',
	'before it saves its data',
];

describe('an n8n that dies', () => {
	it.each(DEATHS)('%s loses no trade', async (death) => {
		await n8n.poll();
		list.rows = many(3);
		await n8n.poll();
		list.rows.push(...many(150, NOW + 60));
		await n8n.poll(death);
		list.rows.push(...many(2, NOW + 600));
		await n8n.catchUp();
		expect(new Set(n8n.eventIds)).toEqual(new Set(list.rows.map(eventIdOf)));
	});

	it('again and again while it repeats an execution loses no trade', async () => {
		await n8n.poll();
		list.rows = many(3);
		for (let times = 0; times < 30; times++) await n8n.poll('before it stores the execution');
		expect(n8n.items).toEqual([]);
		await n8n.catchUp();
		expect(n8n.eventIds).toEqual(list.rows.map(eventIdOf));
	});

	it('repeats only its last execution', async () => {
		await n8n.poll();
		list.rows = many(3);
		await n8n.poll();
		list.rows.push(trade({ block_time: NOW + 60 }));
		await n8n.poll();
		n8n.restart();
		await n8n.catchUp();
		expect(n8n.eventIds.slice(4)).toEqual([eventIdOf(list.rows[3])]);
	});

	it('and others that take turns with it repeat an execution once each', async () => {
		await n8n.poll();
		list.rows = many(3);
		for (let turn = 0; turn < 15; turn++) {
			n8n.takeOver(`main ${turn % 3}`);
			await n8n.poll();
		}
		expect(n8n.executions).toHaveLength(3);
	});

	it('repeats nothing if only the workflow was published again', async () => {
		await n8n.poll();
		list.rows = many(3);
		await n8n.poll();
		n8n.republish();
		await n8n.catchUp();
		expect(n8n.items).toHaveLength(3);
	});

	it('waits until n8n had time to store the execution before it relies on it', async () => {
		await n8n.poll();
		list.rows = many(3);
		await n8n.poll();
		list.rows.push(trade({ block_time: NOW + 60 }));
		n8n.now -= 59_000;
		expect(await requestsOfPoll()).toBe(0);
		expect(await n8n.poll()).toBe(1);
	});
});

describe('any sequence of events', () => {
	type Step =
		| { do: 'add'; count: number; back: number }
		| { do: 'settle'; at: number; status: number }
		| { do: 'remove'; at: number }
		| { do: 'order'; order: Order }
		| { do: 'poll'; death?: Death }
		| { do: 'fail'; fault: 'gone' | 'limited'; after: number }
		| { do: 'shift'; count: number }
		| { do: 'republish' }
		| { do: 'wait'; hours: number };

	const step = fc.oneof(
		fc.record({
			do: fc.constant('add' as const),
			count: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 90, max: 700 })),
			back: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 80_000 })),
		}),
		fc.record({
			do: fc.constant('settle' as const),
			at: fc.nat(999),
			status: fc.constantFrom(1, 2),
		}),
		fc.record({ do: fc.constant('remove' as const), at: fc.nat(999) }),
		fc.record({ do: fc.constant('order' as const), order: fc.constantFrom(...ORDERS) }),
		fc.record({
			do: fc.constant('poll' as const),
			death: fc.constantFrom<Death | undefined>(undefined, undefined, ...DEATHS),
		}),
		fc.record({
			do: fc.constant('fail' as const),
			fault: fc.constantFrom('gone' as const, 'limited' as const),
			after: fc.nat(12),
		}),
		fc.record({ do: fc.constant('shift' as const), count: fc.integer({ min: 1, max: 150 }) }),
		fc.record({ do: fc.constant('republish' as const) }),
		fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 40 }) }),
	) as fc.Arbitrary<Step>;

	it('loses no trade, and gives none two event IDs', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
				const ownList = new TradeList();
				const own = new PollingN8n(ownList);
				own.parameters = { statuses: ['pending', 'success', 'failed'] };
				await own.poll();
				// Late rows come at most a day after the newest, and among at most as many as are kept.
				const add = (count: number, back: number) => {
					const now = Math.floor(own.now / 1000);
					const isFew = ownList.rows.length < 800;
					const time = Math.max(now - (isFew ? back : 0), NOW + 60);
					const fields = { block_time: time, status: count % 3 === 0 ? 0 : 1 };
					for (let index = 0; index < count; index++) ownList.rows.push(trade(fields));
				};
				for (const each of steps) {
					ownList.fault = () => undefined;
					ownList.beforePage = undefined;
					if (each.do === 'add') add(each.count, each.back);
					if (each.do === 'order') ownList.order = each.order;
					if (each.do === 'republish') own.republish();
					if (each.do === 'wait') own.now += each.hours * 3_600_000;
					if (each.do === 'poll') await own.poll(each.death);
					if (each.do === 'fail') {
						const first = ownList.requests.length + each.after;
						ownList.fault = (request) => (request > first ? each.fault : undefined);
						await own.poll();
					}
					if (each.do === 'shift') {
						const first = ownList.requests.length + 2;
						ownList.beforePage = (request) => request === first && add(each.count, 0);
						await own.poll();
					}
					// A status changes within a day, or within a week if it's still pending.
					const newest = Math.max(...ownList.rows.map((row) => row.block_time!));
					const recent = ownList.rows.slice(-600).filter(({ block_time: time, status }) => {
						return time! > newest - (status === 0 ? 5 * 86_400 : 80_000);
					});
					const chosen = recent[('at' in each ? each.at : 0) % (recent.length || 1)];
					if (each.do === 'settle' && chosen) chosen.status = each.status;
					if (each.do === 'remove' && chosen) {
						ownList.rows.splice(ownList.rows.indexOf(chosen), 1);
					}
				}
				ownList.fault = () => undefined;
				ownList.beforePage = undefined;
				await own.catchUp(400);
				const emitted = new Set(own.eventIds);
				expect(ownList.rows.map(eventIdOf).filter((id) => !emitted.has(id))).toEqual([]);
			}),
			{ numRuns: 60, seed: 15 },
		);
	});
});

describe('a manual run', () => {
	beforeEach(() => {
		n8n.mode = 'manual';
	});

	it.each(ORDERS)('returns the newest trades and keeps nothing (%s)', async (order) => {
		list.order = order;
		list.rows = many(30, NOW - 3000);
		await n8n.poll();
		expect(n8n.eventIds).toEqual(list.rows.slice(-10).reverse().map(eventIdOf));
		expect(n8n.savedText).toBe('{}');
	});

	it('returns older trades if there are no others', async () => {
		list.rows = many(3, NOW - 400 * 86_400);
		await n8n.poll();
		expect(n8n.items).toHaveLength(3);
	});

	it.each(['gone', 'limited', 'declined'] as const)('reports what failed: %s', async (fault) => {
		list.fault = () => fault;
		await n8n.poll();
		expect(n8n.errors).toHaveLength(1);
	});

	it('says that there are none', async () => {
		await n8n.poll();
		expect(n8n.errors[0]).toMatchObject({
			message: 'The project has no trade that matches the settings',
		});
	});
});

describe('a failed poll', () => {
	it('is reported once, and again only after a poll has succeeded', async () => {
		await n8n.poll();
		const fail = async (polls: number) => {
			list.fault = () => 'gone';
			for (let each = 0; each < polls; each++) await n8n.poll();
			list.fault = () => undefined;
			await n8n.poll();
		};
		await fail(30);
		expect(n8n.errors.map(({ message }) => message)).toEqual(["n8n couldn't reach Cregis"]);
		expect(n8n.log).toHaveLength(29);
		await fail(2);
		expect(n8n.errors).toHaveLength(2);
	});

	it('is reported only if it happens more often when n8n limits the requests', async () => {
		await n8n.poll();
		list.fault = () => 'limited';
		for (let polls = 0; polls < 5; polls++) await n8n.poll();
		expect(n8n.errors).toEqual([]);
		for (let polls = 0; polls < 5; polls++) await n8n.poll();
		expect(n8n.errors).toHaveLength(1);
	});

	it('keeps a workflow from being published', async () => {
		list.fault = () => 'declined';
		await n8n.poll();
		expect(n8n.errors).toHaveLength(1);
		n8n.republish('activate');
		await n8n.poll();
		expect(n8n.errors).toHaveLength(2);
	});

	it("doesn't keep a workflow from starting with n8n", async () => {
		await n8n.poll();
		n8n.restart('init');
		list.fault = () => 'gone';
		await n8n.poll();
		expect(n8n.errors).toEqual([]);
		await n8n.poll();
		expect(n8n.errors).toHaveLength(1);
	});

	it('loses nothing: a day of outage is caught up', async () => {
		await n8n.poll();
		list.fault = () => 'gone';
		for (let polls = 0; polls < 24 * 60; polls++) {
			list.rows.push(trade({ block_time: Math.floor(n8n.now / 1000) }));
			await n8n.poll();
		}
		list.fault = () => undefined;
		await n8n.catchUp();
		expect(n8n.eventIds).toEqual(list.rows.map(eventIdOf));
	});

	it('writes neither a key nor a trade to the log', async () => {
		await n8n.poll();
		list.fault = () => 'declined';
		for (let polls = 0; polls < 3; polls++) await n8n.poll();
		expect(n8n.log).toHaveLength(2);
		expect(n8n.log[0]).toMatch(/^A poll of Cregis failed in workflow "Deposits" \(w1\)/);
		expect(n8n.log.join()).not.toContain('key":');
	});
});

describe('the settings', () => {
	const OUT = { trade_type: '2', business_type: '5' };

	async function eventsWith(parameters: Record<string, unknown>) {
		n8n.parameters = parameters;
		await n8n.poll();
		const first = NOW + 60;
		list.rows = [
			trade({ block_time: first }),
			trade({ block_time: first + 1, status: 2 }),
			trade({ block_time: first + 2, status: 0, currency: 'USDT', amount: '100' }),
			trade({ block_time: first + 3, ...OUT }),
			trade({ block_time: first + 4, ...OUT, status: 2, business_type: '2', amount: '3' }),
		];
		await n8n.catchUp();
		return n8n.items.map(({ event }) => event);
	}

	it.each<[string, Record<string, unknown>, string[]]>([
		['by default', {}, ['deposit.success', 'deposit.failed']],
		['Out', { direction: 'out' }, ['trade.success', 'trade.failed']],
		[
			'Both',
			{ direction: 'both' },
			['deposit.success', 'deposit.failed', 'trade.success', 'trade.failed'],
		],
		['a status', { statuses: ['pending'] }, ['deposit.pending']],
		[
			'all statuses',
			{ direction: 'both', statuses: ['pending', 'success', 'failed'] },
			['deposit.success', 'deposit.failed', 'deposit.pending', 'trade.success', 'trade.failed'],
		],
		[
			'a currency',
			{ statuses: ['pending', 'success'], filters: { currency: 'usdt' } },
			['deposit.pending'],
		],
		[
			'a minimum',
			{ direction: 'both', filters: { minimumAmount: '10' } },
			['deposit.success', 'deposit.failed', 'trade.success'],
		],
		['an address', { filters: { address: 'TNobody' } }, []],
	])('select trades: %s', async (_, parameters, events) => {
		expect(await eventsWith(parameters)).toEqual(events);
	});

	it.each<[Record<string, unknown>, string]>([
		[{ filters: { minimumAmount: '1,000' } }, "'Minimum Amount' must be"],
		[{ statuses: [] }, "No status is selected in 'Statuses'"],
	])('that are invalid send nothing, and lose nothing: %j', async (parameters, message) => {
		await n8n.poll();
		const before = list.requests.length;
		list.rows = many(2);
		n8n.parameters = parameters;
		await n8n.poll();
		expect(n8n.errors[0].message).toContain(message);
		expect(list.requests).toHaveLength(before);
		n8n.parameters = {};
		await n8n.catchUp();
		expect(n8n.items).toHaveLength(2);
	});
});

describe('an item', () => {
	async function itemOf(row: Partial<Trade>, parameters: Record<string, unknown> = {}) {
		n8n.parameters = {
			direction: 'both',
			statuses: ['pending', 'success', 'failed'],
			...parameters,
		};
		await n8n.poll();
		list.rows = [trade({ block_time: NOW + 60, ...row })];
		await n8n.poll();
		return { item: n8n.items[0], row: list.rows[0] };
	}

	it('of a deposit has the event ID and fields of its callback, the payer and the fee', async () => {
		const { item, row } = await itemOf({ memo: '77' });
		expect(item).toEqual({
			event: 'deposit.success',
			eventId: `deposit:${PID}:${row.cid}:1`,
			pid: Number(PID),
			cid: row.cid,
			chain_id: '195',
			token_id: '195',
			currency: 'TRX',
			address: row.to_address,
			amount: '12.5',
			status: '1',
			txid: row.txid,
			block_height: '7',
			block_time: `${NOW + 60}000`,
			memo: '77',
			from_address: 'TPayer',
			fee: '0.1',
		});
	});

	it('of another trade has its fields and words for its numbers', async () => {
		const { item, row } = await itemOf({ trade_type: '2', business_type: '5' });
		expect(item).toEqual({
			event: 'trade.success',
			eventId: `trade:${PID}:${row.cid}:2:5:${row.txid}:1`,
			...row,
			statusName: 'success',
			tradeTypeName: 'out',
			businessTypeName: 'collection',
			blockTimeIso: new Date((NOW + 60) * 1000).toISOString(),
		});
	});

	it('with Simplify off has the row as received', async () => {
		const { item, row } = await itemOf({}, { simplify: false });
		expect(item).toEqual({ event: 'deposit.success', eventId: eventIdOf(row), body: row });
	});

	it("keeps the package's fields if Cregis has fields with the same names", async () => {
		const forged = { event: 'x', eventId: 'y', trade_type: '2', business_type: '0' };
		const { item } = await itemOf(forged);
		expect(item).toMatchObject({
			event: 'trade.success',
			eventId: expect.stringMatching(/^trade:/),
		});
	});

	it.each([
		['in', undefined, undefined, 'deposit.success'],
		['in', undefined, '3', 'deposit.success'],
		['in', '1', '0', 'trade.success'],
		['both', undefined, undefined, 'trade.success'],
		['both', '1', undefined, 'deposit.success'],
	])('asked for %s, with the types %p and %p, is %s', async (direction, type, business, event) => {
		const answer = list.answer.bind(list);
		list.answer = ({ trade_type, ...fields }) => answer(fields);
		const fields = { trade_type: type, business_type: business };
		expect((await itemOf(fields, { direction })).item.event).toBe(event);
	});
});
