/**
 * Reads JSON without rounding numbers.
 *
 * `JSON.parse` rounds integers beyond 2^53-1 and discards how a number was written (`1.10`, `1e3`). Cregis
 * IDs can be that large (api.md §0.5), and Cregis signs the text.
 */

import { MAX_DEPTH, parsePlainJson } from './plainJson';

/** A number that keeps its digits. It's written to JSON unchanged, without quotes. */
export class JsonNumber {
	constructor(readonly text: string) {}

	toString(): string {
		return this.text;
	}
}

export type JsonObject = Record<string, unknown>;

type ReadNumber = (text: string) => unknown;

const SPACES = new Set([' ', '\t', '\n', '\r']);
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: Array<[string, unknown]> = [
	['true', true],
	['false', false],
	['null', null],
];

/** Returns a JavaScript number if it prints exactly as received. Otherwise, returns the text. */
function losslessNumber(text: string): number | string {
	const value = Number(text);
	const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
	return isExact && String(value) === text ? value : text;
}

class Reader {
	private position = 0;

	private depth = 0;

	constructor(
		private readonly text: string,
		private readonly readNumber: ReadNumber,
	) {}

	/** Reads the whole text as one value. */
	document(): unknown {
		const value = this.value();
		if (this.peek() !== '') throw this.unexpected();
		return value;
	}

	/** Reads the whole text as one object, and returns the source text of each member's value. */
	members(): Array<[key: string, source: string]> {
		const sources: Array<[string, string]> = [];
		this.object((key) => {
			this.peek();
			const start = this.position;
			this.value();
			sources.push([key, this.text.slice(start, this.position)]);
		});
		if (this.peek() !== '') throw this.unexpected();
		return sources;
	}

	private value(): unknown {
		const next = this.peek();
		if (next === '{') return this.objectValue();
		if (next === '[') return this.array();
		if (next === '"') return this.string();
		for (const [word, value] of WORDS) {
			if (this.text.startsWith(word, this.position)) {
				this.position += word.length;
				return value;
			}
		}
		return this.readNumber(this.token(NUMBER));
	}

	private objectValue(): JsonObject {
		const entries: Array<[string, unknown]> = [];
		this.object((key) => entries.push([key, this.value()]));
		// `fromEntries` defines each key as an own property, including `__proto__`.
		return Object.fromEntries(entries);
	}

	private object(member: (key: string) => void): void {
		const keys = new Set<string>();
		this.list('{', '}', () => {
			const key = this.string();
			// Parsers differ on which of two equal keys counts, so ambiguous text is refused.
			if (keys.has(key)) throw new SyntaxError('The JSON text holds a key twice');
			keys.add(key);
			this.expect(':');
			member(key);
		});
	}

	private array(): unknown[] {
		const values: unknown[] = [];
		this.list('[', ']', () => values.push(this.value()));
		return values;
	}

	private list(open: string, close: string, element: () => void): void {
		this.expect(open);
		if (++this.depth > MAX_DEPTH) throw new SyntaxError('The JSON text is nested too deeply');
		if (this.peek() === close) {
			this.position++;
		} else {
			element();
			while (this.peek() === ',') {
				this.position++;
				element();
			}
			this.expect(close);
		}
		this.depth--;
	}

	private string(): string {
		this.peek();
		const start = this.position;
		if (this.text[start] !== '"') throw this.unexpected();
		let end = start;
		do {
			end = this.text.indexOf('"', end + 1);
			if (end < 0) throw this.unexpected();
		} while (this.isEscaped(end));
		this.position = end + 1;
		// `JSON.parse` handles escapes and rejects forbidden characters.
		return JSON.parse(this.text.slice(start, end + 1)) as string;
	}

	/** Whether an odd number of backslashes precedes a quote. */
	private isEscaped(quote: number): boolean {
		let start = quote;
		while (this.text[start - 1] === '\\') start--;
		return (quote - start) % 2 === 1;
	}

	private token(pattern: RegExp): string {
		pattern.lastIndex = this.position;
		const match = pattern.exec(this.text);
		if (!match) throw this.unexpected();
		this.position = pattern.lastIndex;
		return match[0];
	}

	private expect(character: string): void {
		if (this.peek() !== character) throw this.unexpected();
		this.position++;
	}

	/** Skips white space and returns the next character, or '' at the end. */
	private peek(): string {
		let next = this.text.charAt(this.position);
		while (SPACES.has(next)) next = this.text.charAt(++this.position);
		return next;
	}

	private unexpected(): SyntaxError {
		return new SyntaxError(`Unexpected JSON text at position ${this.position}`);
	}
}

/**
 * Reads a JSON text. A number becomes a string, digit for digit, if a JavaScript number can't hold it exactly
 * or would print it differently.
 *
 * @param readNumber converts the text of a number, if another form is needed
 * @throws SyntaxError if the text isn't JSON, has a duplicate key, or is nested too deeply
 */
export function parseJson(text: string, readNumber?: ReadNumber): unknown {
	const plain = readNumber ? undefined : parsePlainJson(text);
	return plain ?? new Reader(text, readNumber ?? losslessNumber).document();
}

/**
 * Reads a JSON text and keeps every number as a {@link JsonNumber}, so that it can be written back unchanged.
 */
export function parseJsonVerbatim(text: string): unknown {
	return parseJson(text, (digits) => new JsonNumber(digits));
}

/**
 * Returns the members of a JSON object, with the source text of each value.
 *
 * @throws SyntaxError if the text isn't a JSON object, has a duplicate key, or is nested too deeply
 */
export function parseMembers(text: string): Array<[key: string, source: string]> {
	return new Reader(text, losslessNumber).members();
}

export function isJsonObject(value: unknown): value is JsonObject {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		!(value instanceof JsonNumber)
	);
}
