/** Which callback is the result that an execution waits for. */
import { describe, expect, it } from '@jest/globals';
import { orderResult } from '../../nodes/Cregis/actions/order/result.ts';
import { paymentResult } from '../../nodes/Cregis/actions/payment.ts';

const ALWAYS = { unset: true, true: true, false: true };

const NEVER = { unset: false, true: false, false: false };

/** The payer is asked for the rest, or refunded, only where partial payments aren't accepted. */
const UNLESS_REFUSED = { unset: true, true: true, false: false };

/**
 * Whether an order's event is its result, by `accept_partial_payment` of the request; Cregis accepts them
 * where it isn't set (webhooks.md §2.4, api.md 1.1).
 */
const ORDER_EVENTS = [
	{ event: 'paid', status: 'paid', isFinal: ALWAYS },
	{ event: 'expired', status: 'expired', isFinal: ALWAYS },
	{ event: 'canceled', status: 'canceled', isFinal: ALWAYS },
	{ event: 'paid_partial', status: 'paid_partial', isFinal: UNLESS_REFUSED },
	{ event: 'paid_remain', status: 'paid', isFinal: ALWAYS },
	{ event: 'paid_remain', status: 'paid_over', isFinal: ALWAYS },
	// A top-up that still falls short.
	{ event: 'paid_remain', status: 'paid_partial', isFinal: UNLESS_REFUSED },
	// The order is paid, and whether the payer claims the excess is open.
	{ event: 'paid_over', status: 'paid_over', isFinal: ALWAYS },
	// Older names of the same.
	{ event: 'partial_paid', status: 'partial_paid', isFinal: UNLESS_REFUSED },
	{ event: 'overpaid', status: 'overpaid', isFinal: ALWAYS },
	// A refund that is being processed succeeds or fails later, whatever was refunded.
	{ event: 'refunded', status: 'paid_partial', refund_status: 0, isFinal: NEVER },
	{ event: 'refunded', status: 'paid_over', refund_status: '0', isFinal: NEVER },
	{ event: 'refunded', status: 'paid_partial', refund_status: 1, isFinal: ALWAYS },
	{ event: 'refunded', status: 'canceled', refund_status: '1', isFinal: ALWAYS },
	{ event: 'refunded', status: 'paid_partial', refund_status: 2, isFinal: ALWAYS },
	{ event: 'refunded', status: 'canceled', isFinal: ALWAYS },
	// What Cregis may add is handed on rather than held back.
	{ event: 'something_new', status: 'something_new', isFinal: ALWAYS },
];

describe.each(ORDER_EVENTS)('order.$event in status $status, refund $refund_status,', (row) => {
	const { event, isFinal, ...said } = row;

	it.each([
		['unset', {}],
		['true', { accept_partial_payment: 'true' }],
		['false', { accept_partial_payment: 'false' }],
	] as const)('where partial payments are accepted: %s', (accepted, sent) => {
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
		// What Cregis may add is handed on rather than held back.
		[8, true],
	])('in status %s is at its end: %s', (status, isFinal) => {
		expect(paymentResult.isFinal('payout.x', { status }, {})).toBe(isFinal);
	});
});
