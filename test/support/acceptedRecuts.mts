import { verifyCallback } from '../../nodes/Cregis/protocol/callback.ts';
import { valueText, signParameters } from '../../nodes/Cregis/protocol/signature.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { recuts } from './recuts.mts';
import { type Field, KEY } from './samples.mts';

/** What becomes of a body, given the fields that were signed if it is a forgery. */
export function verdict(body: JsonObject, signed = body): string {
	const sign = signParameters(signed, KEY);
	// Only a body whose signature holds shows what the shape alone can refuse.
	if (signParameters(body, KEY) !== sign) throw new Error('The body has another signature');
	const result = verifyCallback(JSON.stringify({ ...body, sign }), KEY);
	if (!result.verified) return 'refused';
	return result.ambiguous ? 'ambiguous' : 'accepted';
}

/** Bodies with the same signature as these fields but other ones, that are accepted nevertheless. */
export function acceptedRecuts(genuine: JsonObject, apart: boolean): string[] {
	const fields = Object.entries(genuine).map(([name, value]): Field => [name, valueText(value)]);
	const texts = Object.fromEntries(fields);
	const accepted = new Set<string>();
	for (const recut of recuts(fields, apart)) {
		const body = Object.fromEntries(recut);
		const altered = recut.filter(([name, text]) => texts[name] !== text);
		if (altered.length === 0 && recut.length === fields.length) continue;
		if (verdict(body, genuine) === 'accepted') {
			accepted.add(JSON.stringify(Object.fromEntries(altered)));
		}
	}
	return [...accepted].slice(0, 5);
}
