/** The trades that the polling trigger selects, and the items that it makes of them. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
	NOW,
	ORDERS,
	PID,
	eventIdOf,
	list,
	many,
	n8n,
	trade,
	usePolling,
	type Trade,
} from './pollingStage.mts';

usePolling();

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

	it('returns older trades if there are no others: of a day, of 30 days, or all', async () => {
		list.rows = many(3, NOW - 400 * 86_400);
		await n8n.poll();
		expect(n8n.items).toHaveLength(3);
		const now = n8n.now / 1000;
		expect(list.requests.map(({ blocktime_start: start }) => start)).toEqual([
			now - 86_400,
			now - 30 * 86_400,
			undefined,
		]);
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
			node: { name: 'Cregis Polling Trigger' },
		});
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
		[{ statuses: null }, "No status is selected in 'Statuses'"],
		[{ statuses: undefined }, "No status is selected in 'Statuses'"],
	])('that are invalid send nothing, and lose nothing: %j', async (parameters, message) => {
		await n8n.poll();
		const before = list.requests.length;
		list.rows = many(2);
		n8n.parameters = parameters;
		await n8n.poll();
		expect(n8n.errors[0]).toMatchObject({
			message: expect.stringContaining(message),
			node: { name: 'Cregis Polling Trigger' },
		});
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
