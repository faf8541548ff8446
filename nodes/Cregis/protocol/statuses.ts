/** Cregis's values for states, in words. A value that is not listed here passes through as it came. */

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

/** Trades (api.md §2.15). */
export const TRADE_STATUSES: Words = {
	0: 'pending',
	1: 'success',
	2: 'failed',
};

export const TRADE_TYPES: Words = {
	1: 'in',
	2: 'out',
};

export const BUSINESS_TYPES: Words = {
	0: 'normal',
	2: 'approval',
	3: 'address_deposit',
	4: 'collection_fee',
	5: 'collection',
};

/** Addresses (api.md §2.4): Cregis counts from enabled to disabled. */
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

/** Refunds as an order's query counts them; its callback counts 0 and 1 (quirks.md §3.1). */
export const QUERIED_REFUND_TYPES: Words = {
	1: 'partial',
	2: 'full',
};

/** Refunds as an order's callback counts them (webhooks.md §2.2.3). */
export const REPORTED_REFUND_TYPES: Words = {
	0: 'partial',
	1: 'full',
};

/** The word for a state, or the value itself where Cregis has a state that is not known here. */
export function statusName(words: Words, status: unknown): string {
	const value = String(status);
	return Object.hasOwn(words, value) ? words[value] : value;
}
