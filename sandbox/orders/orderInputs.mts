import type { RefundStatus, Settlement } from '../state/orderTypes.mts';

export type PaymentInput = {
	/** Decimal text, in the token; what is still due by default. */
	amount?: string;
	/** A token_name of the order; its first one, or that of the first payment, by default. */
	token?: string;
};

export type RefundInput = {
	/** Default full. */
	type?: 'partial' | 'full';
	/** 0 processing, 1 success (default), 2 failed. */
	status?: RefundStatus;
	/** Decimal text; by default all that was paid, or for a partial refund what was paid too much (else half). */
	amount?: string;
};

export type SettlementInput = {
	/** Default settled. */
	status?: Settlement['status'];
	/** Default system. */
	type?: Settlement['type'];
};
