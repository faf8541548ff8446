/** Compares a callback with Cregis's record. */
import { isSameAddress } from '../protocol/address';
import { isSameAmount } from '../protocol/amount';
import type { JsonObject } from '../protocol/losslessJson';
import { valueText } from '../protocol/signature';
import { differs, isMissing, type Unproven } from './confirmation';

const isSameText = (a: string, b: string) => a === b;

/**
 * The end of a field's name shows what it holds. All other fields are compared as text, such as a reference
 * or a transaction hash: a hash in different letter case would count as another payment in the `eventId`.
 */
const COMPARISONS: Array<[name: RegExp, isSame: (a: string, b: string) => boolean]> = [
	[/(amount|fee|rate)$/, (a, b) => a === b || isSameAmount(a, b)],
	[/(address|token_id)$/, isSameAddress],
	[/$/, isSameText],
];

export const text = (fields: JsonObject, name: string) => valueText(fields[name]);

/** Whether both have the same value under this name. False if either has none. */
export function hasSame(a: JsonObject, b: JsonObject, name: string): boolean {
	const [, isSame] = COMPARISONS.find(([pattern]) => pattern.test(name))!;
	return text(a, name) !== '' && text(b, name) !== '' && isSame(text(a, name), text(b, name));
}

/**
 * Compares these fields of a callback with the record.
 *
 * @returns the first field that differs or is missing from the record. Undefined if all the callback's fields
 * match
 */
export function findDifference(
	callback: JsonObject,
	record: JsonObject,
	names: string[],
): Unproven | undefined {
	for (const name of names) {
		if (text(callback, name) === '' || hasSame(callback, record, name)) continue;
		return text(record, name) === '' ? isMissing(name) : differs(name);
	}
	return undefined;
}
