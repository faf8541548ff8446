import * as v from 'valibot';
import { BOOLEAN, JSON_OBJECT, members, TEXT } from '../contract/controlSchema.mts';
import { PROJECT_TYPE } from '../state/settings.mts';

export const CALLBACK_INPUT = members({
	project: PROJECT_TYPE,
	url: TEXT,
	/** An object, or the exact text to send (which is never signed). */
	payload: v.union([JSON_OBJECT, TEXT], 'must be an object or text.'),
	/**
	 * true: signed, with pid, nonce and timestamp added where missing, in the project's `callbackForm`.
	 * A text: added as the sign. Otherwise sent as given.
	 */
	sign: v.optional(v.union([BOOLEAN, TEXT], 'must be true, false or text.')),
	/** Empty for none; that of the project's `callbackForm` by default. */
	contentType: v.optional(TEXT),
});

export type CallbackInput = v.InferInput<typeof CALLBACK_INPUT>;
