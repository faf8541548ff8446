import { signParameters, valueText } from '../../nodes/Cregis/protocol/signature.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { recuts } from './recuts.mts';
import { KEY, type Field } from './samples.mts';
import { verdictWith } from './verdict.mts';

/** Other bodies with the same signature as these fields that are accepted nevertheless. */
export function acceptedRecuts(genuine: JsonObject, apart: boolean): string[] {
	const fields = Object.entries(genuine).map(([name, value]): Field => [name, valueText(value)]);
	const texts = Object.fromEntries(fields);
	const sign = signParameters(genuine, KEY);
	const accepted = new Set<string>();
	for (const recut of recuts(fields, apart)) {
		if (verdictWith(sign, Object.fromEntries(recut)) !== 'accepted') continue;
		const altered = recut.filter(([name, text]) => texts[name] !== text);
		if (altered.length === 0 && recut.length === fields.length) continue;
		accepted.add(JSON.stringify(Object.fromEntries(altered)));
	}
	return [...accepted].slice(0, 5);
}
