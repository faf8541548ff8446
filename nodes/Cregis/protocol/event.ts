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

/** Cregis asks before it pays (webhooks.md §6). */
export const VERIFICATION = 'payout.verification';

export interface CregisEvent {
	kind: CallbackKind['name'];
	/** What happened, as `<kind>.<state>`. An unknown state is kept as received. */
	event: string;
	/** The same for every delivery of the same happening, different for each different one. */
	eventId: string;
	/** The callback's own fields, an order's data lifted to the top, without nonce, time and sign. */
	fields: JsonObject;
}

/** What tells two callbacks of one order and one event type apart (webhooks.md §2.4.2). */
function orderOccurrence(data: JsonObject): unknown[] {
	if (data.refund_id) return [data.refund_id, data.refund_status];
	return [data.additional_payment_tx_id || data.tx_id];
}

const isEmpty = (value: unknown) => (value ?? '') === '';

/** An integer that is written with a point or an exponent, as any other is written. */
function idText(value: unknown): string {
	const text = String(value);
	const isNumber = /^\d+(?:\.\d+|(?:\.\d+)?e[+-]?\d+)$/i.test(text);
	return isNumber && Number.isSafeInteger(Number(text)) ? String(Number(text)) : text;
}

function joinId(...parts: unknown[]): string {
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

/** Fields that are ours: one of Cregis's under the same name would pass for our word. */
const REFUND_WORDS = ['typeName', 'refundStatusName'];

/** Words for the numbers of a refund: its type counts otherwise here than where an order is looked up. */
function refundWords({ type, refund_status: status }: JsonObject): JsonObject {
	return {
		...((type ?? '') === '' ? {} : { typeName: statusName(REPORTED_REFUND_TYPES, type) }),
		...((status ?? '') === '' ? {} : { refundStatusName: statusName(REFUND_STATUSES, status) }),
	};
}

function orderEvent(envelope: JsonObject, order: JsonObject): CregisEvent {
	const { pid, event_type: type } = envelope;
	// What is empty isn't signed: anybody could add it, to hide what the data says.
	const signed = Object.entries(envelope).filter(
		([name, value]) => name !== 'data' && !isEmpty(value),
	);
	const fields: JsonObject = { ...order, ...Object.fromEntries(signed) };
	for (const name of REFUND_WORDS) delete fields[name];
	return {
		kind: 'order',
		event: `order.${String(type)}`,
		eventId: joinId('order', pid, order.cregis_id, type, ...orderOccurrence(order)),
		fields: { ...fields, ...(type === 'refunded' ? refundWords(order) : {}) },
	};
}

/** What a verified callback says, as an event. */
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
