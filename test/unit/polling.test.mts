/** The polling trigger finds each trade at least once, whatever the list does. */
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
	type Trade,
} from './pollingStage.mts';

usePolling();

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

	it("starts at the earlier moment if the clocks show the time of 'Start From' twice", async () => {
		n8n.timezone = 'Europe/Berlin';
		n8n.parameters = { startFrom: '2026-10-25T02:30' };
		await n8n.poll();
		expect(list.requests[0].blocktime_start).toBe(Date.parse('2026-10-25T00:30Z') / 1000);
	});

	it("starts now if 'Start From' has no value", async () => {
		n8n.parameters = { startFrom: null };
		list.rows = many(3, NOW - 1000);
		await n8n.catchUp();
		expect([n8n.items, n8n.errors]).toEqual([[], []]);
	});

	it("keeps which process started an execution, from 'Start From', too", async () => {
		n8n.parameters = { startFrom: '2026-11-01' };
		list.rows = many(1);
		await n8n.poll();
		const { memory } = JSON.parse(n8n.savedText) as { memory: { next: { startedBy: string[] } } };
		expect(memory.next.startedBy).toHaveLength(1);
	});

	it.each(['soon', '2026-13-01', true])("refuses 'Start From' %p", async (startFrom) => {
		n8n.parameters = { startFrom };
		await n8n.poll();
		expect(n8n.errors[0]).toMatchObject({
			message: "'Start From' isn't a valid date",
			node: { name: 'Cregis Polling Trigger' },
		});
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
		list.rows = many(3_000);
		await n8n.catchUp();
		expect(new Set(n8n.eventIds).size).toBe(3_000);
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
