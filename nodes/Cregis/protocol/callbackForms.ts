/**
 * How the values of a callback look (webhooks.md §2-6).
 *
 * The signed text runs names and values together without separators, so a body whose values and names
 * are cut at other places has the same valid signature. The forms below are what tells the two apart.
 */

export interface Form {
	/** What a value of this kind must look like to be accepted at all. Lenient: Cregis adds coins. */
	accepts: RegExp;
	/** What a real value looks like, to recognise one that was cut in two. Tighter than `accepts`. */
	resembles: RegExp;
}

function exactly(pattern: RegExp): Form {
	return { accepts: pattern, resembles: pattern };
}

const DIGITS = exactly(/^\d+$/);
const ANY_TEXT = exactly(/^[^]+$/);

const BASE58 = '[1-9A-HJ-NP-Za-km-z]';
const EVM_LIKE = '0x[0-9a-fA-F]{40}|0x[0-9a-fA-F]{64}';
const ADDRESS_LIKE = `${EVM_LIKE}|${BASE58}{25,44}|[a-z]{2,5}1[0-9a-z]{25,60}|[\\w-]{48}|f[0-4][0-9a-z]{8,60}`;
const COIN_NAME_LIKE = [
	'[A-Z0-9]{2,12}(#\\w+)?', // TRX, USDT
	'[A-Z0-9]{2,12}-[A-Za-z0-9 #-]+', // USDT-Arbitrum One
	'[A-Z][a-z][A-Za-z0-9 #-]*|opBNB', // Arbitrum One
	'\\d+@[\\w-]+', // 195@195
].join('|');
const HASH_LIKE = `(0x)?[0-9a-fA-F]{64}|${BASE58}{43,44}|${BASE58}{86,88}|[\\w+/-]{43}=?|baf[a-z2-7]{50,70}`;

function resembling(accepts: RegExp, alternatives: string): Form {
	return { accepts, resembles: new RegExp(`^(?:${alternatives})$`) };
}

export const FORMS = {
	digits: DIGITS,
	decimal: exactly(/^\d+(\.\d+)?$/),
	/** Six random characters (signing.md §2). */
	nonce: exactly(/^[A-Za-z0-9]{6}$/),
	/** Milliseconds, 13 digits (signing.md §2). */
	timestamp: exactly(/^\d{13}$/),
	/** A number of Cregis's or, should one come, a word. */
	status: exactly(/^(\d{1,3}|[a-z][a-z_]{0,40})$/),
	word: exactly(/^[a-z][a-z_]{0,40}$/),
	orderEvent: exactly(/^order$/),
	text: ANY_TEXT,
	currency: resembling(/^[^]{1,120}$/, COIN_NAME_LIKE),
	address: resembling(/^[\w:.=/+-]{8,160}$/, ADDRESS_LIKE),
	tokenId: resembling(/^[\w:.=/+-]{1,160}$/, `\\d{1,10}|\\w+::\\w+::\\w+|${ADDRESS_LIKE}`),
	hash: resembling(/^[\w+/=-]{1,160}$/, HASH_LIKE),
	/** An object, or its JSON text: JSON has borders of its own. */
	data: exactly(/^\{[^]*\}$/),
} satisfies Record<string, Form>;
