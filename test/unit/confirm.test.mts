/** What Cregis's own records must say before an event is believed, whoever signed its callback. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { deliver, type Surroundings } from './n8nWebhook.mts';
import {
	allFields,
	DEPOSIT,
	ORDER,
	ORDER_DATA,
	PAYOUT,
	VERIFICATION,
	WITHDRAWAL,
	type Sample,
} from '../support/samples.mts';

const TRADES = '/api/v1/trade/page';
const PAYOUTS = '/api/v1/payout/query';
const WITHDRAWALS = '/api/v1/sub_address_withdrawal/info';
const ORDERS = '/api/v2/order/info';

const CONFIRMED = 200;
const CONTRADICTED = 401;
const UNCONFIRMED = 503;

/** Delivers a callback to a trigger that confirms. */
async function confirm(callback: JsonObject, records: Surroundings['records'], simplify = true) {
	const parameters = { options: { confirm: true }, respond: 'responseNode', simplify };
	return await deliver(callback, { parameters, records });
}

function without(fields: JsonObject, ...names: string[]): JsonObject {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** The row of trade/page about the deposit of the samples (api.md §2.15). */
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

/** As the first SDKs knew it. */
const OLD_TRADE = without(TRADE, 'business_type', 'trade_type', 'memo', 'remark');

const trades = (...rows: JsonObject[]) => ({ [TRADES]: { rows, total: rows.length } });

describe('a deposit', () => {
	const callback = allFields(DEPOSIT);

	it.each<[string, JsonObject, JsonObject, number]>([
		['all is the same', {}, {}, CONFIRMED],
		['the amount is written in another way', { amount: '1.20' }, {}, CONFIRMED],
		['the amount is another', { amount: '1.21' }, {}, CONTRADICTED],
		['the currency is another', { currency: 'USDT' }, {}, CONTRADICTED],
		['the memo is another', { memo: '104534' }, {}, CONTRADICTED],
		['the memo has a leading zero', { memo: '0104533' }, {}, CONTRADICTED],
		['the hash is another', { txid: 'a'.repeat(64) }, {}, CONTRADICTED],
		[
			'the hash is in another case, which would pass for another transaction',
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
		['the trade goes out', {}, { trade_type: '2' }, CONTRADICTED],
		['the trade goes out, as a number', {}, { trade_type: 2 }, CONTRADICTED],
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

	it.each<[string, JsonObject]>([
		['no trade', { rows: [] }],
		['the trade of another ID', { rows: [{ ...TRADE, cid: 1 }] }],
		['a trade without an ID', { rows: [without(TRADE, 'cid')] }],
		['no list', {}],
	])("isn't taken for forged where Cregis lists %s", async (_, data) => {
		expect(await confirm(callback, { [TRADES]: data })).toMatchObject({ status: UNCONFIRMED });
	});

	it.each<[string, string | undefined]>([
		["doesn't answer", undefined],
		['has the IP address on no whitelist', 'E0001'],
		['refuses the signature', 'B0001'],
	])('waits for a Cregis that %s', async (_, answer) => {
		expect(await confirm(callback, { [TRADES]: answer })).toMatchObject({ status: UNCONFIRMED });
	});

	it('is one of the trades of the first SDKs, which say nothing of the direction', async () => {
		const told = await confirm({ ...callback, memo: '' }, trades(OLD_TRADE));
		expect(told).toMatchObject({ status: CONFIRMED });
	});

	it('has payer, fee and memo of Cregis, whatever the callback says', async () => {
		const forged = { ...without(callback, 'memo'), fee: '999', from_address: String(address) };
		const { item } = await confirm(forged, trades(TRADE));
		expect(item).toMatchObject({
			from_address: TRADE.from_address,
			fee: '0.00021',
			memo: '104533',
		});
	});

	it('has no payer and no fee where Cregis has none', async () => {
		const forged = { ...callback, fee: '999', from_address: String(address) };
		const { item } = await confirm(forged, trades(without(TRADE, 'from_address', 'fee')));
		expect(Object.keys(item!)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(fee|from_address)$/)]),
		);
	});

	it('has them beside the body as received, with Simplify off', async () => {
		const { item } = await confirm(callback, trades(TRADE), false);
		expect(item).toMatchObject({ from_address: TRADE.from_address, fee: '0.00021' });
		expect(item!.body).toMatchObject(callback);
	});
});

/** The answer to a query of a payout or a withdrawal (api.md §2.9 and §2.11). */
function queried(sample: Sample): JsonObject {
	return { ...without(allFields(sample), 'cid', 'nonce', 'timestamp'), from_address: '0xF' };
}

describe.each([
	[PAYOUT, PAYOUTS, queried(PAYOUT), 'address'],
	[WITHDRAWAL, WITHDRAWALS, { ...queried(WITHDRAWAL), ...WITHDRAWAL.required }, 'to_address'],
] as const)('a $kind', (sample, path, record, recipient) => {
	const callback = allFields(sample);

	it.each<[string, JsonObject, JsonObject, number]>([
		['all is the same', {}, {}, CONFIRMED],
		['the amount is another', { amount: '1' }, {}, CONTRADICTED],
		['the currency is another', { currency: 'BTC' }, {}, CONTRADICTED],
		['the memo is another', { memo: '1' }, {}, CONTRADICTED],
		['the remark is another', { remark: 'another' }, {}, CONTRADICTED],
		[
			'the reference is in another case',
			{ third_party_id: 'C9231E' },
			{ third_party_id: 'c9231e' },
			CONTRADICTED,
		],
		[
			'the reference has a leading zero',
			{ third_party_id: '07' },
			{ third_party_id: '7' },
			CONTRADICTED,
		],
		['the recipient is another', {}, { [recipient]: `0x${'1'.repeat(40)}` }, CONTRADICTED],
		['the payment failed', {}, { status: 7 }, CONTRADICTED],
		['the payment was rejected', {}, { status: 4 }, CONTRADICTED],
		['the payment is still to be approved', {}, { status: 0, txid: null }, UNCONFIRMED],
		['the payment is still to be signed', {}, { status: 5, txid: null }, UNCONFIRMED],
		['the payment is on its way', {}, { status: 1, txid: null }, UNCONFIRMED],
		['the hash is still missing', {}, { txid: null }, UNCONFIRMED],
		['the amount is missing', {}, { amount: undefined }, UNCONFIRMED],
		['the recipient is missing', {}, { [recipient]: '' }, UNCONFIRMED],
		['a rejected one has no hash', { status: 4, txid: '' }, { status: 4, txid: null }, CONFIRMED],
	])('%s', async (_, change, changedRecord, status) => {
		const told = await confirm(
			{ ...callback, ...change },
			{ [path]: { ...record, ...changedRecord } },
		);
		expect(told.status).toBe(status);
	});

	it.each([
		['E0014', CONTRADICTED],
		['E0015', CONTRADICTED],
		['E0001', UNCONFIRMED],
		[undefined, UNCONFIRMED],
	])('that Cregis answers %p', async (answer, status) => {
		expect(await confirm(callback, { [path]: answer })).toMatchObject({ status });
	});

	it("has no fee of the callback's", async () => {
		const { item } = await confirm({ ...callback, fee: '9' }, { [path]: record });
		expect(item).not.toHaveProperty('fee');
	});
});

it("a payout has Cregis's payer, whatever the callback says", async () => {
	const forged = { ...allFields(PAYOUT), from_address: '0xforgedforged' };
	const record = { ...queried(PAYOUT), from_address: '0xF' };
	expect((await confirm(forged, { [PAYOUTS]: record })).item).toMatchObject({
		from_address: '0xF',
	});
});

describe('a payout that Cregis asks about', () => {
	const callback = allFields(VERIFICATION);
	const { to_address, ...rest } = queried(VERIFICATION);
	const common = { ...rest, currency: 'USDT', status: 0, txid: null };
	const { from_address } = callback;
	const payout = { ...common, from_address, address: to_address };
	const withdrawal = { ...common, from_address, to_address };

	it.each<[string, JsonObject, Surroundings['records'], number]>([
		['a payout', {}, { [PAYOUTS]: payout }, CONFIRMED],
		['a withdrawal', {}, { [PAYOUTS]: 'E0014', [WITHDRAWALS]: withdrawal }, CONFIRMED],
		['neither', {}, { [PAYOUTS]: 'E0014', [WITHDRAWALS]: 'E0014' }, CONTRADICTED],
		[
			'another amount',
			{ amount: '1' },
			{ [PAYOUTS]: payout, [WITHDRAWALS]: 'E0014' },
			CONTRADICTED,
		],
		[
			'another payer',
			{ from_address: to_address },
			{ [PAYOUTS]: payout, [WITHDRAWALS]: 'E0014' },
			CONTRADICTED,
		],
		['not known, as the payouts were not read', {}, { [WITHDRAWALS]: 'E0014' }, UNCONFIRMED],
		['not known, as the withdrawals were not read', {}, { [PAYOUTS]: 'E0014' }, UNCONFIRMED],
	])('is %s', async (_, change, records, status) => {
		expect(await confirm({ ...callback, ...change }, records)).toMatchObject({ status });
	});

	it('says what differs, rather than that there is no withdrawal of this ID', async () => {
		const records = { [PAYOUTS]: payout, [WITHDRAWALS]: 'E0014' };
		expect((await confirm({ ...callback, amount: '1' }, records)).text).toContain("'amount'");
	});
});

describe('an order', () => {
	const HASHES = { first: `0x${'1'.repeat(64)}`, second: `0x${'2'.repeat(64)}` };

	const payment = (tx_id: string, pay_amount: string): JsonObject => ({
		payment_address: ORDER_DATA.payment_address,
		from_address: '0xPayer',
		receive_amount: '12.86',
		receive_currency: 'USDT',
		pay_amount,
		pay_currency: 'USDT',
		exchange_rate: '0.1286',
		tx_id,
		blockchain: 'ETH',
		token_name: 'USDT-ERC20',
	});

	const first = payment(HASHES.first, '12.86');
	const part = payment(HASHES.first, '2');
	const rest = payment(HASHES.second, '10.86');

	/** An order's record (api.md §1.2). */
	const record = (status: string, payments: JsonObject[], change: JsonObject = {}): JsonObject => ({
		...without(ORDER_DATA, 'tx_id', 'pay_amount', 'pay_currency'),
		payer_email: null,
		status,
		payment_detail: payments.length > 0 ? payments : null,
		refund_data: null,
		refund_requested: 'no',
		...change,
	});

	const callback = (event_type: string, change: JsonObject = {}): JsonObject => ({
		...ORDER.required,
		event_type,
		data: { ...ORDER_DATA, status: event_type, tx_id: HASHES.first, ...change },
	});

	const partly = { pay_amount: '2', status: 'paid_partial' };
	const toppedUp = {
		pay_amount: '2',
		status: 'paid',
		additional_pay_amount: '10.86',
		additional_pay_currency: 'USDT',
		additional_payment_address: ORDER_DATA.payment_address,
		additional_payment_tx_id: HASHES.second,
	};
	const unpaid = Object.keys(ORDER_DATA).filter((name) =>
		/^(pay_|receive_|exchange|payment_|tx_)/.test(name),
	);
	const expired = {
		...Object.fromEntries(unpaid.map((name) => [name, ''])),
		tx_id: '',
		status: 'expired',
	};

	const REFUND_DATA: JsonObject = {
		refund_id: 77,
		cregis_id: ORDER_DATA.cregis_id,
		recipient_address: `0x${'3'.repeat(40)}`,
		token: 'USDT-ERC20',
		refund_amount: '12.86',
		refund_fee: '0.1',
		actual_refund_amount: '12.76',
		type: 2,
		refund_status: 1,
		refund_tx_id: HASHES.second,
	};
	const REFUND: JsonObject = {
		status: 'canceled',
		refund_id: '77',
		refund_address: REFUND_DATA.recipient_address,
		refund_currency: 'USDT-ERC20',
		refund_amount: '12.86',
		refund_fee: '0.1',
		actual_refund_amount: '12.76',
		type: 1,
		refund_status: 1,
		refund_tx_id: HASHES.second,
	};
	const refundRecord = (change: JsonObject = {}) =>
		record('canceled', [first], { refund_data: { ...REFUND_DATA, ...change } });

	it.each<[string, JsonObject, JsonObject | string | undefined, number]>([
		['paid', callback('paid'), record('paid', [first]), CONFIRMED],
		['paid, and refunded since', callback('paid'), record('canceled', [first]), CONFIRMED],
		['paid, where Cregis is behind', callback('paid'), record('new', []), UNCONFIRMED],
		['paid, where the payment is listed later', callback('paid'), record('paid', []), UNCONFIRMED],
		['paid, by another payment', callback('paid'), record('paid', [rest]), UNCONFIRMED],
		[
			'paid, where it was a part',
			callback('paid', { pay_amount: '2' }),
			record('paid_partial', [part]),
			CONTRADICTED,
		],
		['paid, where it expired', callback('paid'), record('expired', []), CONTRADICTED],
		[
			'paid, without a hash',
			callback('paid', { tx_id: null }),
			record('paid', [first]),
			UNCONFIRMED,
		],
		[
			'paid, without a hash on either side',
			callback('paid', { tx_id: undefined }),
			record('paid', [without(first, 'tx_id')]),
			UNCONFIRMED,
		],
		[
			'paid, another amount',
			callback('paid', { pay_amount: '12.87' }),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'paid, another amount due',
			callback('paid', { receive_amount: '1286' }),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'paid, another currency',
			callback('paid', { pay_currency: 'BTC' }),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'paid, another order number',
			callback('paid', { order_id: 'x' }),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'paid, by another payer',
			callback('paid', { payer_id: 'p_002' }),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'paid, at an address of nobody',
			callback('paid', { payment_address: `0x${'9'.repeat(40)}` }),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'paid in its status only',
			callback('paid_partial', { ...partly, status: 'paid' }),
			record('paid_partial', [part]),
			UNCONFIRMED,
		],
		['paid in part', callback('paid_partial', partly), record('paid_partial', [part]), CONFIRMED],
		[
			'paid in part, and topped up since',
			callback('paid_partial', partly),
			record('paid', [part, rest]),
			CONFIRMED,
		],
		[
			'paid in part, where it was paid at once',
			callback('paid_partial'),
			record('paid', [first]),
			CONTRADICTED,
		],
		['overpaid', callback('paid_over'), record('paid_over', [first]), CONFIRMED],
		['overpaid, where it was paid', callback('paid_over'), record('paid', [first]), CONTRADICTED],
		['topped up', callback('paid_remain', toppedUp), record('paid', [part, rest]), CONFIRMED],
		[
			'topped up, the payments listed the other way',
			callback('paid_remain', toppedUp),
			record('paid', [rest, part]),
			CONFIRMED,
		],
		[
			'topped up, named by its own hash alone',
			callback('paid_remain', { pay_amount: '10.86', status: 'paid', tx_id: HASHES.second }),
			record('paid', [part, rest]),
			CONFIRMED,
		],
		[
			'topped up, more than it was',
			callback('paid_remain', { ...toppedUp, additional_pay_amount: '1000' }),
			record('paid', [part, rest]),
			CONTRADICTED,
		],
		[
			'topped up, at another address',
			callback('paid_remain', { ...toppedUp, additional_payment_address: `0x${'9'.repeat(40)}` }),
			record('paid', [part, rest]),
			CONTRADICTED,
		],
		[
			'topped up, in another currency',
			callback('paid_remain', { ...toppedUp, additional_pay_currency: 'BTC' }),
			record('paid', [part, rest]),
			CONTRADICTED,
		],
		[
			'topped up, by a payment not listed yet',
			callback('paid_remain', toppedUp),
			record('paid_partial', [part]),
			UNCONFIRMED,
		],
		[
			'topped up, by a payment of nobody',
			callback('paid_remain', { ...toppedUp, additional_payment_tx_id: 'x' }),
			record('paid', [part, rest]),
			UNCONFIRMED,
		],
		[
			'topped up, by its only payment',
			callback('paid_remain', { status: 'paid', additional_payment_tx_id: HASHES.first }),
			record('paid', [first]),
			UNCONFIRMED,
		],
		['expired', callback('expired', expired), record('expired', []), CONFIRMED],
		[
			'expired, where it was paid',
			callback('expired', expired),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'expired, where Cregis is behind',
			callback('expired', expired),
			record('new', []),
			UNCONFIRMED,
		],
		[
			'expired, for another amount',
			callback('expired', { ...expired, order_amount: '1' }),
			record('expired', []),
			CONTRADICTED,
		],
		['refunded', callback('refunded', REFUND), refundRecord(), CONFIRMED],
		[
			'refunded, where it is under way',
			callback('refunded', REFUND),
			refundRecord({ refund_status: 0, refund_tx_id: null }),
			UNCONFIRMED,
		],
		[
			'refunded, where it failed',
			callback('refunded', REFUND),
			refundRecord({ refund_status: 2 }),
			CONTRADICTED,
		],
		[
			'refunded, told while it was under way',
			callback('refunded', { ...REFUND, refund_status: '0', refund_tx_id: '' }),
			refundRecord(),
			CONFIRMED,
		],
		[
			'refunded, without a status',
			callback('refunded', { ...REFUND, refund_status: '' }),
			refundRecord(),
			UNCONFIRMED,
		],
		[
			'refunded, another amount',
			callback('refunded', { ...REFUND, refund_amount: '13' }),
			refundRecord(),
			CONTRADICTED,
		],
		[
			'refunded, another amount sent',
			callback('refunded', { ...REFUND, actual_refund_amount: '13' }),
			refundRecord(),
			CONTRADICTED,
		],
		[
			'refunded, to another address',
			callback('refunded', { ...REFUND, refund_address: `0x${'9'.repeat(40)}` }),
			refundRecord(),
			CONTRADICTED,
		],
		[
			'refunded, in another coin',
			callback('refunded', { ...REFUND, refund_currency: 'USDT-TRC20' }),
			refundRecord(),
			CONTRADICTED,
		],
		[
			'refunded in part, where it was in full',
			callback('refunded', { ...REFUND, type: 0 }),
			refundRecord(),
			CONTRADICTED,
		],
		[
			'refunded in part',
			callback('refunded', { ...REFUND, type: '0' }),
			refundRecord({ type: 1 }),
			CONFIRMED,
		],
		[
			'refunded, another refund',
			callback('refunded', { ...REFUND, refund_id: '78' }),
			refundRecord(),
			UNCONFIRMED,
		],
		[
			'refunded, without an ID',
			callback('refunded', { ...REFUND, refund_id: null }),
			refundRecord(),
			UNCONFIRMED,
		],
		[
			'refunded, without an ID on either side',
			callback('refunded', { ...REFUND, refund_id: undefined }),
			refundRecord({ refund_id: undefined }),
			UNCONFIRMED,
		],
		[
			'refunded, where no refund is listed',
			callback('refunded', REFUND),
			record('paid', [first]),
			UNCONFIRMED,
		],
		[
			'paid, with a refund that never was',
			callback('paid', { refund_id: '1', refund_amount: '5' }),
			record('paid', [first]),
			UNCONFIRMED,
		],
		[
			'paid, with the ID of a refund, which would pass for another event',
			callback('paid', { refund_id: '77' }),
			refundRecord(),
			UNCONFIRMED,
		],
		[
			'paid, with the hash of a top-up, which would pass for another event',
			callback('paid', { pay_amount: '2', additional_payment_tx_id: HASHES.second }),
			record('paid', [part, rest]),
			UNCONFIRMED,
		],
		[
			'paid, with its hash in another case, which would pass for another event',
			callback('paid', { tx_id: `0x${'A'.repeat(64)}` }),
			record('paid', [payment(`0x${'a'.repeat(64)}`, '12.86')]),
			UNCONFIRMED,
		],
		[
			'of a type that nobody knows',
			callback('disputed', { status: 'paid' }),
			record('paid', [first]),
			UNCONFIRMED,
		],
		[
			'of a type that objects have',
			callback('constructor', { status: 'paid' }),
			record('paid', [first]),
			UNCONFIRMED,
		],
		[
			'of a status that nobody knows',
			callback('paid', { status: 'held' }),
			record('paid', [first]),
			UNCONFIRMED,
		],
		[
			'of a status that nobody knows at Cregis',
			callback('paid'),
			record('held', [first]),
			UNCONFIRMED,
		],
		['that does not exist', callback('paid'), 'E0024', CONTRADICTED],
		['that could not be asked about', callback('paid'), undefined, UNCONFIRMED],
		[
			'whose amount is a list',
			callback('paid', { pay_amount: ['12.86'] }),
			record('paid', [first]),
			CONTRADICTED,
		],
	])('%s', async (_, told, data, status) => {
		const { status: found, text, item } = await confirm(told, { [ORDERS]: data });
		expect({ status: found, starts: item !== undefined, text }).toMatchObject({
			status,
			starts: status === CONFIRMED,
		});
	});

	it("has Cregis's payer, whatever the callback says", async () => {
		const forged = callback('paid', { from_address: '0xForged', fee: '9' });
		const { item } = await confirm(forged, { [ORDERS]: record('paid', [first]) });
		expect(item).toMatchObject({ from_address: '0xPayer' });
		expect(item).not.toHaveProperty('fee');
	});

	it('names no value of the callback or the record in its reason', async () => {
		const told = callback('paid', { pay_amount: '987654' });
		const { text } = await confirm(told, { [ORDERS]: record('paid', [first]) });
		expect(text).toBe("'pay_amount' doesn't match Cregis's record");
	});
});

it.each([[undefined], [null], ['']])(
	"an expression that comes to %p doesn't switch 'Confirm With Cregis' off",
	async (confirms) => {
		const parameters = { options: { confirm: confirms } };
		const { status, asked } = await deliver(allFields(DEPOSIT), { parameters });
		expect({ status, asked }).toEqual({ status: UNCONFIRMED, asked: [TRADES] });
	},
);
