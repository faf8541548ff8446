import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { parsePlainJson } from '../../nodes/Cregis/protocol/plainJson.ts';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('a text that JSON.parse loses nothing of', () => {
	it.each([
		['""', ''],
		['0', 0],
		['-1.5', -1.5],
		['1e-7', 1e-7],
		['9007199254740991', 9007199254740991],
		['-9007199254740991', -9007199254740991],
		['{}', {}],
		['{"b":[1,{"a":null}],"a":"\\n\\"é"}', { b: [1, { a: null }], a: '\n"é' }],
	])('%s is read', (text, value) => {
		expect(parsePlainJson(text)).toEqual(value);
	});

	it('may be 64 levels deep', () => {
		expect(JSON.stringify(parsePlainJson(nested(64)))).toBe(nested(64));
	});

	it('keeps a key that objects inherit', () => {
		const value = parsePlainJson('{"__proto__":{"sign":"a"}}') as object;
		expect(Object.keys(value)).toEqual(['__proto__']);
		expect(value).not.toHaveProperty('sign');
	});
});

describe('any other text is left to the reader that loses nothing', () => {
	it.each<[why: string, text: string]>([
		['white space', '{"a": 1}'],
		['a key that occurs twice', '{"a":1,"a":1}'],
		['a key that occurs twice, written in two ways', '{"a":1,"\\u0061":1}'],
		['an integer that JavaScript rounds', '{"cid":12345678901234567891}'],
		['an integer that JavaScript happens to print alike, but may round', '[9007199254740992]'],
		['the same, negative', '[-9007199254740992]'],
		['the same, deep inside', '{"a":[{"b":[11434198045401088]}]}'],
		['a number in the exponent form of JavaScript', '[1e+21]'],
		['digits that JavaScript drops', '[1.10]'],
		['an exponent', '[1e3]'],
		['a number that is infinite to JavaScript', '[1e999]'],
		['a negative zero', '[-0]'],
		['an escape that JSON.stringify does not write', '["\\/"]'],
		['keys that JavaScript puts in another order', '{"b":1,"1":2}'],
		['65 levels', nested(65)],
		['more levels than the call stack', nested(200_000)],
		['no JSON', '{"a":}'],
		['nothing', ''],
	])('%s', (_why, text) => {
		expect(parsePlainJson(text)).toBeUndefined();
	});
});

it('any text is read as that reader reads it, or left to it', () => {
	const token = fc.constantFrom(
		...'{}[],:" 01-.'.split(''),
		...['"a":', '"__proto__":', '"\\u0061"', 'null', 'true', '9007199254740993', '1e+21', '1.50'],
	);
	const random = fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join(''));
	const value = fc.json({ maxDepth: 4 });
	const digits = fc
		.array(fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,20})?(e[+-]\d{1,3})?$/))
		.map((numbers) => `[${numbers.join(',')}]`);
	fc.assert(
		fc.property(fc.oneof(random, value, digits), (text) => {
			const plain = parsePlainJson(text);
			// White space around a text makes no difference, but is never plain.
			if (plain !== undefined) expect(parseJson(` ${text}`)).toStrictEqual(plain);
		}),
		{ numRuns: 3000 },
	);
});
