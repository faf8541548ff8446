/** Whether a callback and Cregis's record say the same. */
import { isSameAddress } from '../protocol/address';
import { isSameAmount } from '../protocol/amount';
import type { JsonObject } from '../protocol/losslessJson';
import { valueText } from '../protocol/signature';
import { differs, isMissing, type Unproven } from './confirmation';

const isSameText = (a: string, b: string) => a === b;

/**
 * Cregis's names end in what the field holds. Everything else is compared as text, such as a reference, or
 * the hash of a transaction: written in another case it would pass for another payment in `eventId`.
 */
const COMPARISONS: Array<[name: RegExp, isSame: (a: string, b: string) => boolean]> = [
	[/(amount|fee|rate)$/, (a, b) => a === b || isSameAmount(a, b)],
	[/(address|token_id)$/, isSameAddress],
	[/$/, isSameText],
];

export const text = (fields: JsonObject, name: string) => valueText(fields[name]);

/** Whether both have a value of this name, and the same. Two that are missing aren't the same. */
export function hasSame(a: JsonObject, b: JsonObject, name: string): boolean {
	const [, isSame] = COMPARISONS.find(([pattern]) => pattern.test(name))!;
	return text(a, name) !== '' && text(b, name) !== '' && isSame(text(a, name), text(b, name));
}

/**
 * Compares what a callback says under these names with what the record says.
 *
 * @returns the first that differs, or that the callback has and the record doesn't; undefined if there's none
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
