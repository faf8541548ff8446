/** The bare words that Cregis accepts as a response to a callback; any other counts as failed (webhooks.md §1.3). */
export const RESPONSES = {
	/** The callback was received. */
	received: 'success',
	/** Pay (webhooks.md §6.1). */
	approved: 'ok',
	/** Don't pay. */
	denied: 'deny',
} as const;
