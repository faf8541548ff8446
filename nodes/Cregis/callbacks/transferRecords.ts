/** Checks deposits, payouts and withdrawals against Cregis's records (api.md §2.15, §2.9 and §2.11). */
import { rowsOf } from '../protocol/envelope';
import type { JsonObject } from '../protocol/losslessJson';
import { findDifference, hasSame, text } from './compare';
import {
	contradicted,
	differs,
	isBehind,
	isMissing,
	isUnlisted,
	type Evidence,
} from './confirmation';

const COIN_AND_AMOUNT = ['chain_id', 'token_id', 'currency', 'amount', 'memo'];
const REFERENCE = ['third_party_id', 'remark'];

/** Compares the status. A record without a final status is behind the callback. */
function checkStatus(callback: JsonObject, record: JsonObject, finalStatuses: string[]) {
	if (text(callback, 'status') === '' || hasSame(callback, record, 'status')) return undefined;
	if (text(record, 'status') === '') return isMissing('status');
	return finalStatuses.includes(text(record, 'status')) ? differs('status') : isBehind('status');
}

/** The direction and purpose of a deposit's trade. Some rows don't have these fields (api.md §2.15). */
const DEPOSIT_TRADE: JsonObject = { trade_type: '1', business_type: '3' };

const isDepositTrade = (row: JsonObject) =>
	Object.keys(DEPOSIT_TRADE).every(
		(name) => text(row, name) === '' || hasSame(row, DEPOSIT_TRADE, name),
	);

export function checkDeposit(callback: JsonObject, data: JsonObject): Evidence {
	const rows = rowsOf(data, 'rows').filter((each) => hasSame(each, callback, 'cid'));
	// Both sides of a transfer within the project may have the same cid.
	const row = rows.find(isDepositTrade) ?? rows[0];
	if (!row) return { record: {}, unproven: isUnlisted('deposit') };
	const record = { ...row, address: row.to_address };
	const unproven = isDepositTrade(row)
		? (findDifference(callback, record, [...COIN_AND_AMOUNT, 'address']) ??
			checkStatus(callback, record, ['1', '2']) ??
			findDifference(callback, record, ['txid']))
		: contradicted("Cregis's record of this 'cid' isn't a deposit");
	return { record, unproven };
}

const FINAL_STATUSES = ['2', '3', '4', '6', '7'];

function checkPayment(callback: JsonObject, record: JsonObject, addresses: string[]): Evidence {
	const unproven =
		findDifference(callback, record, [...REFERENCE, ...COIN_AND_AMOUNT, ...addresses]) ??
		checkStatus(callback, record, FINAL_STATUSES) ??
		findDifference(callback, record, ['txid']);
	return { record, unproven };
}

/** A genuine payout callback contains only the recipient's address, and not the payer's. */
export const checkPayout = (callback: JsonObject, record: JsonObject) =>
	checkPayment(callback, record, ['address']);

export const checkWithdrawal = (callback: JsonObject, record: JsonObject) =>
	checkPayment(callback, record, ['from_address', 'to_address']);

/** The question about a payout has the fields of a withdrawal (webhooks.md §6). */
export const checkPayoutQuestion = (callback: JsonObject, record: JsonObject) =>
	checkWithdrawal(callback, { ...record, to_address: record.address });
