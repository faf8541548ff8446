import * as v from 'valibot';
import { DECIMAL_TEXT, BOOLEAN, members, oneOf, TEXT } from '../contract/controlSchema.mts';

export const DEPOSIT_INPUT = members({
	/** An address of a project. */
	address: TEXT,
	amount: DECIMAL_TEXT,
	/** token_id, coin name or symbol on the address's chain; the native coin by default. */
	token: v.optional(TEXT),
	/** "1" success (default), "2" failed. */
	status: v.optional(oneOf('1', '2')),
	memo: v.optional(TEXT),
	/** The payer's address; a random one by default. */
	from: v.optional(TEXT),
	/** Send the callback with the types of version 1: status and block_time as integers. */
	older: v.optional(BOOLEAN),
});

export type DepositInput = v.InferInput<typeof DEPOSIT_INPUT>;
