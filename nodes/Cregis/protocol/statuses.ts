/** Cregis's numbers for states, in words. A number that is not listed here passes through as it came. */

/** Payouts and withdrawals (api.md 2.9): the same numbers in queries and in callbacks. */
export const PAYOUT_STATUSES: Record<string, string> = {
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
export const DEPOSIT_STATUSES: Record<string, string> = {
	1: 'success',
	2: 'failed',
};

/** The word for a state, or the value itself where Cregis has a state that is not known here. */
export function statusName(statuses: Record<string, string>, status: unknown): string {
	const value = String(status);
	return Object.hasOwn(statuses, value) ? statuses[value] : value;
}
