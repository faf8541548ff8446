import * as v from 'valibot';
import {
	members,
	oneOf,
	POSITIVE_DECIMAL_TEXT,
	TEXT,
	TEXTS,
	wholeNumber,
} from '../contract/controlSchema.mts';

export const TEAM_WALLET_INPUT = members({
	/** Digits; a new ID below 2^53 by default, because the official SDK takes no other (quirks.md §2). */
	walletId: v.optional(v.pipe(TEXT, v.regex(/^[1-9]\d{0,18}$/, 'must be up to 19 digits.'))),
	alias: TEXT,
	/** single_sign by default. */
	walletType: v.optional(oneOf('single_sign', 'multi_sign')),
	/** Names of coins. */
	coins: TEXTS,
	/** How many addresses it has on each chain; 1 by default. */
	addresses: v.optional(wholeNumber(1)),
});

export type TeamWalletInput = v.InferInput<typeof TEAM_WALLET_INPUT>;

export const TEAM_TRANSACTION_INPUT = members({
	/** Digits. */
	walletId: TEXT,
	/** One of the wallet's coins, by name. */
	coin: TEXT,
	amount: POSITIVE_DECIMAL_TEXT,
	/** receive by default. */
	type: v.optional(oneOf('receive', 'send')),
	/** success by default. Only what is sent can be pending (api.md §3.7). */
	status: v.optional(oneOf('pending', 'success', 'failed')),
	/** An address of the wallet; the first one on the coin's chain by default. */
	address: v.optional(TEXT),
	/** Unix time in ms; now by default. */
	at: v.optional(wholeNumber(1)),
});

export type TeamTransactionInput = v.InferInput<typeof TEAM_TRANSACTION_INPUT>;
