/**
 * How the values of a callback look (webhooks.md §2-6).
 *
 * The signed text runs names and values together without separators, so a body whose names and values
 * are cut at other places carries the same valid signature. The forms tell such bodies apart.
 */
import { isJsonObject, parseJson } from './losslessJson';

export interface Form {
	/** Whether a value is accepted at all. Lenient: Cregis adds coins and chains. */
	accepts: (text: string) => boolean;
	/** Whether a value looks like a real one of those known today. Tighter than `accepts`. */
	resembles: (text: string) => boolean;
}

function form(accepts: RegExp, resembles = accepts): Form {
	return {
		accepts: (text) => accepts.test(text),
		resembles: (text) => accepts.test(text) && resembles.test(text),
	};
}

const oneOf = (...alternatives: string[]) => new RegExp(`^(?:${alternatives.join('|')})$`);

const BASE58 = '[1-9A-HJ-NP-Za-km-z]';

const ADDRESSES = [
	'0x[0-9a-fA-F]{40}', // Ethereum and its kin
	'0x[0-9a-fA-F]{64}', // SUI
	`${BASE58}{25,44}`, // Bitcoin, TRON, XRP, Solana …
	'[a-z]{2,12}:?[0-9a-z]{25,90}', // bech32, CashAddr, Filecoin
	'[\\w-]{48}', // TON
];

const COINS = [
	'[A-Z0-9]{2,12}(?:#\\w+)?', // TRX
	'[A-Z0-9]{2,12}-[A-Za-z0-9 #-]+', // USDT-Arbitrum One
	'[A-Z][a-z][A-Za-z0-9 #-]*', // Arbitrum One
	'opBNB',
	'\\d+@[\\w:-]+', // 195@195
];

const HASHES = [
	'(?:0x)?[0-9a-fA-F]{64}',
	`${BASE58}{43,44}`, // SUI
	`${BASE58}{86,88}`, // Solana
	'[\\w+/-]{43}=?', // TON
	'baf[a-z2-7]{50,70}', // Filecoin
];

/** All that the documentation of any age knows (webhooks.md §2.1). */
const ORDER_EVENT_TYPES = [
	'expired',
	'paid',
	'paid_partial',
	'paid_over',
	'paid_remain',
	'refunded',
	'partial_paid',
	'overpaid',
	'canceled',
];

/** JSON has borders of its own: an object is whole, or it is none. */
function isObjectText(text: string): boolean {
	try {
		return isJsonObject(parseJson(text));
	} catch {
		return false;
	}
}

export const FORMS = {
	digits: form(/^\d+$/),
	decimal: form(/^\d+(\.\d+)?$/),
	/** Six random characters (signing.md §2). */
	nonce: form(/^[A-Za-z0-9]{6}$/),
	/** Milliseconds, 13 digits (signing.md §2). */
	timestamp: form(/^\d{13}$/),
	/** A number of Cregis's or, should one come, a word. */
	status: form(/^(\d{1,3}|[a-z][a-z_]{0,40})$/, /^\d{1,2}$/),
	orderEvent: form(/^order$/),
	orderEventType: form(/^[a-z][a-z_]{0,40}$/, oneOf(...ORDER_EVENT_TYPES)),
	text: form(/^[^]+$/),
	currency: form(/^[^]{1,120}$/, oneOf(...COINS)),
	address: form(/^[\w:.=/+-]{8,160}$/, oneOf(...ADDRESSES)),
	tokenId: form(/^[\w:.=/+-]{1,160}$/, oneOf('\\d{1,10}', '\\w+::\\w+::\\w+', ...ADDRESSES)),
	hash: form(/^[\w+/=-]{1,160}$/, oneOf(...HASHES)),
	/** An order's own fields: an object, or its JSON text. */
	data: { accepts: isObjectText, resembles: isObjectText },
} satisfies Record<string, Form>;
