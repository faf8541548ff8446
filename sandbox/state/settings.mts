import type { JsonObject } from '../contract/json.mts';

export type ProjectType = 'waas' | 'payment';

// Above 2^53 and odd: a client that reads or writes it as a double names another wallet.
const DEFAULT_WALLET_ID = '11434198045401089';

/**
 * How a project's callbacks are written: sources disagree, and Cregis may change it (webhooks.md §2 and §3,
 * signing.md §4.1). What is left out is as the documents have it.
 */
export type CallbackForm = {
	/** Empty for none; application/json by default. */
	contentType?: string;
	/** Every number as text, or every text that is a number as number. */
	types?: 'texts' | 'numbers';
	/** Fields without a value are sent as null, or not at all. */
	empty?: 'null' | 'left out';
	/** Fields that no document knows, in the callback and in an order's data. */
	extra?: JsonObject;
	/**
	 * Which text of an order's data is signed where it is an object, if not that of RFC 8785: the text
	 * as it stands in the body without its white space, or as JSON.stringify writes it anew. The body
	 * then has white space and escaped slashes, so that each of the texts is another.
	 */
	objectSigned?: 'as it stands' | 'written anew';
};

export type ProjectSettings = {
	/** A disabled project answers E0003. */
	enabled: boolean;
	whitelist: { enabled: boolean; ips: string[] };
	/** The most addresses the project may have; null for no limit. */
	addressQuota: number | null;
	/** The most payouts and withdrawals the project may have; null for no limit. */
	payoutQuota: number | null;
	/** Wallets that `wallet_id` may name; the first is the default payout wallet. */
	walletIds: string[];
	/** Currency (name or chain_id@token_id) -> the smallest deposit that raises a callback (webhooks.md §1.5). */
	minimumCallbackAmounts: Record<string, string>;
	/**
	 * Payouts, withdrawals and collections go through their statuses by themselves, one step each
	 * `delayMs`; null leaves them at 0.
	 */
	autoPayouts: { delayMs: number } | null;
	/**
	 * Where each payout and withdrawal is asked about before anything else happens to it
	 * (webhooks.md §6); null for not at all.
	 */
	verificationUrl: string | null;
	/** How many deposits come in before each page of trades after the first; 0 by default. */
	tradesBetweenPages: number;
	/** Whether trades without a txid and a block are listed too. The SDK accepts no null there (api.md §2.15). */
	listsPendingTrades: boolean;
	/** The merchant's name in an order. With null, the logo is null too, as in the documents' example (api.md §1.1.6). */
	merchantName: string | null;
	/** The wallets that have a QR code for each token of an order; null sends null instead of a list (api.md §1.1.6). */
	qrcodeWallets: string[] | null;
	/** The names of the coins in `order_coins`; null, as Cregis's own sandbox may send it, for no list (quirks.md §1). */
	orderCoins: string[] | null;
	/** The JSON type of `data` in an order's callback: sources disagree (webhooks.md §2.1.2). */
	orderDataAs: 'text' | 'object';
	/** As documented by default. */
	callbackForm: CallbackForm;
};

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
