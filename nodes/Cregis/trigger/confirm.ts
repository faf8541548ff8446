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

const isTransaction = (row: JsonObject, id: unknown) => String(row.tx_id) === String(id);

/** api.md 2.15, 2.9, 2.11 and 1.2. A payout to be verified is a payout or a withdrawal; neither has ended. */
const INQUIRIES: Record<Exclude<CallbackKind['name'], 'verification'>, Inquiry> = {
	deposit: {
		path: '/api/v1/trade/page',
		ask: byCid,
		find: (data, { cid }) => rowsOf(data, 'rows').find((row) => String(row.cid) === String(cid)),
		same: { ...TRANSFER, address: 'to_address' },
		adds: ['from_address', 'fee'],
	},
	payout: {
		path: '/api/v1/payout/query',
		ask: byCid,
		find: (data) => data,
		same: { ...TRANSFER, address: 'address' },
		adds: ['from_address'],
	},
	withdrawal: {
		path: '/api/v1/sub_address_withdrawal/info',
		ask: byCid,
		find: (data) => data,
		same: { ...TRANSFER, from_address: 'from_address', to_address: 'to_address' },
		adds: [],
	},
	order: {
		path: '/api/v2/order/info',
		ask: ({ cregis_id }) => ({ cregis_id }),
		// A callback that is pushed again may be older than the order's state: its payment is what counts.
		find: (data, { tx_id, event_type }) => {
			if (event_type === 'expired') return data.status === 'expired' ? data : undefined;
			const payment = rowsOf(data, 'payment_detail').find((row) => isTransaction(row, tx_id));
			const refund = isJsonObject(data.refund_data) ? data.refund_data : {};
			return payment && { ...refund, ...payment, ...data };
		},
		same: {
			order_id: 'order_id',
			order_amount: 'order_amount',
			order_currency: 'order_currency',
			pay_amount: 'pay_amount',
			payment_address: 'payment_address',
			refund_id: 'refund_id',
			refund_amount: 'refund_amount',
		},
		adds: ['from_address'],
	},
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

/** Asks Cregis, by the callback's own ID, and compares amount, addresses, coin, hash and state. */
export async function confirmWithCregis(
	this: IWebhookFunctions,
	payload: JsonObject,
	{ fields }: CregisEvent,
): Promise<Confirmation> {
	const kind = callbackKind(payload)?.name;
	if (!kind || kind === 'verification') return { result: 'confirmed', adds: {} };
	const inquiry = INQUIRIES[kind];
	try {
		const request = { path: inquiry.path, fields: inquiry.ask(fields) };
		const data = await requestCregis.call(this, request);
		const record = isJsonObject(data) ? inquiry.find(data, fields) : undefined;
		if (record) return compare(inquiry, fields, record);
		return { result: 'contradicted', reason: 'Cregis knows nothing of this' };
	} catch (error) {
		const code = error instanceof CregisError ? error.httpCode : undefined;
		if (code && UNKNOWN_THERE.includes(code)) {
			return { result: 'contradicted', reason: 'Cregis knows nothing of this' };
		}
		return { result: 'not asked', reason: 'Cregis could not be asked to confirm this' };
	}
}
