import { beforeEach, describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import {
	call,
	control,
	newAddress,
	payoutFields,
	RECIPIENT,
	withdrawalFields,
} from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';
import { START_MS, useFakeTime } from './time.mts';

const PATH = '/api/v1/trade/page';

useFakeTime();
useSandbox();

let address: string;

beforeEach(async () => {
	address = await newAddress(sandbox);
});

async function page(fields: JsonObject = {}) {
	const { data } = await call(sandbox, PATH, fields);
	return data as JsonObject & { rows: JsonObject[] };
}

// One of each: a deposit, a failed deposit, a payout, a failed withdrawal, a collection; a payout
// that never reached the chain isn't a trade.
async function oneOfEach(): Promise<Record<string, string>> {
	const { deposit } = await sandbox.deposit({ address, amount: '9', from: RECIPIENT, memo: 'm' });
	await sandbox.deposit({ address, amount: '2', token: 'USDT', status: '2' });
	const payout = await call(sandbox, '/api/v1/payout', payoutFields('p', { remark: 'r' }));
	await sandbox.setPayoutStatus(String(payout.data.cid), 6);
	const fields = withdrawalFields(address);
	const withdrawal = await call(sandbox, '/api/v1/sub_address_withdrawal', fields);
	await sandbox.setWithdrawalStatus(String(withdrawal.data.cid), 7);
	await call(sandbox, '/api/v1/payout', payoutFields('waiting'));
	const collection = await call(sandbox, '/api/v1/collection', {
		currency: '195@195',
		from_address: address,
		to_address: sandbox.getState().projects[0].payoutAddresses['195'],
	});
	return {
		deposit: deposit.cid,
		payout: String(payout.data.cid),
		withdrawal: String(withdrawal.data.cid),
		collection: String(collection.data.cid),
		txid: deposit.txid,
	};
}

describe('trades', () => {
	it('show a deposit with its payer', async () => {
		const { deposit, txid } = await oneOfEach();
		expect((await page({ cid: jsonNumber(deposit) })).rows).toEqual([
			{
				pid: jsonNumber(sandbox.waas.pid),
				cid: jsonNumber(deposit),
				chain_id: '195',
				token_id: '195',
				currency: 'TRX',
				from_address: RECIPIENT,
				to_address: address,
				amount: '9',
				fee: expect.stringMatching(/^\d+\.\d+$/),
				status: jsonNumber(1),
				txid,
				block_height: expect.stringMatching(/^\d+$/),
				block_time: expect.anything(),
				business_type: '3',
				trade_type: '1',
				memo: 'm',
				remark: '',
			},
		]);
		expect(String((await page()).rows.at(-1)?.block_time)).toMatch(/^\d{10}$/);
	});

	it('show outgoing payments', async () => {
		const { payout, withdrawal, collection } = await oneOfEach();
		sandbox.setCollectionStatus(collection, 1);
		const { rows } = await page({ trade_type: jsonNumber(2) });
		const found = Object.fromEntries(rows.map((row) => [String(row.cid), row]));
		expect(rows).toHaveLength(3);
		expect(found[payout]).toMatchObject({ status: jsonNumber(1), business_type: '0', remark: 'r' });
		expect(found[withdrawal]).toMatchObject({ status: jsonNumber(2), to_address: RECIPIENT });
		expect(found[collection]).toMatchObject({ status: jsonNumber(1), business_type: '5' });
	});

	it('each have a block', async () => {
		await oneOfEach();
		const { rows } = await page();
		expect(rows).toHaveLength(4);
		expect(rows.flatMap(Object.values)).not.toContain(null);
	});

	it('show trades without a block if the settings say so', async () => {
		const { collection } = await oneOfEach();
		sandbox.setSettings(sandbox.waas.pid, { listsPendingTrades: true });
		expect((await page({ status: jsonNumber(0) })).rows).toMatchObject([
			{ cid: jsonNumber(collection), txid: null, block_height: null, block_time: null },
		]);
	});

	const now = START_MS / 1000;
	const FILTERS: Array<[JsonObject, number]> = [
		[{}, 4],
		[{ status: jsonNumber(1) }, 2],
		[{ status: jsonNumber(2) }, 2],
		[{ status: jsonNumber(0) }, 0],
		[{ trade_type: jsonNumber(1) }, 2],
		[{ business_type: jsonNumber(3) }, 2],
		[{ business_type: jsonNumber(4) }, 0],
		[{ chain_id: '195', token_id: '195' }, 3],
		[{ chain_id: '60' }, 0],
		[{ tx_id: 'none' }, 0],
		[{ blocktime_start: jsonNumber(now), blocktime_end: jsonNumber(now) }, 4],
		[{ blocktime_start: jsonNumber(now + 1) }, 0],
		[{ blocktime_end: jsonNumber(now - 1) }, 0],
		[{ trade_type: jsonNumber(1), status: jsonNumber(1) }, 1],
	];

	it.each(FILTERS)('filtered by %j: %d', async (filter, count) => {
		const { txid } = await oneOfEach();
		expect(await page(filter)).toMatchObject({ total: jsonNumber(count) });
		expect(await page({ tx_id: txid })).toMatchObject({ total: jsonNumber(1) });
	});

	const REFUSED: Array<[string, unknown]> = [
		['cid', '1'],
		['status', '1'],
		['status', jsonNumber(3)],
		['trade_type', jsonNumber(0)],
		['business_type', jsonNumber(1)],
		['blocktime_start', jsonNumber(Date.now())],
		['blocktime_end', '1688004243'],
		['chain_id', jsonNumber(195)],
		['token_id', jsonNumber(195)],
		['page_size', jsonNumber(101)],
		['page_num', jsonNumber('1.5')],
		['txid', 'x'],
	];

	it.each(REFUSED)('refuses %s %s', async (name, value) => {
		const reply = await call(sandbox, PATH, { [name]: value });
		expect(reply).toMatchObject({ code: 'A0001', msg: `Param Error: ${name}` });
	});

	it('come in pages, newest first', async () => {
		expect(await control(sandbox, 'trades', { count: 250 })).toEqual({ count: jsonNumber(250) });
		const pages = [];
		for (const number of [1, 2, 3, 4]) {
			pages.push(await page({ page_num: jsonNumber(number), page_size: jsonNumber(100) }));
		}
		expect(pages.map(({ rows }) => rows.length)).toEqual([100, 100, 50, 0]);
		expect(pages[2]).toMatchObject({
			total: jsonNumber(250),
			pageNum: jsonNumber(3),
			pageSize: jsonNumber(100),
		});
		const all = pages.flatMap(({ rows }) => rows);
		const times = all.map(({ block_time }) => Number(block_time));
		expect(times).toEqual(times.toSorted((left, right) => right - left));
		expect(new Set(times).size).toBe(250);
		expect(new Set(all.map(({ cid }) => String(cid))).size).toBe(250);
		expect(sandbox.getState().callbacks).toEqual([]);
	});

	it('can be created in bulk', () => {
		sandbox.addTrades(10_000);
		expect(sandbox.getState().deposits).toHaveLength(10_000);
	});

	it('shift if new ones are added between pages', async () => {
		sandbox.addTrades(20);
		sandbox.setSettings(sandbox.waas.pid, { tradesBetweenPages: 3 });
		const first = await page();
		const second = await page({ page_num: jsonNumber(2) });
		expect(first.total).toEqual(jsonNumber(20));
		expect(second.total).toEqual(jsonNumber(23));
		expect(second.rows.slice(0, 3)).toEqual(first.rows.slice(-3));
	});

	it.each([0, 1.5, '3'])('reject a count of %j', async (count) => {
		expect(await control(sandbox, 'trades', { count })).toEqual({
			error: 'count must be a whole number from 1.',
		});
	});

	it("reject a payer that isn't an address", async () => {
		expect(await control(sandbox, 'deposits', { address, amount: '1', from: 'x' })).toEqual({
			error: 'from is no address on chain 195.',
		});
	});
});
