/** What Cregis's record must contain to confirm an order. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { ORDER, ORDER_DATA } from '../support/samples.mts';
import { CONFIRMED, CONTRADICTED, ORDERS, UNCONFIRMED, confirm, without } from './confirming.mts';

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
		["paid, if Cregis's record is behind", callback('paid'), record('new', []), UNCONFIRMED],
		["paid, if the payment isn't listed yet", callback('paid'), record('paid', []), UNCONFIRMED],
		['paid, by another payment', callback('paid'), record('paid', [rest]), UNCONFIRMED],
		[
			'paid, if it was a partial payment',
			callback('paid', { pay_amount: '2' }),
			record('paid_partial', [part]),
			CONTRADICTED,
		],
		['paid, if it expired', callback('paid'), record('expired', []), CONTRADICTED],
		[
			'paid, another amount, but the right one beside the data',
			{ ...callback('paid', { pay_amount: '12.87' }), pay_amount: '12.86' },
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'paid, another order, but the right one beside the data',
			{ ...callback('paid', { order_id: 'x' }), order_id: ORDER_DATA.order_id },
			record('paid', [first]),
			CONTRADICTED,
		],
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
			'paid, at an unknown address',
			callback('paid', { payment_address: `0x${'9'.repeat(40)}` }),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'paid, with the status of an expired order',
			callback('paid', { status: 'expired' }),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'paid, without a status',
			callback('paid', { status: '' }),
			record('paid', [first]),
			CONFIRMED,
		],
		[
			'paid according to its status only',
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
			'paid in part, if it was paid in full',
			callback('paid_partial'),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			'paid in part, if it was overpaid at once',
			callback('paid_partial'),
			record('paid_over', [first]),
			CONTRADICTED,
		],
		['overpaid', callback('paid_over'), record('paid_over', [first]), CONFIRMED],
		[
			'overpaid, if it was paid exactly',
			callback('paid_over'),
			record('paid', [first]),
			CONTRADICTED,
		],
		['topped up', callback('paid_remain', toppedUp), record('paid', [part, rest]), CONFIRMED],
		[
			'topped up, with the payments in the other order',
			callback('paid_remain', toppedUp),
			record('paid', [rest, part]),
			CONFIRMED,
		],
		[
			'topped up, identified only by its own hash',
			callback('paid_remain', { pay_amount: '10.86', status: 'paid', tx_id: HASHES.second }),
			record('paid', [part, rest]),
			CONFIRMED,
		],
		[
			'topped up, with a larger amount',
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
			'topped up, by an unknown payment',
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
			'expired, if it was paid',
			callback('expired', expired),
			record('paid', [first]),
			CONTRADICTED,
		],
		[
			"expired, if Cregis's record is behind",
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
			'refunded, if the refund is being processed',
			callback('refunded', REFUND),
			refundRecord({ refund_status: 0, refund_tx_id: null }),
			UNCONFIRMED,
		],
		[
			'refunded, if the refund failed',
			callback('refunded', REFUND),
			refundRecord({ refund_status: 2 }),
			CONTRADICTED,
		],
		[
			'refunded, reported while it was being processed',
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
			'refunded in part, if it was in full',
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
			'refunded, if no refund is listed',
			callback('refunded', REFUND),
			record('paid', [first]),
			UNCONFIRMED,
		],
		[
			"paid, with a refund that doesn't exist",
			callback('paid', { refund_id: '1', refund_amount: '5' }),
			record('paid', [first]),
			UNCONFIRMED,
		],
		[
			'paid, with the ID of a refund, which would look like another event',
			callback('paid', { refund_id: '77' }),
			refundRecord(),
			UNCONFIRMED,
		],
		[
			'paid, with the hash of a top-up, which would look like another event',
			callback('paid', { pay_amount: '2', additional_payment_tx_id: HASHES.second }),
			record('paid', [part, rest]),
			UNCONFIRMED,
		],
		[
			'paid, with its hash in another letter case, which would look like another event',
			callback('paid', { tx_id: `0x${'A'.repeat(64)}` }),
			record('paid', [payment(`0x${'a'.repeat(64)}`, '12.86')]),
			UNCONFIRMED,
		],
		[
			'of an unknown type',
			callback('disputed', { status: 'paid' }),
			record('paid', [first]),
			UNCONFIRMED,
		],
		[
			'of a type that is a property of every object',
			callback('constructor', { status: 'paid' }),
			record('paid', [first]),
			UNCONFIRMED,
		],
		[
			'of an unknown status',
			callback('paid', { status: 'held' }),
			record('paid', [first]),
			UNCONFIRMED,
		],
		['of an unknown status at Cregis', callback('paid'), record('held', [first]), UNCONFIRMED],
		['that does not exist', callback('paid'), 'E0024', CONTRADICTED],
		["that Cregis doesn't respond about", callback('paid'), undefined, UNCONFIRMED],
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

	it('takes the payer from Cregis, whatever the callback says', async () => {
		const forged = callback('paid', { from_address: '0xForged', fee: '9' });
		const { item } = await confirm(forged, { [ORDERS]: record('paid', [first]) });
		expect(item).toMatchObject({ from_address: '0xPayer' });
		expect(item).not.toHaveProperty('fee');
	});

	it.each<[reason: string, told: JsonObject, data: JsonObject]>([
		["'event_type' doesn't match Cregis's record", callback('paid'), record('expired', [])],
		[
			"'event_type' doesn't match Cregis's record",
			callback('paid_partial'),
			record('paid', [first]),
		],
		[
			"Cregis's record doesn't show the 'event_type' of this callback yet",
			callback('paid'),
			record('new', []),
		],
		[
			"'status' doesn't match Cregis's record",
			callback('paid', { status: 'expired' }),
			record('paid', [first]),
		],
		[
			"Cregis's record doesn't show the 'status' of this callback yet",
			callback('paid', { status: 'held' }),
			record('paid', [first]),
		],
		["Cregis's record has an unknown 'status'", callback('paid'), record('held', [first])],
		["Cregis doesn't list this payment yet", callback('paid'), record('paid', [])],
		[
			"Cregis doesn't list this payment yet",
			callback('paid_remain', { ...toppedUp, additional_payment_tx_id: 'x' }),
			record('paid', [part, rest]),
		],
		[
			"Cregis doesn't list this payment yet",
			callback('paid_remain', { status: 'paid', additional_payment_tx_id: HASHES.first }),
			record('paid', [first]),
		],
		[
			"Cregis doesn't list this refund yet",
			callback('refunded', REFUND),
			refundRecord({ refund_id: 78 }),
		],
		[
			"Cregis's record has no 'tx_id' to compare with",
			callback('refunded', { ...expired, ...REFUND, tx_id: HASHES.second }),
			refundRecord(),
		],
		[
			"The callback has no 'refund_status'",
			callback('refunded', { ...REFUND, refund_status: null }),
			refundRecord(),
		],
		[
			"Cregis's record doesn't show the 'refund_status' of this callback yet",
			callback('refunded', REFUND),
			refundRecord({ refund_status: 0 }),
		],
		[
			"Cregis's record doesn't show the 'refund_status' of this callback yet",
			callback('refunded', REFUND),
			refundRecord({ refund_status: null }),
		],
		[
			"'refund_status' doesn't match Cregis's record",
			callback('refunded', REFUND),
			refundRecord({ refund_status: 2 }),
		],
		[
			"Cregis's record can't confirm an order event of this type",
			callback('canceled'),
			record('canceled', [first]),
		],
	])('that is not confirmed says why: %s', async (reason, told, data) => {
		const { text } = await confirm(told, { [ORDERS]: data });
		expect(text.split('. ')[0]).toBe(reason);
	});

	const OTHER_ADDRESS = `0x${'9'.repeat(40)}`;

	it.each<[name: string, value: string]>([
		['cregis_id', 'po1'],
		['order_id', 'another'],
		['order_amount', '101'],
		['order_currency', 'USD'],
		['payer_id', 'p_002'],
		['payer_name', 'Bob'],
		['payer_email', 'bob@example.com'],
		['remark', 'another'],
		['pay_amount', '1'],
		['pay_currency', 'BTC'],
		['payment_address', OTHER_ADDRESS],
		['receive_amount', '1'],
		['receive_currency', 'BTC'],
		['exchange_rate', '1'],
	])('that was paid is compared by its %s', async (name, value) => {
		const payer = { payer_name: 'Ann', payer_email: 'ann@example.com' };
		const records = { [ORDERS]: record('paid', [first], payer) };
		const { status, text } = await confirm(callback('paid', { [name]: value }), records);
		expect([status, text]).toEqual([CONTRADICTED, `'${name}' doesn't match Cregis's record`]);
	});

	it.each<[name: string, value: unknown]>([
		['refund_amount', '1'],
		['refund_fee', '1'],
		['actual_refund_amount', '1'],
		['refund_currency', 'BTC'],
		['refund_address', OTHER_ADDRESS],
		['refund_tx_id', HASHES.first],
		['type', 0],
	])('that was refunded is compared by its %s', async (name, value) => {
		const told = callback('refunded', { ...REFUND, [name]: value });
		const { status, text } = await confirm(told, { [ORDERS]: refundRecord() });
		expect([status, text]).toEqual([CONTRADICTED, `'${name}' doesn't match Cregis's record`]);
	});

	it.each<[name: string, value: string]>([
		['additional_pay_amount', '1'],
		['additional_pay_currency', 'BTC'],
		['additional_payment_address', OTHER_ADDRESS],
	])('that was topped up is compared by its %s', async (name, value) => {
		const told = callback('paid_remain', { ...toppedUp, [name]: value });
		const { status, text } = await confirm(told, { [ORDERS]: record('paid', [part, rest]) });
		expect([status, text]).toEqual([CONTRADICTED, `'${name}' doesn't match Cregis's record`]);
	});

	it.each(['paid_partial', 'paid', 'paid_over', 'canceled'])(
		'that was topped up can be %s since',
		async (status) => {
			const told = callback('paid_remain', { ...toppedUp, status: 'paid_partial' });
			const records = { [ORDERS]: record(status, [part, rest]) };
			expect(await confirm(told, records)).toMatchObject({ status: CONFIRMED });
		},
	);

	/** Which statuses can follow one, and which say that Cregis's record is behind (webhooks.md §2.4.1). */
	const STATUSES = ['new', 'expired', 'paid_partial', 'paid', 'paid_over', 'canceled'];
	it.each<[then: string, later: string[], earlier: string[]]>([
		['new', STATUSES, []],
		['expired', ['expired'], ['new']],
		['paid_partial', ['paid_partial', 'paid', 'paid_over', 'canceled'], ['new']],
		['paid', ['paid', 'canceled'], ['new', 'paid_partial']],
		['paid_over', ['paid_over', 'canceled'], ['new', 'paid_partial']],
		['canceled', ['canceled'], ['new', 'paid_partial', 'paid', 'paid_over']],
	])('whose callback says %s can be %j since, and not yet %j', async (then, later, earlier) => {
		const told = callback('refunded', { ...REFUND, status: then });
		for (const now of STATUSES) {
			const records = { [ORDERS]: record(now, [first], { refund_data: REFUND_DATA }) };
			const { status } = await confirm(told, records);
			const notLater = earlier.includes(now) ? UNCONFIRMED : CONTRADICTED;
			expect([now, status]).toEqual([now, later.includes(now) ? CONFIRMED : notLater]);
		}
	});

	it('gives a reason without values of the callback or the record', async () => {
		const told = callback('paid', { pay_amount: '987654' });
		const { text } = await confirm(told, { [ORDERS]: record('paid', [first]) });
		expect(text).toBe("'pay_amount' doesn't match Cregis's record");
	});
});
