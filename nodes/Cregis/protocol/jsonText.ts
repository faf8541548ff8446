/** Writes JSON, in the forms in which it is sent and signed. */
import { JsonNumber, isJsonObject } from './losslessJson';

/**
 * A number as it is both signed and sent: integers in plain digits, others as JSON writes them.
 *
 * @throws TypeError if the number is not finite, which JSON cannot express
 */
export function numberText(value: number): string {
	if (!Number.isFinite(value)) throw new TypeError('A number that is not finite cannot be sent');
	return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

interface WriteOptions {
	sortKeys?: boolean;
	/** Writes a JavaScript number. */
	number: (value: number) => string;
	/** Writes a number that is given by its digits. */
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

/** Writes compact JSON; a {@link JsonNumber} goes out digit for digit. */
export function stringifyJson(value: unknown): string {
	return write(value, { number: numberText, digits: (text) => text });
}

/** As JavaScript writes numbers, and so RFC 8785: integers beyond 2^53 are rounded. */
const asDouble = (text: string) => JSON.stringify(Number(text));

/** The canonical form of RFC 8785: keys sorted by code unit, no white space, numbers as doubles. */
export function canonicalJson(value: unknown): string {
	return write(value, { sortKeys: true, number: JSON.stringify, digits: asDouble });
}

/** As {@link canonicalJson}, but for a {@link JsonNumber}, which keeps its digits. */
export function sortedJson(value: unknown): string {
	return write(value, { sortKeys: true, number: JSON.stringify, digits: (text) => text });
}

/** A JSON text without the white space between its tokens, all else as it stands. */
export function compactJsonText(text: string): string {
	return text.replace(/("[^"\\]*(?:\\[^][^"\\]*)*")|[ \t\n\r]+/g, '$1');
}
