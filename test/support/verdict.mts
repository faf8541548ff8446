import { verifyCallback } from '../../nodes/Cregis/protocol/callback.ts';
import { signParameters } from '../../nodes/Cregis/protocol/signature.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { KEY } from './samples.mts';

/**
 * Whether a body is accepted, refused or ambiguous.
 *
 * @param sign the signature that it has, if it's forged: that of other fields
 */
export function verdictWith(sign: string, body: JsonObject): string {
	// Only a body with a valid signature shows what the shape alone can refuse.
	if (signParameters(body, KEY) !== sign) throw new Error('The body has another signature');
	const result = verifyCallback(JSON.stringify({ ...body, sign }), KEY);
	if (!result.verified) return 'refused';
	return result.ambiguous ? 'ambiguous' : 'accepted';
}

/**
 * Whether a body is accepted, refused or ambiguous.
 *
 * @param signed the fields that were signed, if the body is forged
 */
export function verdict(body: JsonObject, signed = body): string {
	return verdictWith(signParameters(signed, KEY), body);
}
