/** Confirms a callback with Cregis, because anyone who has the key can create a valid signature. */
import type { IWebhookFunctions } from 'n8n-workflow';
import type { CallbackKind } from '../protocol/callbackKinds';
import { ENDPOINTS } from '../protocol/endpoints';
import type { CregisEvent } from '../protocol/event';
import { JsonNumber, isJsonObject, type JsonObject } from '../protocol/losslessJson';
import { CregisError } from '../transport/errors';
import { requestCregis } from '../transport/request';
import { text } from './compare';
import { contradicted, unconfirmed, type Evidence, type Unproven } from './confirmation';
import { checkOrder } from './orderRecords';
import { CallbackRefusal, logRefusal } from './refusal';
import { checkDeposit, checkPayout, checkPayoutQuestion, checkWithdrawal } from './transferRecords';

type Confirmation = { result: 'confirmed'; record: JsonObject } | Unproven;

interface Inquiry {
	path: string;
	/** Returns the fields of the request, from those of the callback. */
	ask: (callback: JsonObject) => JsonObject;
	/** Compares the callback with the data of the response. */
	check: (callback: JsonObject, data: JsonObject) => Evidence;
}

const askByCid = ({ cid }: JsonObject) => ({ cid: new JsonNumber(String(cid)) });

const TRADES = { path: ENDPOINTS.trades, ask: askByCid };
const PAYOUTS = { path: ENDPOINTS.payout, ask: askByCid };
const WITHDRAWALS = { path: ENDPOINTS.withdrawal, ask: askByCid };
const ORDERS = {
	path: ENDPOINTS.order,
	ask: ({ cregis_id }: JsonObject) => ({ cregis_id }),
};

/**
 * The requests for each kind of callback (api.md §2.15, §2.9, §2.11 and §1.2). If there are several, one
 * confirmation is enough.
 */
const INQUIRIES: Record<CallbackKind['name'], Inquiry[]> = {
	deposit: [{ ...TRADES, check: checkDeposit }],
	payout: [{ ...PAYOUTS, check: checkPayout }],
	withdrawal: [{ ...WITHDRAWALS, check: checkWithdrawal }],
	// Cregis asks about payouts and withdrawals without saying which it is (webhooks.md §6).
	verification: [
		{ ...PAYOUTS, check: checkPayoutQuestion },
		{ ...WITHDRAWALS, check: checkWithdrawal },
	],
	order: [{ ...ORDERS, check: checkOrder }],
};

/** Codes for a record that doesn't exist. */
const UNKNOWN_THERE = ['E0014', 'E0015', 'E0024'];

const UNKNOWN = contradicted('Cregis has no record of this event');

const NOT_ASKED = "n8n couldn't ask Cregis to confirm this event";

async function inquire(
	context: IWebhookFunctions,
	{ path, ask, check }: Inquiry,
	callback: JsonObject,
): Promise<Confirmation> {
	try {
		const data = await requestCregis(context, { path, fields: ask(callback) });
		const { record, unproven } = check(callback, isJsonObject(data) ? data : {});
		return unproven ?? { result: 'confirmed', record };
	} catch (error) {
		const code = error instanceof CregisError ? error.httpCode : undefined;
		if (code && UNKNOWN_THERE.includes(code)) return UNKNOWN;
		logRefusal(context, `${NOT_ASKED}. ${error instanceof CregisError ? error.message : ''}`);
		return unconfirmed(NOT_ASKED);
	}
}

/** Fields that are never taken from a callback. Only Cregis's records have them. */
const RECORDED_ONLY = ['from_address', 'fee'];

/** Adds the fields that only Cregis's record can prove to those of an event. */
export function withRecord(fields: JsonObject, record: JsonObject): JsonObject {
	const own = { ...fields };
	for (const name of RECORDED_ONLY) delete own[name];
	// A memo tells who a deposit is for. If the callback omits it, it's taken from the record.
	for (const name of [...RECORDED_ONLY, 'memo']) {
		if (text(record, name) !== '') own[name] = record[name];
	}
	return own;
}

/**
 * Looks up the ID of the callback, and compares all fields that the record and the callback have in common.
 */
async function confirmation(
	context: IWebhookFunctions,
	{ kind, fields }: CregisEvent,
): Promise<Confirmation> {
	let found: Confirmation = UNKNOWN;
	for (const inquiry of INQUIRIES[kind]) {
		const next = await inquire(context, inquiry, fields);
		// A difference says more than a missing record of the other kind.
		if (next !== UNKNOWN) found = next;
		// An unconfirmed event may be genuine, and no other record can settle that.
		if (next.result !== 'contradicted') break;
	}
	return found;
}

/**
 * Confirms an event with Cregis.
 *
 * @returns Cregis's record of the event, under the callback's names
 * @throws CallbackRefusal with 401 if Cregis contradicts the event, or 503 if Cregis can't confirm it
 */
export async function requireConfirmation(
	context: IWebhookFunctions,
	event: CregisEvent,
): Promise<JsonObject> {
	const found = await confirmation(context, event);
	if (found.result === 'confirmed') return found.record;
	throw new CallbackRefusal(found.result === 'contradicted' ? 401 : 503, found.reason);
}
