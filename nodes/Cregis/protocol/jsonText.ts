/** Writes JSON for requests and signatures. */
import { JsonNumber, isJsonObject } from './losslessJson';

/**
 * Writes a number as it's both signed and sent: integers in plain digits, others as JSON writes them.
 *
 * @throws TypeError if the number isn't finite, because JSON can't represent it
 */
export function numberText(value: number): string {
	if (!Number.isFinite(value)) throw new TypeError('A number that is not finite cannot be sent');
	// Only for integers that large does JavaScript write other digits than the number has.
	const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
	return isRounded ? BigInt(value).toString() : String(value);
}

interface WriteOptions {
	sortKeys?: boolean;
	/** Writes a JavaScript number. */
	number: (value: number) => string;
	/** Writes a {@link JsonNumber}, given its digits. */
	digits: (text: string) => string;
}

function write(value: unknown, options: WriteOptions): string {
	if (value instanceof JsonNumber) return options.digits(value.text);
	if (typeof value === 'number') return options.number(value);
	if (typeof value === 'bigint') return value.toString();
	if (Array.isArray(value)) {
		return `[${value.map((element) => write(element ?? null, options)).join(',')}]`;
	}
	if (isJsonObject(value)) {
		const keys = Object.keys(value).filter((key) => value[key] !== undefined);
		if (options.sortKeys) keys.sort();
		return `{${keys.map((key) => `${JSON.stringify(key)}:${write(value[key], options)}`).join(',')}}`;
	}
	return JSON.stringify(value);
}

/** Writes compact JSON. A {@link JsonNumber} keeps its digits. */
export function stringifyJson(value: unknown): string {
	return write(value, { number: numberText, digits: (text) => text });
}

/** Writes a number as JavaScript and RFC 8785 do: integers beyond 2^53 are rounded. */
const asDouble = (text: string) => JSON.stringify(Number(text));

/** Writes the canonical form of RFC 8785: keys sorted by code unit, no white space, numbers as doubles. */
export function canonicalJson(value: unknown): string {
	return write(value, { sortKeys: true, number: JSON.stringify, digits: asDouble });
}

/** Writes the same form as {@link canonicalJson}, except that a {@link JsonNumber} keeps its digits. */
export function sortedJson(value: unknown): string {
	return write(value, { sortKeys: true, number: JSON.stringify, digits: (text) => text });
}

/**
 * Writes a number as RFC 8785 does. Integers that a double would round keep their digits instead.
 *
 * @throws TypeError if the number isn't finite, because JSON can't represent it
 */
function exactNumber(text: string): string {
	const value = Number(text);
	if (!Number.isFinite(value)) throw new TypeError('A number that is not finite cannot be sent');
	const isRounded = /^-?\d+$/.test(text) && !Number.isSafeInteger(value);
	return isRounded ? text : JSON.stringify(value);
}

/**
 * Writes the canonical form of RFC 8785, except that an integer beyond 2^53 keeps its digits: IDs of wallets
 * can be that large (api.md §0.5).
 *
 * @throws TypeError if a number isn't finite
 */
export function exactCanonicalJson(value: unknown): string {
	const number = (each: number) => exactNumber(String(each));
	return write(value, { sortKeys: true, number, digits: exactNumber });
}

/** Removes the white space between the tokens of a JSON text, and changes nothing else. */
export function compactJsonText(text: string): string {
	return text.replace(/("[^"\\]*(?:\\[^][^"\\]*)*")|[ \t\n\r]+/g, '$1');
}
