/** Reads a body as far as that's possible without a key. */
import { isJsonObject, parseJson, type JsonObject } from './losslessJson';
import { isSignatureForm } from './signature';

export interface RefusedCallback {
	verified: false;
	/** Why, in a few words. Contains nothing of the body or the key. */
	reason: string;
	/** Left out if there's a signature and it's wrong. */
	signature?: 'missing' | 'valid';
}

export const refused = (
	reason: string,
	signature?: RefusedCallback['signature'],
): RefusedCallback => ({
	verified: false,
	reason,
	...(signature && { signature }),
});

export const UNREADABLE = "The body isn't JSON in UTF-8";
const TOO_LARGE = 'The body is too large';
export const WRONG_SIGNATURE = "The signature doesn't match";

/**
 * More than a payer can cause: a TON comment has at most 256 KiB, and JSON escapes can make it six times as
 * long. Larger bodies are refused without being read.
 */
const MAX_LENGTH = 2_097_152;

/**
 * How long a body may be without its texts. Only texts are ever long, and a body with many values would take
 * seconds to verify, even with a wrong signature.
 */
const MAX_STRUCTURE_LENGTH = 16_384;

/** A text that never ends is matched, too. Otherwise, the search would begin again at each quote in it. */
const TEXTS = /"[^"\\]*(?:\\.[^"\\]*)*"?/gs;

const isTooLarge = (text: string) =>
	text.length > MAX_STRUCTURE_LENGTH && text.replace(TEXTS, '').length > MAX_STRUCTURE_LENGTH;

/** A body in the form of a signed callback, whose signature isn't verified yet. */
export interface SignedBody {
	text: string;
	payload: JsonObject;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body as far as that's possible without a key, so that a body without a signature costs little.
 *
 * @returns the body or the reason for refusing it. Never throws: a body that can't be read is refused
 */
export function readSignedBody(rawBody: string | Uint8Array): SignedBody | RefusedCallback {
	try {
		if (rawBody.length > MAX_LENGTH) return refused(TOO_LARGE);
		const text = typeof rawBody === 'string' ? rawBody : decoder.decode(rawBody);
		if (isTooLarge(text)) return refused(TOO_LARGE);
		const payload = parseJson(text);
		if (!isJsonObject(payload)) return refused("The body isn't a JSON object", 'missing');
		if ((payload.sign ?? '') === '') return refused('The signature is missing', 'missing');
		return isSignatureForm(payload.sign) ? { text, payload } : refused(WRONG_SIGNATURE);
	} catch {
		return refused(UNREADABLE, 'missing');
	}
}
