import * as v from 'valibot';
import {
	DECIMAL_TEXT,
	BOOLEAN,
	JSON_OBJECT,
	members,
	oneOf,
	TEXT,
	TEXTS,
	wholeNumber,
} from '../contract/controlSchema.mts';

export const PROJECT_TYPE = oneOf('waas', 'payment');

export type ProjectType = v.InferOutput<typeof PROJECT_TYPE>;

// Above 2^53 and odd: a client that reads or writes it as a double names another wallet.
const DEFAULT_WALLET_ID = '11434198045401089';

const CALLBACK_FORM = members({
	/** Empty for none; application/json by default. */
	contentType: v.optional(TEXT),
	/** Every number as text, or every text that is a number as number. */
	types: v.optional(oneOf('texts', 'numbers')),
	/** Fields without a value are sent as null, or not at all. */
	empty: v.optional(oneOf('null', 'left out')),
	/** Fields that no document knows, in the callback and in an order's data. */
	extra: v.optional(JSON_OBJECT),
	/**
	 * Which text of an order's data is signed where it is an object, if not that of RFC 8785: the text
	 * as it stands in the body without its white space, or as JSON.stringify writes it anew. The body
	 * then has white space and escaped slashes, so that each of the texts is another.
	 */
	objectSigned: v.optional(oneOf('as it stands', 'written anew')),
});

/**
 * How a project's callbacks are written: sources disagree, and Cregis may change it (webhooks.md §2 and §3,
 * signing.md §4.1). What is left out is as the documents have it.
 */
export type CallbackForm = v.InferInput<typeof CALLBACK_FORM>;

const PROJECT_SETTINGS = members({
	/** A disabled project answers E0003. */
	enabled: BOOLEAN,
	whitelist: members({ enabled: BOOLEAN, ips: TEXTS }),
	/** The most addresses the project may have; null for no limit. */
	addressQuota: v.nullable(wholeNumber(0)),
	/** The most payouts and withdrawals the project may have; null for no limit. */
	payoutQuota: v.nullable(wholeNumber(0)),
	/** Wallets that `wallet_id` may name; the first is the default payout wallet. */
	walletIds: TEXTS,
	/** Currency (name or chain_id@token_id) -> the smallest deposit that raises a callback (webhooks.md §1.5). */
	minimumCallbackAmounts: v.record(TEXT, DECIMAL_TEXT, 'must be an object.'),
	/**
	 * Payouts, withdrawals and collections go through their statuses by themselves, one step each
	 * `delayMs`; null leaves them at 0.
	 */
	autoPayouts: v.nullable(members({ delayMs: wholeNumber(0) })),
	/**
	 * Where each payout and withdrawal is asked about before anything else happens to it
	 * (webhooks.md §6); null for not at all.
	 */
	verificationUrl: v.nullable(TEXT),
	/** How many deposits come in before each page of trades after the first; 0 by default. */
	tradesBetweenPages: wholeNumber(0),
	/** Whether trades without a txid and a block are listed too. The SDK accepts no null there (api.md §2.15). */
	listsPendingTrades: BOOLEAN,
	/** The merchant's name in an order. With null, the logo is null too, as in the documents' example (api.md §1.1.6). */
	merchantName: v.nullable(TEXT),
	/** The wallets that have a QR code for each token of an order; null sends null instead of a list (api.md §1.1.6). */
	qrcodeWallets: v.nullable(TEXTS),
	/** The names of the coins in `order_coins`; null, as Cregis's own sandbox may send it, for no list (quirks.md §1). */
	orderCoins: v.nullable(TEXTS),
	/** The JSON type of `data` in an order's callback: sources disagree (webhooks.md §2.1.2). */
	orderDataAs: oneOf('text', 'object'),
	/** As documented by default. */
	callbackForm: CALLBACK_FORM,
});

export type ProjectSettings = v.InferOutput<typeof PROJECT_SETTINGS>;

/** Some of the settings, to be changed. */
export const CHANGED_SETTINGS = v.partial(PROJECT_SETTINGS);

/** The settings of a new project. */
export function settingsOf(
	type: ProjectType,
	autoPayouts: ProjectSettings['autoPayouts'],
): ProjectSettings {
	return {
		enabled: true,
		whitelist: { enabled: false, ips: ['127.0.0.1', '::1'] },
		addressQuota: null,
		payoutQuota: null,
		walletIds: [DEFAULT_WALLET_ID],
		minimumCallbackAmounts: {},
		autoPayouts: type === 'waas' ? autoPayouts : null,
		verificationUrl: null,
		tradesBetweenPages: 0,
		listsPendingTrades: false,
		merchantName: 'Sandbox Shop',
		qrcodeWallets: ['SandboxPay'],
		orderCoins: null,
		orderDataAs: 'text',
		callbackForm: {},
	};
}
