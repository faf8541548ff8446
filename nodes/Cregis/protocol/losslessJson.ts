/**
 * Reads JSON without rounding a number.
 *
 * `JSON.parse` rounds integers beyond 2^53-1 and forgets how a number was written (`1.10`, `1e3`).
 * Cregis's ids can be that large (api.md §0.5), and its signature is made over the text.
 */

/** A number given by its digits: written to JSON as they are, without quotes. */
export class JsonNumber {
	constructor(readonly text: string) {}

	toString(): string {
		return this.text;
	}
}

export type JsonObject = Record<string, unknown>;

type ReadNumber = (text: string) => unknown;

/** Far deeper than anything Cregis sends, far shallower than the call stack. */
const MAX_DEPTH = 64;

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: Array<[string, unknown]> = [
	['true', true],
	['false', false],
	['null', null],
];

/** A JavaScript number where it prints back as it came, else the text, digit for digit. */
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

	/** Reads the whole text as one object, and returns each member's value as it is written. */
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
		// fromEntries defines each key as a property of its own, `__proto__` included.
		return Object.fromEntries(entries);
	}

	private object(member: (key: string) => void): void {
		const keys = new Set<string>();
		this.list('{', '}', () => {
			const key = this.string();
			// Readers differ on which of two equal keys counts; what is ambiguous is not read at all.
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
		// The escapes and the forbidden characters are JSON.parse's business.
		return JSON.parse(this.text.slice(start, end + 1)) as string;
	}

	/** Whether an odd number of backslashes stands before a quote. */
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

	/** The next character that is not white space, or '' at the end. */
	private peek(): string {
		SPACE.lastIndex = this.position;
		SPACE.exec(this.text);
		this.position = SPACE.lastIndex;
		return this.text.charAt(this.position);
	}

	private unexpected(): SyntaxError {
		return new SyntaxError(`Unexpected JSON text at position ${this.position}`);
	}
}

/**
 * Reads a JSON text. A number that a JavaScript number cannot hold exactly, or that would not print
 * back as it came, becomes a string, digit for digit.
 *
 * @param readNumber what to make of a number's text, where another form is wanted
 * @throws SyntaxError if the text isn't JSON, has a key twice, or is nested too deeply
 */
export function parseJson(text: string, readNumber: ReadNumber = losslessNumber): unknown {
	return new Reader(text, readNumber).document();
}

/** As {@link parseJson}, with every number kept as a {@link JsonNumber}, to be written back as is. */
export function parseJsonVerbatim(text: string): unknown {
	return parseJson(text, (digits) => new JsonNumber(digits));
}

/**
 * The members of a JSON object, each value as the text it was written in.
 *
 * @throws SyntaxError if the text isn't a JSON object, has a key twice, or is nested too deeply
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
