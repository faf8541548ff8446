import type { CallbackForm } from './callback-body.mts';

export type ProjectType = 'waas' | 'payment';

// Above 2^53 and odd: a client that reads or writes it as a double names another wallet.
const DEFAULT_WALLET_ID = '11434198045401089';

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
	/** Currency (name or chain_id@token_id) -> the smallest deposit that raises a callback (webhooks.md 1). */
	minimumCallbackAmounts: Record<string, string>;
	/**
	 * Payouts, withdrawals and collections go through their statuses by themselves, one step each
	 * `delayMs`; null leaves them at 0.
	 */
	autoPayouts: { delayMs: number } | null;
	/**
	 * Where each payout and withdrawal is asked about before anything else happens to it
	 * (webhooks.md 6); null for not at all.
	 */
	verificationUrl: string | null;
	/** How many deposits come in before each page of trades after the first; 0 by default. */
	tradesBetweenPages: number;
	/** Lists trades that have no txid and no block yet, too: the SDK takes null for neither (api.md 2.15). */
	listsPendingTrades: boolean;
	/** The merchant that an order names; null for neither name nor logo, as in the documents' example (api.md 1.1). */
	merchantName: string | null;
	/** Wallets with a QR code in each of an order's tokens; null for null instead of a list (api.md 1.1). */
	qrcodeWallets: string[] | null;
	/** Names of the coins that the project's orders may be paid in; null as Cregis's own sandbox has it (quirks.md 1). */
	orderCoins: string[] | null;
	/** The JSON type of `data` in an order's callback: sources disagree (webhooks.md 2.1). */
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
