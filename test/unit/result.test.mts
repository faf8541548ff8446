/** Which callback is the result that an execution waits for. */
import { describe, expect, it } from '@jest/globals';
import { orderResult } from '../../nodes/Cregis/actions/shared/orderResult.ts';
import { paymentResult } from '../../nodes/Cregis/actions/shared/paymentResult.ts';

const ADDRESS = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48';
const CHECKSUMMED = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48';
const TOKEN = '0xdac17f958d2ee523a2206206994597c13d831ec7';

/** What was sent, as in the node's output. */
const PAYOUT = {
	cid: 1382626461605888,
	third_party_id: 'invoice-1',
	currency: `60@${TOKEN}`,
	amount: '1.5',
	to_address: ADDRESS,
};

const WITHDRAWAL = { ...PAYOUT, from_address: TOKEN };

const PAYOUT_CALLBACK = {
	cid: 1382626461605888,
	third_party_id: 'invoice-1',
	chain_id: '60',
	token_id: TOKEN,
	currency: 'USDT',
	amount: '1.5',
	address: ADDRESS,
	status: 6,
};

const { address, ...COMMON } = PAYOUT_CALLBACK;
const WITHDRAWAL_CALLBACK = { ...COMMON, from_address: TOKEN, to_address: address };

describe('a callback matches the payout', () => {
	it.each([
		['as it is', {}],
		['with the ID as text', { cid: '1382626461605888' }],
		['with zeros after the amount', { amount: '1.50' }],
		['with a checksummed address', { address: CHECKSUMMED }],
		['with a token ID in capitals', { token_id: TOKEN.replace('dac', 'dAC') }],
	])('%s', (_, said) => {
		expect(paymentResult.matches({ ...PAYOUT_CALLBACK, ...said }, PAYOUT)).toBe(true);
	});

	it("if the coin was given by its name, which the callback doesn't repeat", () => {
		const sent = { ...PAYOUT, currency: 'USDT-ERC20' };
		expect(paymentResult.matches(PAYOUT_CALLBACK, sent)).toBe(true);
	});
});

describe("a callback doesn't match the payout", () => {
	it.each([
		['by its ID', { cid: 1382626461605889 }],
		['by its reference', { third_party_id: 'invoice-2' }],
		['by its amount', { amount: '15' }],
		['by a digit far after the decimal point', { amount: '1.500000000000000001' }],
		['by its address', { address: TOKEN }],
		['by its chain', { chain_id: '2510' }],
		['by its token', { token_id: '60' }],
		['without an ID', { cid: undefined }],
		['without a reference', { third_party_id: undefined }],
		['without an amount', { amount: undefined }],
		['without an address', { address: undefined }],
		['with an invalid amount', { amount: '1,5' }],
	])('%s', (_, said) => {
		expect(paymentResult.matches({ ...PAYOUT_CALLBACK, ...said }, PAYOUT)).toBe(false);
	});
});

describe('a callback of a withdrawal', () => {
	it.each([
		['matches', {}, true],
		['matches without the address that pays', { from_address: '' }, true],
		["doesn't match by the address that pays", { from_address: ADDRESS }, false],
		["doesn't match by the recipient", { to_address: TOKEN }, false],
	])('%s', (_, said, expected) => {
		expect(paymentResult.matches({ ...WITHDRAWAL_CALLBACK, ...said }, WITHDRAWAL)).toBe(expected);
	});
});

const ORDER = {
	cregis_id: 'po1420761885130752',
	order_id: 'order-1',
	order_amount: '49.90',
	order_currency: 'USD',
};

const ORDER_CALLBACK = { ...ORDER, status: 'paid', pay_amount: '49.9', pay_currency: 'USDT' };

describe('a callback matches the order', () => {
	it.each([
		['as it is', {}],
		['without zeros after the amount', { order_amount: '49.9' }],
		['without an amount', { order_amount: undefined, order_currency: undefined }],
		['with an empty amount', { order_amount: null, order_currency: '' }],
	])('%s', (_, said) => {
		expect(orderResult.matches({ ...ORDER_CALLBACK, ...said }, ORDER)).toBe(true);
	});

	it("if Cregis didn't return the amount of the new order", () => {
		const sent = { cregis_id: ORDER.cregis_id, order_id: ORDER.order_id };
		expect(orderResult.matches(ORDER_CALLBACK, sent)).toBe(true);
	});
});

describe("a callback doesn't match the order", () => {
	it.each([
		['by its ID', { cregis_id: 'po1420761885130753' }],
		['by the order ID', { order_id: 'order-2' }],
		['by the amount', { order_amount: '4990' }],
		['by the currency', { order_currency: 'HKD' }],
		['without an order ID', { order_id: undefined }],
	])('%s', (_, said) => {
		expect(orderResult.matches({ ...ORDER_CALLBACK, ...said }, ORDER)).toBe(false);
	});
});

describe('an execution is not resumed by', () => {
	it('an order callback if it waits for a payout', () => {
		expect(orderResult.matches(ORDER_CALLBACK, PAYOUT)).toBe(false);
	});

	it('a payout callback if it waits for an order', () => {
		expect(paymentResult.matches(PAYOUT_CALLBACK, ORDER)).toBe(false);
	});

	it('any callback if nothing is known about what was sent', () => {
		expect(orderResult.matches({}, {})).toBe(false);
		expect(paymentResult.matches({}, {})).toBe(false);
	});
});

const ALWAYS = { unset: true, true: true, false: true };

const NEVER = { unset: false, true: false, false: false };

/** Only if partial payments aren't accepted, the payer is asked for the rest or refunded. */
const UNLESS_REFUSED = { unset: true, true: true, false: false };

/**
 * Whether an order's event is its result, by `accept_partial_payment` of the request. Cregis accepts them
 * if it isn't set (webhooks.md §2.4.1, api.md §1.1.4).
 */
const ORDER_EVENTS = [
	{ event: 'paid', status: 'paid', isFinal: ALWAYS },
	{ event: 'expired', status: 'expired', isFinal: ALWAYS },
	{ event: 'canceled', status: 'canceled', isFinal: ALWAYS },
	{ event: 'paid_partial', status: 'paid_partial', isFinal: UNLESS_REFUSED },
	{ event: 'paid_remain', status: 'paid', isFinal: ALWAYS },
	{ event: 'paid_remain', status: 'paid_over', isFinal: ALWAYS },
	// A top-up that isn't enough.
	{ event: 'paid_remain', status: 'paid_partial', isFinal: UNLESS_REFUSED },
	// The order is paid, even if the payer may still claim the excess.
	{ event: 'paid_over', status: 'paid_over', isFinal: ALWAYS },
	// Older names of the same events.
	{ event: 'partial_paid', status: 'partial_paid', isFinal: UNLESS_REFUSED },
	{ event: 'overpaid', status: 'overpaid', isFinal: ALWAYS },
	// A refund that is being processed succeeds or fails later, whatever was refunded.
	{ event: 'refunded', status: 'paid_partial', refund_status: 0, isFinal: NEVER },
	{ event: 'refunded', status: 'paid_over', refund_status: '0', isFinal: NEVER },
	{ event: 'refunded', status: 'paid_partial', refund_status: 1, isFinal: ALWAYS },
	{ event: 'refunded', status: 'canceled', refund_status: '1', isFinal: ALWAYS },
	{ event: 'refunded', status: 'paid_partial', refund_status: 2, isFinal: ALWAYS },
	{ event: 'refunded', status: 'canceled', isFinal: ALWAYS },
	// Events that Cregis may add resume the execution.
	{ event: 'something_new', status: 'something_new', isFinal: ALWAYS },
];

describe.each(ORDER_EVENTS)('order.$event in status $status, refund $refund_status,', (row) => {
	const { event, isFinal, ...said } = row;

	it.each([
		['unset', {}],
		['true', { accept_partial_payment: 'true' }],
		['false', { accept_partial_payment: 'false' }],
	] as const)('with partial payments accepted (%s)', (accepted, sent) => {
		expect(orderResult.isFinal(`order.${event}`, said, sent)).toBe(isFinal[accepted]);
	});
});

describe('a payout or withdrawal', () => {
	it.each([
		[0, false],
		[1, false],
		[2, true],
		[3, true],
		[4, true],
		[5, false],
		[6, true],
		[7, true],
		// Events that Cregis may add resume the execution.
		[8, true],
	])('in status %s is final: %s', (status, isFinal) => {
		expect(paymentResult.isFinal('payout.x', { status }, PAYOUT)).toBe(isFinal);
	});
});
