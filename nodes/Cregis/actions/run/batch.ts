/** Identifies the payments of a batch, so that exactly what was approved is paid. */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../../protocol/losslessJson';

/** The fields of a payment that an approval covers, by their names in Cregis's API. */
const LABELS = {
	third_party_id: 'Reference',
	currency: 'Coin',
	to_address: 'To Address',
	amount: 'Amount',
	memo: 'Memo',
	wallet_id: 'Wallet ID',
	from_address: 'From Address',
};

type Field = keyof typeof LABELS;

const FIELDS = Object.keys(LABELS) as Field[];

const SHOWN_DIFFERENCES = 20;

/** One payment of a batch. Empty if a field isn't sent, or couldn't be read. */
export type BatchRow = Record<Field, string>;

/** Returns the fields of a payment that an approval covers. */
export function batchRow({ address, ...fields }: JsonObject): BatchRow {
	const row: JsonObject = { to_address: address, ...fields };
	const entries = FIELDS.map((field) => [field, String(row[field] ?? '')]);
	return Object.fromEntries(entries) as BatchRow;
}

/**
 * Returns the ID of a batch: a SHA-256 over its payments, in their order.
 *
 * @param invalid how many are invalid. A batch to pay has none, so one with an invalid payment is never paid,
 * even if the invalid field is emptied
 */
export function batchId(rows: BatchRow[], invalid = 0): string {
	const payments = rows.map((row) => FIELDS.map((field) => row[field]));
	const text = JSON.stringify(invalid === 0 ? payments : [payments, invalid]);
	return createHash('sha256').update(text).digest('hex');
}

function changesOf(row: BatchRow, approved: BatchRow): string {
	return FIELDS.filter((field) => row[field] !== approved[field])
		.map((field) => `'${LABELS[field]}' was '${approved[field]}', now '${row[field]}'`)
		.join(', ');
}

const isSameOrder = (rows: BatchRow[], approved: BatchRow[]) =>
	rows.every(({ third_party_id: reference }, index) => {
		return reference === approved[index]?.third_party_id;
	});

/** Returns how payments differ from the approved ones, as sentences. */
export function differences(rows: BatchRow[], approved: BatchRow[]): string {
	const before = new Map(approved.map((row) => [row.third_party_id, row]));
	const now = new Set(rows.map(({ third_party_id: reference }) => reference));
	const changed = rows.map((row, index) => {
		const place = `Item ${index} ('${row.third_party_id}')`;
		const earlier = before.get(row.third_party_id);
		if (!earlier) return `${place} was added.`;
		const changes = changesOf(row, earlier);
		return changes && `${place}: ${changes}.`;
	});
	const removed = [...before.keys()]
		.filter((reference) => !now.has(reference))
		.map((reference) => `'${reference}' was removed.`);
	const found = [...changed, ...removed].filter(Boolean);
	if (found.length === 0) {
		return isSameOrder(rows, approved)
			? 'Some of the approved items were invalid.'
			: 'The items are in a different order.';
	}
	const shown = found.slice(0, SHOWN_DIFFERENCES);
	const rest = found.length - shown.length;
	return [...shown, ...(rest > 0 ? [`And ${rest} more.`] : [])].join(' ');
}
