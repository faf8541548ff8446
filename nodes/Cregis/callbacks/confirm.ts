/** Asks Cregis whether what a callback says is so: its signature holds for whoever has the key. */
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
	/** What to ask for, from the callback's own fields. */
	ask: (callback: JsonObject) => JsonObject;
	/** Compares the callback with the data of the answer. */
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

/** api.md §2.15, §2.9, §2.11 and §1.2. Where one of several confirms, the event is confirmed. */
const INQUIRIES: Record<CallbackKind['name'], Inquiry[]> = {
	deposit: [{ ...TRADES, check: checkDeposit }],
	payout: [{ ...PAYOUTS, check: checkPayout }],
	withdrawal: [{ ...WITHDRAWALS, check: checkWithdrawal }],
	// Cregis asks about both (webhooks.md §6), and doesn't say which it is.
	verification: [
		{ ...PAYOUTS, check: checkPayoutQuestion },
		{ ...WITHDRAWALS, check: checkWithdrawal },
	],
	order: [{ ...ORDERS, check: checkOrder }],
};

/** Codes that mean that Cregis has no such record. */
const UNKNOWN_THERE = ['E0014', 'E0015', 'E0024'];

const UNKNOWN = contradicted('Cregis has no record of this');

const NOT_ASKED = "The trigger couldn't ask Cregis to confirm this";

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

/** Fields that no callback is believed about: Cregis has them in its records alone. */
const RECORDED_ONLY = ['from_address', 'fee'];

/** The fields of an event, with what Cregis's record alone can tell. */
export function withRecord(fields: JsonObject, record: JsonObject): JsonObject {
	const own = { ...fields };
	for (const name of RECORDED_ONLY) delete own[name];
	// A memo tells whom a deposit is for: one that was left out counts as well.
	for (const name of [...RECORDED_ONLY, 'memo']) {
		if (text(record, name) !== '') own[name] = record[name];
	}
	return own;
}

/** Asks Cregis by the callback's own ID, and compares all that its record and the callback have in common. */
async function confirmation(
	context: IWebhookFunctions,
	{ kind, fields }: CregisEvent,
): Promise<Confirmation> {
	let found: Confirmation = UNKNOWN;
	for (const inquiry of INQUIRIES[kind]) {
		const next = await inquire(context, inquiry, fields);
		// What differs tells more than that there is nothing of the other kind.
		if (next !== UNKNOWN) found = next;
		// What can't be confirmed here may be so: no other answer settles it.
		if (next.result !== 'contradicted') break;
	}
	return found;
}

/**
 * Asks Cregis whether it knows of an event.
 *
 * @returns Cregis's record of it, under the callback's names
 * @throws CallbackRefusal with 401 if Cregis says otherwise, or 503 if it can't tell
 */
export async function requireConfirmation(
	context: IWebhookFunctions,
	event: CregisEvent,
): Promise<JsonObject> {
	const found = await confirmation(context, event);
	if (found.result === 'confirmed') return found.record;
	throw new CallbackRefusal(found.result === 'contradicted' ? 401 : 503, found.reason);
}
