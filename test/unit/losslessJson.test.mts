import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compactJsonText, stringifyJson } from '../../nodes/Cregis/protocol/jsonText.ts';
import {
	JsonNumber,
	isJsonObject,
	parseJson,
	parseJsonVerbatim,
	parseMembers,
} from '../../nodes/Cregis/protocol/losslessJson.ts';

describe('a number', () => {
	it.each([
		['0', 0],
		['-1', -1],
		['1.5', 1.5],
		['0.1', 0.1],
		['1e-7', 1e-7],
		['9007199254740991', 9007199254740991],
		['-9007199254740991', -9007199254740991],
		['9007199254740992', '9007199254740992'],
		['9007199254740993', '9007199254740993'],
		['11434198045401088', '11434198045401088'],
		['12345678901234567890', '12345678901234567890'],
		['-0', '-0'],
		['1.0', '1.0'],
		['1.10', '1.10'],
		['1e3', '1e3'],
		['1E3', '1E3'],
		['1e+3', '1e+3'],
		['1e21', '1e21'],
		['1e400', '1e400'],
		['1e-400', '1e-400'],
		['0.30000000000000000001', '0.30000000000000000001'],
	])('%s is parsed as %p, and kept verbatim', (lexeme, value) => {
		expect(parseJson(lexeme)).toBe(value);
		expect(parseJson(`{"a":[ ${lexeme} ]}`)).toEqual({ a: [value] });
		expect(stringifyJson(parseJsonVerbatim(`{"a":[ ${lexeme} ]}`))).toBe(`{"a":[${lexeme}]}`);
	});

	it('converts to text digit for digit', () => {
		expect(String(new JsonNumber('1.10'))).toBe('1.10');
	});

	it('keeps every digit when it is parsed and written', () => {
		const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,25})(\.\d{1,25})?([eE][+-]?\d{1,3})?$/);
		fc.assert(
			fc.property(fc.array(digits), (lexemes) => {
				const text = `[${lexemes.join(',')}]`;
				expect(stringifyJson(parseJsonVerbatim(text))).toBe(text);
				expect((parseJson(text) as unknown[]).map(String)).toEqual(lexemes);
			}),
			{ numRuns: 2000 },
		);
	});

	it.each<[string, unknown, string]>([
		['an integer without exponent', 1e21, '1000000000000000000000'],
		['a bigint', 12345678901234567890n, '12345678901234567890'],
		['digits unchanged', new JsonNumber('1.10'), '1.10'],
		['members in their order', { b: 1, a: 2 }, '{"b":1,"a":2}'],
		['a member that is undefined: left out', { a: undefined, b: 1 }, '{"b":1}'],
		['an element that is undefined: null', [undefined], '[null]'],
	])('is written: %s', (_title, value, text) => {
		expect(stringifyJson(value)).toBe(text);
	});
});

describe('ordinary JSON', () => {
	it('is parsed like JSON.parse, and written like JSON.stringify', () => {
		const value = fc.jsonValue({ maxDepth: 5 }).map((any) => JSON.stringify(any));
		const exact = value.filter((text) => !/-0|\d{16}|e\+/.test(text));
		fc.assert(
			fc.property(exact, fc.constantFrom(undefined, 1, '\t', '\r\n'), (text, space) => {
				const expected: unknown = JSON.parse(text);
				expect(parseJson(JSON.stringify(expected, null, space))).toEqual(expected);
				expect(stringifyJson(expected)).toBe(text);
			}),
			{ numRuns: 2000 },
		);
	});

	it.each([
		['true', true],
		['false', false],
		['null', null],
		['[true,false,null]', [true, false, null]],
		['""', ''],
		['{}', {}],
		['[]', []],
		['"\\""', '"'],
		['"\\\\"', '\\'],
		['["\\\\", "b"]', ['\\', 'b']],
		['"\\\\\\" a"', '\\" a'],
		['{"a\\"":"\\"b\\\\"}', { 'a"': '"b\\' }],
	])('%s is parsed as %p', (text, value) => {
		expect(parseJson(text)).toEqual(value);
	});

	it.each([
		['"a b"', '"a b"'],
		['[ 1 ,\n\t2 ]', '[1,2]'],
		['"a\\n b c" ', '"a\\n b c"'],
		['"\\" a b"', '"\\" a b"'],
		['"a\\\\" , " b"', '"a\\\\"," b"'],
	])('%s is %s in its compact form', (text, compact) => {
		expect(compactJsonText(text)).toBe(compact);
	});

	it('loses only the white space between tokens in its compact form', () => {
		expect(compactJsonText(' { "a b" :\t"\\" : \\\\" ,\r\n"\\/": [ 1.10 , "\\u00e9" ] } ')).toBe(
			'{"a b":"\\" : \\\\","\\/":[1.10,"\\u00e9"]}',
		);
	});

	it('returns the members of an object unchanged', () => {
		expect(parseMembers(' {"b": 1.10 ,"\\u0061":{ "x" : 1}, "c":"\\/"} ')).toEqual([
			['b', '1.10'],
			['a', '{ "x" : 1}'],
			['c', '"\\/"'],
		]);
	});
});

const MALFORMED = [
	...['', ' ', '{', '}', '[', ']', '[1', '[1,]', '[,1]', '[1 2]', '{"a"}', '{"a":}', '{"a":1,}'],
	...['{,}', '{a:1}', "{'a':1}", '{"a":1 "b":2}', '{"a":1}}', '{"a":1}x', '1 2', 'nul', 'nulll'],
	...['True', 'NaN', 'Infinity', '-Infinity', 'undefined', '01', '-', '+1', '.5', '1.', '1.e3'],
	...['1e', '1e+', '0x10', '1_000', '--1', '"', '"a', '"\n"', '"\\x"', '"\\u12"', '"\t"', "'a'"],
	...['\ufeff{}', '\u00a0{}', '[1]//', '/**/[]', '\u0000', '"\\', '[1;2]', '{"a":1;}', '-01', '٣'],
];

describe('an invalid text', () => {
	it.each(MALFORMED)('%j: JSON.parse rejects it, too', (text) => {
		expect(() => JSON.parse(text)).toThrow(SyntaxError);
		expect(() => parseJson(text)).toThrow(SyntaxError);
	});

	it('any that JSON.parse rejects, and otherwise only repeated keys', () => {
		const token = fc.constantFrom(...'{}[],:" \n1-0.eE+\\"atrue'.split(''), 'null', '"a":');
		fc.assert(
			fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
				const text = tokens.join('');
				const read = (reader: (text: string) => unknown) => {
					try {
						return stringifyJson(reader(text)).length > 0;
					} catch (error) {
						return !(error instanceof SyntaxError) || /twice/.test(error.message);
					}
				};
				expect([text, read(parseJson)]).toEqual([text, read(JSON.parse)]);
			}),
			{ numRuns: 20_000 },
		);
	});

	it.each(['{"a":1,"a":1}', '{"a":1,"\\u0061":2}', '[{"b":{"":1,"":2}}]'])(
		'%s: repeats a key',
		(text) => {
			expect(() => parseJson(text)).toThrow('The JSON text holds a key twice');
		},
	);

	it('nested more than 64 levels deep', () => {
		expect(parseJson('['.repeat(64) + ']'.repeat(64))).toBeInstanceOf(Array);
		expect(parseJson(`[${Array(65).fill('[]').join(',')}]`)).toHaveLength(65);
		expect(() => parseJson('['.repeat(65) + ']'.repeat(65))).toThrow('nested too deeply');
	});

	it.each(['[]', '1', '"a"', 'null', '{}{}'])('%s, if members are expected', (text) => {
		expect(() => parseMembers(text)).toThrow(SyntaxError);
	});
});

describe('__proto__', () => {
	const TEXT = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';

	it('is an ordinary key', () => {
		const value = parseJson(TEXT) as object;
		expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
		expect(stringifyJson(value)).toBe(TEXT);
	});

	it('changes no other object', () => {
		parseJson(TEXT);
		expect({}).not.toHaveProperty('polluted');
	});
});

it.each<[unknown, boolean]>([
	[{}, true],
	[[], false],
	[null, false],
	['{}', false],
	[new JsonNumber('1'), false],
])('%p is an object: %p', (value, is) => {
	expect(isJsonObject(value)).toBe(is);
});
