/** Asks Cregis whether what a callback says is so: its signature holds for whoever has the key. */
import type { IWebhookFunctions } from 'n8n-workflow';
import { CregisError } from '../errors';
import { isAtLeast } from '../protocol/amount';
import { callbackKind, type CallbackKind } from '../protocol/callbackKinds';
import type { CregisEvent } from '../protocol/event';
import { JsonNumber, isJsonObject, type JsonObject } from '../protocol/losslessJson';
import { requestCregis } from '../transport';

export type Confirmation =
	/** Cregis says the same, and this besides. */
	| { result: 'confirmed'; adds: JsonObject }
	/** Cregis knows nothing of it, or says otherwise. */
	| { result: 'contradicted'; reason: string }
	/** Cregis could not be asked. */
	| { result: 'not asked'; reason: string };

interface Inquiry {
	path: string;
	/** What to ask for, from the callback's own fields. */
	ask: (fields: JsonObject) => JsonObject;
	/** The record that the callback is about, in the data of the answer. */
	find: (data: JsonObject, fields: JsonObject) => JsonObject | undefined;
	/** The callback's fields that must be the same, and their names in the record. */
	same: Record<string, string>;
	/** What the record has and the callback lacks. */
	adds: string[];
}

const byCid = ({ cid }: JsonObject) => ({ cid: new JsonNumber(String(cid)) });

const rowsOf = (data: JsonObject, list: string) =>
	(Array.isArray(data[list]) ? data[list] : []).filter(isJsonObject);

const TRANSFER = {
	chain_id: 'chain_id',
	token_id: 'token_id',
	amount: 'amount',
	status: 'status',
	txid: 'txid',
	third_party_id: 'third_party_id',
};

/**
 * The states in which an order can be after an event. A callback that is pushed again may be older than
 * the order's state: a partial payment may have been topped up or paid back since (webhooks.md §2.4).
 */
const STATES_AFTER: Record<string, string[]> = {
	expired: ['expired'],
	paid: ['paid', 'canceled'],
	paid_over: ['paid_over', 'canceled'],
	paid_partial: ['paid_partial', 'paid', 'paid_over', 'canceled'],
	paid_remain: ['paid_partial', 'paid', 'paid_over', 'canceled'],
};

/** What an order's query has of the event: the payment, and for a refund the refund too. */
function findOrder(data: JsonObject, { event_type, tx_id, refund_id }: JsonObject) {
	const states = STATES_AFTER[String(event_type)];
	if (states && !states.includes(String(data.status))) return undefined;
	if (event_type === 'expired') return data;
	const refund = isJsonObject(data.refund_data) ? data.refund_data : {};
	const isRefunded = refund_id !== undefined && String(refund.refund_id) === String(refund_id);
	if (event_type === 'refunded' && !isRefunded) return undefined;
	const payment = rowsOf(data, 'payment_detail').find((row) => String(row.tx_id) === String(tx_id));
	return payment && { ...refund, ...payment, ...data };
}

const PAYOUT: Inquiry = {
	path: '/api/v1/payout/query',
	ask: byCid,
	find: (data) => data,
	same: { ...TRANSFER, address: 'address', to_address: 'address' },
	adds: ['from_address'],
};

const WITHDRAWAL: Inquiry = {
	path: '/api/v1/sub_address_withdrawal/info',
	ask: byCid,
	find: (data) => data,
	same: { ...TRANSFER, from_address: 'from_address', to_address: 'to_address' },
	adds: [],
};

/** api.md 2.15, 2.9, 2.11 and 1.2. Where one of several confirms, the event is confirmed. */
const INQUIRIES: Record<CallbackKind['name'], Inquiry[]> = {
	deposit: [
		{
			path: '/api/v1/trade/page',
			ask: byCid,
			find: (data, { cid }) => rowsOf(data, 'rows').find((row) => String(row.cid) === String(cid)),
			same: { ...TRANSFER, address: 'to_address' },
			adds: ['from_address', 'fee'],
		},
	],
	payout: [PAYOUT],
	withdrawal: [WITHDRAWAL],
	// Cregis asks about both (webhooks.md §6), and does not say which it is.
	verification: [PAYOUT, WITHDRAWAL],
	order: [
		{
			path: '/api/v2/order/info',
			ask: ({ cregis_id }) => ({ cregis_id }),
			find: findOrder,
			same: {
				order_id: 'order_id',
				order_amount: 'order_amount',
				order_currency: 'order_currency',
				pay_amount: 'pay_amount',
				pay_currency: 'pay_currency',
				payment_address: 'payment_address',
				refund_amount: 'refund_amount',
			},
			adds: ['from_address'],
		},
	],
};

/** Codes by which Cregis says that there is no such thing. */
const UNKNOWN_THERE = ['E0014', 'E0015', 'E0024'];

const isDecimal = (text: string) => /^\d+(\.\d+)?$/.test(text);

/** Whether two values say the same: as amounts where both are, else as text in any letter case. */
function isSame(a: string, b: string): boolean {
	if (isDecimal(a) && isDecimal(b)) return isAtLeast(a, b) && isAtLeast(b, a);
	return a.toLowerCase() === b.toLowerCase();
}

function compare(inquiry: Inquiry, fields: JsonObject, record: JsonObject): Confirmation {
	for (const [name, recordName] of Object.entries(inquiry.same)) {
		const [said, known] = [String(fields[name] ?? ''), String(record[recordName] ?? '')];
		// A trade has no reference, a callback of a payout that was rejected no transaction.
		if (said === '' || (known === '' && !(recordName in record))) continue;
		if (!isSame(said, known)) {
			return { result: 'contradicted', reason: `Cregis does not confirm the ${name}` };
		}
	}
	const added = inquiry.adds.filter((name) => !(name in fields) && name in record);
	return {
		result: 'confirmed',
		adds: Object.fromEntries(added.map((name) => [name, record[name]])),
	};
}

const UNKNOWN: Confirmation = { result: 'contradicted', reason: 'Cregis knows nothing of this' };

async function inquire(
	this: IWebhookFunctions,
	inquiry: Inquiry,
	fields: JsonObject,
): Promise<Confirmation> {
	try {
		const request = { path: inquiry.path, fields: inquiry.ask(fields) };
		const data = await requestCregis.call(this, request);
		const record = isJsonObject(data) ? inquiry.find(data, fields) : undefined;
		return record ? compare(inquiry, fields, record) : UNKNOWN;
	} catch (error) {
		const code = error instanceof CregisError ? error.httpCode : undefined;
		if (code && UNKNOWN_THERE.includes(code)) return UNKNOWN;
		return { result: 'not asked', reason: 'Cregis could not be asked to confirm this' };
	}
}

/** Asks Cregis, by the callback's own ID, and compares amount, addresses, coin, hash and state. */
export async function confirmWithCregis(
	this: IWebhookFunctions,
	payload: JsonObject,
	{ fields }: CregisEvent,
): Promise<Confirmation> {
	const kind = callbackKind(payload)?.name;
	let confirmation = UNKNOWN;
	for (const inquiry of kind ? INQUIRIES[kind] : []) {
		confirmation = await inquire.call(this, inquiry, fields);
		// What could not be asked here may be so: no other answer settles it.
		if (confirmation.result !== 'contradicted') break;
	}
	return confirmation;
}
