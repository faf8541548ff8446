/**
 * The plain-text responses to a callback that Cregis accepts. Any other response counts as failed
 * (webhooks.md §1.3).
 */
export const RESPONSES = {
	/** Confirms receipt. */
	received: 'success',
	/** Approves a payout (webhooks.md §6.1). */
	approved: 'ok',
	/** Denies a payout. */
	denied: 'deny',
} as const;
