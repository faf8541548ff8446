/** Words for Cregis's numeric codes. A value that isn't listed here passes through unchanged. */

export type Words = Record<string, string>;

/** Payouts and withdrawals (api.md §2.9.1): the same numbers in queries and in callbacks. */
export const PAYOUT_STATUSES: Words = {
	0: 'pending_approval',
	1: 'signature_passed',
	2: 'signature_rejected',
	3: 'approval_cancelled',
	4: 'approval_rejected',
	5: 'pending_signature',
	6: 'success',
	7: 'failed',
};

/** Deposits (webhooks.md §3). */
export const DEPOSIT_STATUSES: Words = {
	1: 'success',
	2: 'failed',
};

/** Trades (api.md §2.15), and the transactions of a team's wallets (api.md §3.6 and §3.7). */
export const TRADE_STATUSES: Words = {
	0: 'pending',
	1: 'success',
	2: 'failed',
};

export const TRADE_TYPES: Words = {
	1: 'in',
	2: 'out',
};

/** Past transactions of a team's wallets (api.md §3.6). */
export const TRANSACTION_TYPES: Words = {
	1: 'receive',
	2: 'send',
};

/** Pending transactions of a team's wallets, where 1 has another meaning (api.md §3.7). */
export const PENDING_TRANSACTION_TYPES: Words = {
	1: 'send',
};

export const BUSINESS_TYPES: Words = {
	0: 'normal',
	2: 'approval',
	3: 'address_deposit',
	4: 'collection_fee',
	5: 'collection',
};

/** Addresses (api.md §2.4): 0 is enabled and 1 is disabled. */
export const ADDRESS_STATUSES: Words = {
	0: 'enabled',
	1: 'disabled',
};

/** Refunds of an order (api.md §1.2.1). */
export const REFUND_STATUSES: Words = {
	0: 'processing',
	1: 'success',
	2: 'failed',
};

/** Refund types in an order query. A callback uses 0 and 1 instead (quirks.md §3.1). */
export const QUERIED_REFUND_TYPES: Words = {
	1: 'partial',
	2: 'full',
};

/** Refund types in an order callback (webhooks.md §2.2.3). */
export const REPORTED_REFUND_TYPES: Words = {
	0: 'partial',
	1: 'full',
};

/** Returns the word for a status, or the value itself if the status is unknown. */
export function statusName(words: Words, status: unknown): string {
	const value = String(status);
	return Object.hasOwn(words, value) ? words[value] : value;
}
