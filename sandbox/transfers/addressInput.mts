import * as v from 'valibot';
import { members, TEXT } from '../contract/controlSchema.mts';

/** A form on a page sends an empty text for what is left out. */
export const ADDRESS_INPUT = members({
	/** The project's ID; the first WaaS project's by default. */
	pid: v.optional(TEXT),
	chainId: TEXT,
	callbackUrl: v.optional(TEXT),
});

export type AddressInput = v.InferInput<typeof ADDRESS_INPUT>;
