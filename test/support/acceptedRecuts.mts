import { valueText } from '../../nodes/Cregis/protocol/signature.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { recuts } from './recuts.mts';
import type { Field } from './samples.mts';
import { verdict } from './verdict.mts';

/** Other bodies with the same signature as these fields that are accepted nevertheless. */
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
