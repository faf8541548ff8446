/** Checks an order event against Cregis's record of the order (api.md §1.2). */
import { rowsOf } from '../protocol/envelope';
import { isJsonObject, type JsonObject } from '../protocol/losslessJson';
import { findDifference, hasSame, text } from './compare';
import {
	differs,
	isBehind,
	isUnlisted,
	unconfirmed,
	type Evidence,
	type Unproven,
} from './confirmation';

const ORDER = [
	'cregis_id',
	'order_id',
	'order_amount',
	'order_currency',
	'payer_id',
	'payer_name',
	'payer_email',
	'remark',
];

const PAYMENT = [
	'tx_id',
	'pay_amount',
	'pay_currency',
	'payment_address',
	'receive_amount',
	'receive_currency',
	'exchange_rate',
];

/** Maps the fields of a top-up callback to those of its payment in the record. */
const TOP_UP: Record<string, string> = {
	additional_payment_tx_id: 'tx_id',
	additional_pay_amount: 'pay_amount',
	additional_pay_currency: 'pay_currency',
	additional_payment_address: 'payment_address',
};

/** Maps the fields of a refund callback to those of its record. */
const REFUND: Record<string, string> = {
	refund_id: 'refund_id',
	refund_amount: 'refund_amount',
	refund_fee: 'refund_fee',
	actual_refund_amount: 'actual_refund_amount',
	refund_currency: 'token',
	refund_address: 'recipient_address',
	refund_tx_id: 'refund_tx_id',
	type: 'type',
};

/** Maps the refund type of a record to that of a callback. The numbers differ (quirks.md §3.1). */
const REFUND_TYPES: Record<string, string> = { 1: '0', 2: '1' };

/**
 * For each status or event, the statuses that the order can have afterwards. A callback that is resent may be
 * older than the record (webhooks.md §2.4.1).
 */
const STATUSES_AFTER = new Map<string, string[]>([
	['new', ['new', 'expired', 'paid', 'paid_over', 'paid_partial', 'canceled']],
	['expired', ['expired']],
	['paid', ['paid', 'canceled']],
	['paid_over', ['paid_over', 'canceled']],
	['paid_partial', ['paid_partial', 'paid', 'paid_over', 'canceled']],
	['paid_remain', ['paid_partial', 'paid', 'paid_over', 'canceled']],
	['canceled', ['canceled']],
]);

const PAYMENT_EVENTS = ['paid', 'paid_over', 'paid_partial', 'paid_remain'];
const CONFIRMABLE_EVENTS = [...PAYMENT_EVENTS, 'expired', 'refunded'];

/** The record can't prove such an event, but the event may be genuine. */
const UNCONFIRMABLE = unconfirmed(
	"Cregis's record can't confirm an order event of this type",
	"To receive it, turn off 'Confirm With Cregis' and resend the callback",
);

const canFollow = (status: string, earlier: string) =>
	STATUSES_AFTER.get(earlier)?.includes(status) ?? false;

/** Checks that the order's status in the record can follow the event and the status in the callback. */
function checkStatuses(callback: JsonObject, record: JsonObject): Unproven | undefined {
	const type = text(callback, 'event_type');
	const now = text(record, 'status');
	if (!STATUSES_AFTER.has(now)) return unconfirmed("Cregis's record has an unknown 'status'");
	// A refund may or may not change the order's status.
	if (type !== 'refunded' && !canFollow(now, type)) {
		return now === 'new' ? isBehind('event_type') : differs('event_type');
	}
	const then = text(callback, 'status');
	if (then === '' || canFollow(now, then)) return undefined;
	return canFollow(then, now) || !STATUSES_AFTER.has(then) ? isBehind('status') : differs('status');
}

/** Returns a record's fields under the callback's names. */
function renamed(names: Record<string, string>, record: JsonObject = {}): JsonObject {
	return Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [ours, record[theirs]]));
}

const only = (names: string[], record?: JsonObject) =>
	renamed(Object.fromEntries(names.map((name) => [name, name])), record);

/** Finds the payments in an order's record that a callback is about. */
function findPayments(callback: JsonObject, data: JsonObject) {
	const payments = rowsOf(data, 'payment_detail');
	const find = (tx_id: unknown) => payments.find((each) => hasSame(each, { tx_id }, 'tx_id'));
	const payment = find(callback.tx_id);
	const additional = find(callback.additional_payment_tx_id);
	return { count: payments.length, payment, additional };
}

type Payments = ReturnType<typeof findPayments>;

function checkPayments(callback: JsonObject, data: JsonObject, found: Payments) {
	const type = text(callback, 'event_type');
	const hasOwnHash = text(callback, 'additional_payment_tx_id') !== '';
	const isTopUp = type === 'paid_remain';
	if (!(isTopUp && hasOwnHash ? found.additional : found.payment)) return isUnlisted('payment');
	if (found.count > 1) return undefined;
	// A top-up is at least the second payment, and a partly paid order needs a second payment to be paid.
	if (isTopUp) return isUnlisted('payment');
	const isPaidAtOnce =
		type === 'paid_partial' && ['paid', 'paid_over'].includes(text(data, 'status'));
	return isPaidAtOnce ? differs('event_type') : undefined;
}

function checkRefund(callback: JsonObject, refund: JsonObject): Unproven | undefined {
	if (!hasSame(callback, refund, 'refund_id')) return isUnlisted('refund');
	const [then, now] = [text(callback, 'refund_status'), text(refund, 'refund_status')];
	if (then === '') return unconfirmed("The callback has no 'refund_status'");
	// 0 means processing: either the callback is older than the record, or the record is behind.
	if (then === now || then === '0') return undefined;
	return now === '0' || now === '' ? isBehind('refund_status') : differs('refund_status');
}

function checkHappening(
	callback: JsonObject,
	data: JsonObject,
	found: Payments,
	refund: JsonObject,
) {
	const type = text(callback, 'event_type');
	if (PAYMENT_EVENTS.includes(type)) return checkPayments(callback, data, found);
	return type === 'refunded' ? checkRefund(callback, refund) : undefined;
}

/**
 * Returns the additional fields of a top-up or refund. Other events have none. Otherwise, a payment event
 * that is sent again with a refund's ID or a top-up's hash would get a new `eventId` each time.
 */
function eventRecord(
	callback: JsonObject,
	{ additional }: Payments,
	refund: JsonObject,
): JsonObject {
	const type = text(callback, 'event_type');
	if (type === 'paid_remain') return renamed(TOP_UP, additional);
	if (type !== 'refunded' || !hasSame(callback, refund, 'refund_id')) return {};
	return { ...renamed(REFUND, refund), type: REFUND_TYPES[text(refund, 'type')] };
}

export function checkOrder(callback: JsonObject, data: JsonObject): Evidence {
	if (!CONFIRMABLE_EVENTS.includes(text(callback, 'event_type'))) {
		return { record: {}, unproven: UNCONFIRMABLE };
	}
	const found = findPayments(callback, data);
	const refund = isJsonObject(data.refund_data) ? data.refund_data : {};
	const record: JsonObject = {
		...only(ORDER, data),
		...only(PAYMENT, found.payment),
		...eventRecord(callback, found, refund),
		from_address: found.payment?.from_address,
	};
	const unproven =
		checkStatuses(callback, data) ??
		checkHappening(callback, data, found, refund) ??
		findDifference(
			callback,
			record,
			Object.keys({ ...only([...ORDER, ...PAYMENT]), ...TOP_UP, ...REFUND }),
		);
	return { record, unproven };
}
