import type { CallbackContent } from './callbackContent';
import type { CallbackKind } from './callbackKinds';
import type { JsonObject } from './losslessJson';
import {
	DEPOSIT_STATUSES,
	PAYOUT_STATUSES,
	REFUND_STATUSES,
	REPORTED_REFUND_TYPES,
	statusName,
} from './statuses';

/** The event of a callback that asks whether to pay (webhooks.md §6). */
export const VERIFICATION = 'payout.verification';

export interface CregisEvent {
	kind: CallbackKind['name'];
	/** Such as `payout.success`: the kind and the status. An unknown status is kept as received. */
	event: string;
	/** The same for repeated deliveries of one event, and different for different events. */
	eventId: string;
	/**
	 * The callback's fields without nonce, timestamp and signature. The fields in an order's data are at the
	 * top level.
	 */
	fields: JsonObject;
}

/** Returns the values that distinguish callbacks of the same order and event type (webhooks.md §2.4.2). */
function orderOccurrence(type: unknown, data: JsonObject): unknown[] {
	const isRefund = type === 'refunded' || data.refund_id;
	if (isRefund) return [data.refund_id || data.tx_id, data.refund_status];
	return [data.additional_payment_tx_id || data.tx_id];
}

const isEmpty = (value: unknown) => (value ?? '') === '';

/** Writes an integer in plain digits, even if it was written with a decimal point or an exponent. */
function idText(value: unknown): string {
	const text = String(value);
	const isNumber = /^\d+(?:\.\d+|(?:\.\d+)?e[+-]?\d+)$/i.test(text);
	return isNumber && Number.isSafeInteger(Number(text)) ? String(Number(text)) : text;
}

/** Joins the parts of an event ID, without the empty ones. */
export function joinId(...parts: unknown[]): string {
	return parts
		.filter((part) => !isEmpty(part))
		.map(idText)
		.join(':');
}

function ownFields(payload: JsonObject): JsonObject {
	const fields = { ...payload };
	for (const name of ['nonce', 'timestamp', 'sign']) delete fields[name];
	return fields;
}

/**
 * Fields that this package adds. Fields of the same name in a callback are removed, so that they can't be
 * mistaken for them.
 */
const REFUND_WORDS = ['typeName', 'refundStatusName'];

/**
 * Returns words for the numbers of a refund. The numbers of its type aren't the same as in an order query.
 */
function refundWords({ type, refund_status: status }: JsonObject): JsonObject {
	return {
		...((type ?? '') === '' ? {} : { typeName: statusName(REPORTED_REFUND_TYPES, type) }),
		...((status ?? '') === '' ? {} : { refundStatusName: statusName(REFUND_STATUSES, status) }),
	};
}

function orderEvent(envelope: JsonObject, order: JsonObject): CregisEvent {
	const { pid, event_name, event_type: type } = envelope;
	// Empty fields aren't signed, so anybody could add one.
	const signed = Object.entries(envelope).filter(
		([name, value]) => name !== 'data' && !isEmpty(value),
	);
	// The data's fields take precedence. Otherwise, other values than those in the data would be confirmed.
	const fields: JsonObject = {
		...Object.fromEntries(signed),
		...order,
		pid,
		event_name,
		event_type: type,
	};
	for (const name of REFUND_WORDS) delete fields[name];
	return {
		kind: 'order',
		event: `order.${String(type)}`,
		eventId: joinId('order', pid, order.cregis_id, type, ...orderOccurrence(type, order)),
		fields: { ...fields, ...(type === 'refunded' ? refundWords(order) : {}) },
	};
}

/** Describes a verified callback as an event. */
export function readEvent({ kind: { name: kind }, payload, order }: CallbackContent): CregisEvent {
	const fields = ownFields(payload);
	const { pid, cid, status } = fields;
	if (kind === 'order') return orderEvent(fields, order);
	if (kind === 'verification') {
		return { kind, event: VERIFICATION, eventId: joinId(kind, pid, cid), fields };
	}
	const statuses = kind === 'deposit' ? DEPOSIT_STATUSES : PAYOUT_STATUSES;
	return {
		kind,
		event: `${kind}.${statusName(statuses, status)}`,
		eventId: joinId(kind, pid, cid, status),
		fields,
	};
}
