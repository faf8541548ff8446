import * as v from 'valibot';
import {
	members,
	oneOf,
	POSITIVE_DECIMAL_TEXT,
	statusOf,
	TEXT,
} from '../contract/controlSchema.mts';

/** A form on a page sends an empty text for what is left out. */
export const ORDER_INPUT = members({
	/** The project's ID; the first Payment project's by default. */
	pid: v.optional(TEXT),
	/** A new one by default. */
	orderId: v.optional(TEXT),
	amount: TEXT,
	currency: TEXT,
	/** Minutes, as digits. */
	validTime: v.pipe(TEXT, v.regex(/^[1-9]\d*$/, 'must be a number of minutes.')),
	callbackUrl: v.optional(TEXT),
});

export const PAYMENT_INPUT = members({
	/** In the token; what is still due by default. */
	amount: v.optional(POSITIVE_DECIMAL_TEXT),
	/** A token_name of the order; its first one, or that of the first payment, by default. */
	token: v.optional(TEXT),
});

export const REFUND_INPUT = members({
	/** Default full. */
	type: v.optional(oneOf('full', 'partial')),
	/** 0 processing, 1 success (default), 2 failed. */
	status: v.optional(statusOf(0, 1, 2)),
	/** By default all that was paid, or for a partial refund what was paid too much (else half). */
	amount: v.optional(POSITIVE_DECIMAL_TEXT),
});

export const SETTLEMENT_INPUT = members({
	/** Default settled. */
	status: v.optional(oneOf('settling', 'settled')),
	/** Default system. */
	type: v.optional(oneOf('system', 'manual')),
});

export type OrderInput = v.InferInput<typeof ORDER_INPUT>;
export type PaymentInput = v.InferInput<typeof PAYMENT_INPUT>;
export type RefundInput = v.InferInput<typeof REFUND_INPUT>;
export type SettlementInput = v.InferInput<typeof SETTLEMENT_INPUT>;
