/** The polling trigger loses no trade if n8n dies, restarts, or shares its work. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	NOW,
	ORDERS,
	PollingN8n,
	TradeList,
	eventIdOf,
	list,
	many,
	n8n,
	requestsOfPoll,
	trade,
	usePolling,
	type Death,
	type Order,
} from './pollingStage.mts';

usePolling();

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
		expect([n8n.items, n8n.errors, n8n.log]).toMatchObject([
			list.rows.slice(0, 3).map(({ cid }) => ({ cid })),
			[],
			[],
		]);
		expect(await n8n.poll()).toBe(1);
	});

	it('waits for nothing if no execution was started', async () => {
		n8n.parameters = { filters: { currency: 'USDT' } };
		await n8n.poll();
		list.rows = many(3);
		await n8n.poll();
		n8n.now -= 59_000;
		expect(await requestsOfPoll()).toBe(1);
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
