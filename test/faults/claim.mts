/** What an item or an error claims about one row. */
import type { Row } from './plan.mts';

export type Claim =
	/** Cregis accepted it. An item has all of it, an error's text only the ID. */
	| { kind: 'paid'; cid: string; amount?: string; to?: string }
	| { kind: 'already sent' | 'unknown' | 'not done' | 'not sent' };

export interface ClaimedItem {
	json: Record<string, unknown>;
}

const OUTCOMES = ['already sent', 'unknown', 'not done'] as const;

type Outcome = (typeof OUTCOMES)[number];

const WORDS: Record<Outcome, RegExp> = {
	'already sent': /Cregis already has a payment with this reference/,
	unknown: /Cregis may or may not have processed this item\./,
	'not done': /Cregis didn't process this item\./,
};

/** The outcomes that a text mentions. */
export const outcomesIn = (text: string): Outcome[] =>
	OUTCOMES.filter((outcome) => WORDS[outcome].test(text));

/** Whether the advice says how to repeat the row, or that a collection can't be repeated. */
export function isComplete(outcome: string, advice: string, { key, name }: Row): boolean {
	if (outcome !== 'unknown') return true;
	return key === name
		? advice.includes(`Run it again with the same reference '${name}'`)
		: advice.includes('check it in Cregis before you run this again');
}

/** n8n's error output adds the fields of the input. */
const isOfRow = (field: string, value: unknown, row: Row) =>
	(row as unknown as Record<string, unknown>)[field] === value;

function readFailed({ error, message, ...input }: Record<string, unknown>, row: Row) {
	const { advice, outcome, code, ...more } = (message ?? {}) as Record<string, unknown>;
	const kind = OUTCOMES.find((each) => each === outcome);
	const isPlain =
		typeof error === 'string' &&
		typeof advice === 'string' &&
		['undefined', 'string'].includes(typeof code) &&
		Object.entries(input).every(([field, value]) => isOfRow(field, value, row)) &&
		Object.keys(more).length === 0;
	if (!kind || !isPlain || !isComplete(kind, advice, row)) return undefined;
	return outcomesIn(advice).join() === kind ? { kind } : undefined;
}

/** Reads the item of a row; undefined if the item is invalid. */
export function readClaim(json: Record<string, unknown>, row: Row): Claim | undefined {
	if (json.error !== undefined) return readFailed(json, row);
	const { cid, alreadySent, amount, third_party_id: reference, to_address: to } = json;
	if (reference !== undefined && reference !== row.key) return undefined;
	if (alreadySent === true) {
		const isPlain = Object.keys(json).sort().join() === 'alreadySent,note,third_party_id';
		return isPlain ? { kind: 'already sent' } : undefined;
	}
	if (cid === undefined || cid === null) return undefined;
	return { kind: 'paid', cid: String(cid), amount: String(amount), to: String(to) };
}
