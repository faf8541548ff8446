/** What Cregis's record must contain to confirm a deposit. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { allFields, DEPOSIT } from '../support/samples.mts';
import { CONFIRMED, CONTRADICTED, TRADES, UNCONFIRMED, confirm, without } from './confirming.mts';
import { deliver } from './n8nWebhook.mts';

/** The row of trade/page for the deposit in the samples (api.md §2.15). */
const { address, ...deposit } = allFields(DEPOSIT);
const TRADE: JsonObject = {
	...without(deposit, 'nonce', 'timestamp'),
	from_address: 'TG3XXyExBkPp9nzdajDZsozEu4BkaSJozs',
	to_address: address,
	fee: '0.00021',
	status: 1,
	block_time: 1686814482,
	business_type: '3',
	trade_type: '1',
	remark: '',
};

/** The same row as in the first SDKs. */
const OLD_TRADE = without(TRADE, 'business_type', 'trade_type', 'memo', 'remark');

const trades = (...rows: JsonObject[]) => ({ [TRADES]: { rows, total: rows.length } });

describe('a deposit', () => {
	const callback = allFields(DEPOSIT);

	it('is confirmed by its own row, if the other side of a transfer has the same cid', async () => {
		const outgoing = { ...TRADE, trade_type: '2', business_type: '2' };
		const { status, item } = await confirm(callback, trades(outgoing, TRADE));
		expect(status).toBe(CONFIRMED);
		expect(item).toMatchObject({ from_address: TRADE.from_address });
	});

	it.each<[string, JsonObject, JsonObject, number]>([
		['everything is the same', {}, {}, CONFIRMED],
		['the amount is written differently', { amount: '1.20' }, {}, CONFIRMED],
		['the amount differs', { amount: '1.21' }, {}, CONTRADICTED],
		['the currency differs', { currency: 'USDT' }, {}, CONTRADICTED],
		['the memo differs', { memo: '104534' }, {}, CONTRADICTED],
		['the memo has a leading zero', { memo: '0104533' }, {}, CONTRADICTED],
		['the hash differs', { txid: 'a'.repeat(64) }, {}, CONTRADICTED],
		[
			'the hash is in another letter case, which would look like another transaction',
			{ txid: String(callback.txid).toUpperCase() },
			{},
			CONTRADICTED,
		],
		[
			'the address has a letter in another case',
			{ address: String(address).replace('X', 'x') },
			{},
			CONTRADICTED,
		],
		['the trade is outgoing', {}, { trade_type: '2' }, CONTRADICTED],
		['the trade is outgoing, as a number', {}, { trade_type: 2 }, CONTRADICTED],
		['the trade is a payout', {}, { business_type: '0' }, CONTRADICTED],
		['the trade pays the fee of a collection', {}, { business_type: '4' }, CONTRADICTED],
		['the trade failed', {}, { status: 2 }, CONTRADICTED],
		['the trade is pending', {}, { status: 0 }, UNCONFIRMED],
		['the trade has no hash', {}, { txid: null }, UNCONFIRMED],
		['the trade has no amount', {}, { amount: '' }, UNCONFIRMED],
		['the trade has no recipient', {}, { to_address: undefined }, UNCONFIRMED],
		['the trade has no currency', {}, { currency: undefined }, UNCONFIRMED],
		['the trade has no memo', {}, { memo: '' }, UNCONFIRMED],
		['neither has a memo', { memo: '' }, { memo: undefined }, CONFIRMED],
	])('%s', async (_, change, record, status) => {
		const told = await confirm({ ...callback, ...change }, trades({ ...TRADE, ...record }));
		expect({ status: told.status, starts: told.item !== undefined }).toEqual({
			status,
			starts: status === CONFIRMED,
		});
	});

	it.each<[reason: string, change: JsonObject, record: JsonObject | undefined]>([
		["Cregis doesn't list this deposit yet", {}, undefined],
		["Cregis's record of this 'cid' isn't a deposit", {}, { trade_type: '2' }],
		["'amount' doesn't match Cregis's record", { amount: '1.21' }, {}],
		["'chain_id' doesn't match Cregis's record", { chain_id: '60' }, {}],
		["'token_id' doesn't match Cregis's record", { token_id: '60' }, {}],
		["'currency' doesn't match Cregis's record", { currency: 'USDT' }, {}],
		["'memo' doesn't match Cregis's record", { memo: '104534' }, {}],
		["'address' doesn't match Cregis's record", {}, { to_address: TRADE.from_address }],
		["'status' doesn't match Cregis's record", {}, { status: 2 }],
		["'status' doesn't match Cregis's record", { status: '2' }, { status: 1 }],
		["Cregis's record doesn't show the 'status' of this callback yet", {}, { status: 0 }],
		["Cregis's record has no 'status' to compare with", {}, { status: null }],
		["'txid' doesn't match Cregis's record", { txid: 'a'.repeat(64) }, {}],
		["Cregis's record has no 'txid' to compare with", {}, { txid: null }],
	])('that is not confirmed says why: %s', async (reason, change, record) => {
		const rows = record ? [{ ...TRADE, ...record }] : [];
		const { text } = await confirm({ ...callback, ...change }, trades(...rows));
		expect(text.split('. ')[0]).toBe(reason);
	});

	it.each<[string, JsonObject]>([
		['no trade', { rows: [] }],
		['the trade of another ID', { rows: [{ ...TRADE, cid: 1 }] }],
		['a trade without an ID', { rows: [without(TRADE, 'cid')] }],
		['no list', {}],
	])("isn't treated as forged if Cregis lists %s", async (_, data) => {
		expect(await confirm(callback, { [TRADES]: data })).toMatchObject({ status: UNCONFIRMED });
	});

	it.each<[string, string | undefined]>([
		["doesn't answer", undefined],
		["doesn't have the IP address on the whitelist", 'E0001'],
		['rejects the signature', 'B0001'],
	])("isn't confirmed if Cregis %s", async (_, answer) => {
		expect(await confirm(callback, { [TRADES]: answer })).toMatchObject({ status: UNCONFIRMED });
	});

	it('can be a trade as in the first SDKs, without a direction', async () => {
		const told = await confirm({ ...callback, memo: '' }, trades(OLD_TRADE));
		expect(told).toMatchObject({ status: CONFIRMED });
	});

	it('takes the payer, the fee and the memo from Cregis, whatever the callback says', async () => {
		const forged = { ...without(callback, 'memo'), fee: '999', from_address: String(address) };
		const { item } = await confirm(forged, trades(TRADE));
		expect(item).toMatchObject({
			from_address: TRADE.from_address,
			fee: '0.00021',
			memo: '104533',
		});
	});

	it('has no payer and no fee if Cregis has none', async () => {
		const forged = { ...callback, fee: '999', from_address: String(address) };
		const { item } = await confirm(forged, trades(without(TRADE, 'from_address', 'fee')));
		expect(Object.keys(item!)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(fee|from_address)$/)]),
		);
	});

	it('has them next to the received body, with Simplify off', async () => {
		const { item } = await confirm(callback, trades(TRADE), false);
		expect(item).toMatchObject({ from_address: TRADE.from_address, fee: '0.00021' });
		expect(item!.body).toMatchObject(callback);
	});
});

it.each([[undefined], [null], ['']])(
	"an expression that evaluates to %p doesn't turn off 'Confirm With Cregis'",
	async (confirms) => {
		const parameters = { options: { confirm: confirms } };
		const { status, asked } = await deliver(allFields(DEPOSIT), { parameters });
		expect({ status, asked }).toEqual({ status: UNCONFIRMED, asked: [TRADES] });
	},
);

it("'Confirm With Cregis' can be turned off", async () => {
	const parameters = { options: { confirm: false } };
	const { status, asked, item } = await deliver(allFields(DEPOSIT), { parameters });
	expect({ status, asked }).toEqual({ status: 200, asked: [] });
	expect(item).toMatchObject({ event: 'deposit.success' });
});
