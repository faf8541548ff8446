/** Lists that are longer than a poll may read, and lists whose number of trades is wrong. */
import { describe, expect, it } from '@jest/globals';
import {
	NOW,
	ORDERS,
	eventIdOf,
	list,
	many,
	n8n,
	requestsOfPoll,
	trade,
	usePolling,
	type Fault,
} from './pollingStage.mts';

usePolling();

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
		for (let polls = 0; polls < 120 && n8n.items.length < 2_500; polls++) {
			perPoll = 0;
			await n8n.poll();
		}
		expect(new Set(n8n.eventIds).size).toBe(2_500);
	});

	it.each<[Fault, number]>([
		['limited', 1],
		['gone', 3],
	])(
		'is read at once after failures that say nothing of its length: %s',
		async (fault, request) => {
			await n8n.poll();
			list.rows = many(900);
			for (let polls = 0; polls < 4; polls++) {
				const last = list.requests.length + request;
				list.fault = (each) => (each === last ? fault : undefined);
				expect(await n8n.poll()).toBe(0);
			}
			list.fault = () => undefined;
			expect(await n8n.poll()).toBe(900);
		},
	);

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
	for (let polls = 0; polls < 20 && n8n.items.length < 3_000; polls++) await n8n.poll();
	expect(new Set(n8n.eventIds).size).toBe(3_000);
});

describe('a pending trade in a window of many', () => {
	/** Trades of the last day, which the first poll treats as known. The last one is pending. */
	const knownTrades = (count: number) => {
		const first = NOW - 79_000;
		const pending = trade({ block_time: first + 20_000, status: 0 });
		const times = (index: number) => first + Math.floor((index * 79_000) / count);
		const others = Array.from({ length: count - 1 }, (_, i) => trade({ block_time: times(i) }));
		list.rows = [...others, pending];
		return pending;
	};

	/** Runs polls, each with one new trade. */
	async function pollWithNewTrades(polls: number) {
		for (let poll = 0; poll < polls; poll++) {
			list.rows.push(trade({ block_time: n8n.now / 1000 }));
			await n8n.poll();
		}
	}

	it.each([
		[1_000, 1],
		[1_000, 4],
		[151, 5],
		[151, 9],
	])('of %i is found when it succeeds, if Cregis limited %i polls', async (count, limited) => {
		const pending = knownTrades(count);
		await n8n.poll();
		list.fault = (request) => (request > requests + 1 ? 'limited' : undefined);
		let requests = 0;
		for (let poll = 0; poll < limited; poll++) {
			requests = list.requests.length;
			await pollWithNewTrades(1);
		}
		list.fault = () => undefined;
		await pollWithNewTrades(3);
		pending.status = 1;
		await pollWithNewTrades(8);
		expect(n8n.eventIds).toContain(eventIdOf(pending));
	});

	it.each(ORDERS)('is found if Cregis always limits the rate (%s)', async (order) => {
		list.order = order;
		const pending = knownTrades(900);
		await n8n.poll();
		let requests = 0;
		list.beforePage = () => requests++;
		list.fault = () => (requests >= 15 ? 'limited' : undefined);
		const poll = async () => {
			requests = 0;
			await pollWithNewTrades(1);
		};
		for (let polls = 0; polls < 5; polls++) await poll();
		pending.status = 1;
		const wanted = [pending, list.rows.at(-1)!].map(eventIdOf);
		const isFound = () => wanted.every((eventId) => n8n.eventIds.includes(eventId));
		for (let polls = 0; polls < 25 && !isFound(); polls++) await poll();
		expect(n8n.eventIds).toEqual(expect.arrayContaining(wanted));
		expect(new Set(n8n.eventIds).size).toBe(n8n.eventIds.length);
	});
});

it.each([600, 900])(
	'a list of which Cregis shows only %i trades comes to its end',
	async (shown) => {
		await n8n.poll();
		list.rows = Array.from({ length: 2_500 }, (_, i) => trade({ block_time: NOW + 60 + i * 18 }));
		n8n.now += 50_000_000;
		const answer = list.answer.bind(list);
		list.answer = (fields) => {
			const data = answer(fields);
			return { ...data, rows: data.rows.slice(0, Math.max(0, shown - (data.pageNum! - 1) * 100)) };
		};
		for (let polls = 0; polls < 40; polls++) await n8n.poll();
		expect(n8n.eventIds).toContain(eventIdOf(list.rows.at(-1)!));
	},
);
