import { describe, expect, it } from '@jest/globals';
import { parseJson } from '../../../nodes/Cregis/protocol/losslessJson.ts';

/** As long as the longest callback that is read. */
const SIZE = 2_000_000;

describe('2 MB', () => {
	// Whatever the text, parsing ends with a value or a SyntaxError, and not because the stack is full.
	it.each([
		['a long string', () => `"${'a'.repeat(SIZE)}"`],
		['a long unterminated string', () => `"${'a'.repeat(SIZE)}`],
		['escapes', () => `"${'\\n'.repeat(SIZE / 2)}"`],
		['unterminated escapes', () => `"${'\\n'.repeat(SIZE / 2)}`],
		['unterminated backslashes', () => `"${'\\'.repeat(SIZE)}`],
		['opening brackets', () => '['.repeat(SIZE)],
		['opening objects', () => '{"a":'.repeat(SIZE / 5)],
		['digits', () => '1'.repeat(SIZE)],
		['digits, then a letter', () => `${'1'.repeat(SIZE)}x`],
		['white space', () => ' '.repeat(SIZE)],
		['quotes', () => '"'.repeat(SIZE)],
		['many short values', () => `[${'1,'.repeat(SIZE / 2)}1]`],
		['many short keys', () => `{${Array.from({ length: SIZE / 12 }, (_, i) => `"${i}":""`)}}`],
	])('%s', (_title, make) => {
		const text = make();
		const read = () => {
			try {
				return parseJson(text) !== undefined;
			} catch (error) {
				return error instanceof SyntaxError ? true : String(error);
			}
		};
		expect(read()).toBe(true);
	});
});
