/**
 * The form of a callback's values (webhooks.md §2, §3, §4, §5 and §6), and how to find where they end: the
 * signed text has no separators (see docs/decisions/callback-ambiguity.md).
 */
export interface Form {
	/** Whether a value is valid. Lenient, because Cregis adds coins, chains and statuses. */
	accepts: (text: string) => boolean;
	/**
	 * How to find where a value ends.
	 * - `characters`: by its own characters. It has a fixed length, or only digits, and no name begins with a
	 * digit
	 * - `shape`: by the shape of all values known today, or otherwise because nothing in it can be a name
	 * - `json`: at the closing brace
	 * - `nothing`: free text, which can end anywhere
	 */
	endsBy: 'characters' | 'shape' | 'json' | 'nothing';
	/** The pattern of the characters or shapes. */
	pattern: string;
}

const matches = (pattern: string) => {
	const whole = new RegExp(`^(?:${pattern})$`);
	return (text: string) => whole.test(text);
};

const closed = (pattern: string): Form => ({
	accepts: matches(pattern),
	endsBy: 'characters',
	pattern,
});

const shaped = (accepted: string, shapes: string[]): Form => ({
	accepts: matches(accepted),
	endsBy: 'shape',
	pattern: shapes.join('|'),
});

const BASE58 = '[1-9A-HJ-NP-Za-km-z]';

const BECH32 = '[02-9ac-hj-np-z]';

/** A longer shape counts only if no name can begin after the shorter shape that it starts with. */
const ADDRESSES = [
	'0x[0-9a-fA-F]{40}', // Ethereum and other EVM chains
	'0x[0-9a-fA-F]{64}', // SUI
	`[TDLMA9]${BASE58}{33}`, // TRON, Dogecoin, Litecoin
	`[r13]${BASE58}{24,34}`, // XRP, Bitcoin
	`(?!(?:[TDLMA9]${BASE58}{33}|[r13]${BASE58}{24,34})[a-z])${BASE58}{43,44}`, // Solana
	`(?:bc|tb|ltc)1(?:q${BECH32}{38}(?:(?![a-z])${BECH32}{20})?|p${BECH32}{58})`, // SegWit
	'(?:bitcoincash:)?[qp][0-9a-z]{41}',
	'f1[a-z2-7]{39}', // Filecoin
	'[EUk0][Qf][\\w-]{46}', // TON
];

/** Coins and chains whose names aren't all upper case (currencies.md §2 and §4). */
const COIN_WORDS = [
	'Arbitrum One|Avalanche-C|Base|Bitcoin|Bitcoin Cash|ChainLink|Dogecoin|Ethereum',
	'Ethereum Classic|Filecoin|Jetton|Litecoin|Nile|Optimism|Polygon|Ripple|Sepolia|Shasta',
	'Solana|Uniswap|opBNB',
];

const COIN = `(?:${COIN_WORDS.join('|')}|[A-Z0-9]{1,12})`;

const HASHES = [
	'(?:0x)?[0-9a-fA-F]{64}',
	`${BASE58}{43,44}`, // SUI
	`${BASE58}{86,88}`, // Solana
	'[\\w+/-]{43}=', // TON
	'baf[a-z2-7]{50,70}', // Filecoin
];

/** All event types in current and older documentation (webhooks.md §2.1 and §2.1.1). */
const ORDER_EVENT_TYPES = [
	'expired|paid|paid_partial|paid_over|paid_remain|refunded',
	'partial_paid|overpaid|canceled',
].join('|');

const isFilled = (text: string) => text !== '';

export const FORMS = {
	digits: closed('\\d+'),
	decimal: closed('\\d+(?:\\.\\d+)?'),
	/** Six random characters (signing.md §2). */
	nonce: closed('[A-Za-z0-9]{6}'),
	/** Milliseconds, 13 digits (signing.md §2). */
	timestamp: closed('\\d{13}'),
	orderEvent: closed('order'),
	/** A Cregis status number, or a word in case Cregis adds one. */
	status: shaped('\\d{1,3}|[a-z][a-z_]{0,40}', ['\\d{1,3}']),
	/**
	 * An unknown word ends at the nonce, because only Cregis writes outside an order's data. But a known word
	 * followed by letters may be that word and a new field.
	 */
	orderEventType: shaped('[a-z][a-z_]{0,40}', [
		ORDER_EVENT_TYPES,
		`(?!(?:${ORDER_EVENT_TYPES})[a-z])[a-z](?:(?!nonce)[a-z_]){0,40}?`,
	]),
	currency: shaped('[^]{1,120}', [
		`${COIN}(?:-${COIN})?(?:#${COIN})?`,
		`\\d+@(?:\\d+|${ADDRESSES[0]})`,
	]),
	address: shaped('[\\w:.=/+-]{8,160}', ADDRESSES),
	tokenId: shaped('[\\w:.=/+-]{1,160}', [
		'\\d{1,10}',
		'0x[0-9a-f]{1,64}::[a-z_]{1,40}::[A-Z_]{1,40}', // SUI
		...ADDRESSES,
	]),
	hash: shaped('[\\w+/=-]{1,160}', HASHES),
	/** The fields of an order: an object or its JSON text. Read by `contentOf`. */
	data: { accepts: isFilled, endsBy: 'json', pattern: '' },
	text: { accepts: isFilled, endsBy: 'nothing', pattern: '' },
} satisfies Record<string, Form>;
