import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonNumber } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { isSignatureOf, signParameters } from '../../nodes/Cregis/protocol/signature.ts';
import { sign } from '../../sandbox/contract/signature.mts';
import { KEY } from '../support/samples.mts';
import { V1, VECTORS } from '../support/signatureVectors.mts';

const { pid, address } = V1;

describe('the vectors of signing.md §3', () => {
	it.each(VECTORS)('%s is correct', (_name, key, parameters, signature) => {
		expect(signParameters(parameters, key)).toBe(signature);
		expect(isSignatureOf(signature, parameters, key)).toBe(true);
	});

	it.each([
		[
			'coins, copied from address/legal',
			{ pid, nonce: 'm8jisx', timestamp: 1687848653294 },
			'cebd2bfd56766f1143dc40d078b64dac',
			'2bd758a21e73018b9d09b189d2c3ab9d',
		],
		[
			'deposit callback, a placeholder',
			{
				pid,
				cid: 1391751691788288,
				chain_id: '195',
				token_id: '195',
				currency: 'TRX',
				amount: '1.2',
				address,
				status: '1',
				txid: '6dd05b0972075542219a3fcc116c58feaf9480f1f698cc46c4367ded83955cfd',
				block_height: '34527604',
				block_time: '1686814482000',
				nonce: 'ubqso3',
				timestamp: 1687850657960,
			},
			'f5be13fdd8c6f63951ca4427359457cb',
			'b881c9ba3ae15627ea796109e7eeec7f',
		],
		[
			'order/info, copied from V1',
			{ cregis_id: 'po20240703132452000', pid, nonce: 'hwlkk6', timestamp: 1688004243314 },
			'd6eef2de79e39f434a38efb910213ba6',
			'7a6b1961beba89a2c4363ab60db3da79',
		],
	])('%s: the published one is wrong', (_name, parameters, printed, computed) => {
		expect(isSignatureOf(printed, parameters, KEY)).toBe(false);
		expect(signParameters(parameters, KEY)).toBe(computed);
	});
});

/** Expects the parameters to be signed as this text. */
function signsAs(parameters: Record<string, unknown>, text: string) {
	// A single string is signed unchanged, so its name and value can spell any text.
	expect(signParameters(parameters, KEY)).toBe(signParameters({ [text[0]]: text.slice(1) }, KEY));
}

describe('which parameters are signed', () => {
	it.each<[string, Record<string, unknown>, string]>([
		['null is dropped', { a: null, b: 'x' }, 'bx'],
		['undefined is dropped', { a: undefined, b: 'x' }, 'bx'],
		["'' is dropped", { a: '', b: 'x' }, 'bx'],
		["' ' is kept", { a: ' ', b: 'x' }, 'a bx'],
		['0 is kept', { a: 0 }, 'a0'],
		["'0' is kept", { a: '0' }, 'a0'],
		['false is kept', { a: false }, 'afalse'],
		['an empty array is kept', { a: [] }, 'a[]'],
		['an empty object is kept', { a: {} }, 'a{}'],
		['sign is dropped', { a: 'x', sign: 'y' }, 'ax'],
		['Sign is kept, because the name differs', { Sign: 'y', a: 'x' }, 'Signyax'],
		['__proto__ is a name like any other', JSON.parse('{"__proto__":"x"}'), '__proto__x'],
	])('%s', (_title, parameters, text) => signsAs(parameters, text));
});

describe('the order of the parameters', () => {
	it.each<[string, Record<string, unknown>, string]>([
		['upper case, then _, then lower case', { ab: '1', a_b: '2', aB: '3' }, 'aB3a_b2ab1'],
		['a prefix first', { abc: '1', ab: '2', a: '3' }, 'a3ab2abc1'],
		['digits as text', { a10: '1', a2: '2' }, 'a101a22'],
		['digits alone as text', { 10: 'x', 9: 'y' }, '10x9y'],
		['to_address before token_id', { token_id: '1', to_address: '2' }, 'to_address2token_id1'],
		['non-ASCII last', { ä: '1', z: '2' }, 'z2ä1'],
	])('%s', (_title, parameters, text) => signsAs(parameters, text));
});

describe('the text of a value', () => {
	it.each<[string, unknown, string]>([
		['a string is not trimmed', ' a\t', ' a\t'],
		['a string is not escaped', '"/\\\n', '"/\\\n'],
		['unicode goes as UTF-8', '支付 é 🚀', '支付 é 🚀'],
		['an integer', 1688004243314, '1688004243314'],
		['an integer without exponent', 1e21, '1000000000000000000000'],
		['a negative integer', -7, '-7'],
		['minus zero', -0, '0'],
		['a float', 0.1, '0.1'],
		['a whole float', 1.0, '1'],
		['a small float', 1e-7, '1e-7'],
		['a bigint', 12345678901234567890n, '12345678901234567890'],
		['a number by its digits', new JsonNumber('11434198045401089'), '11434198045401089'],
		['a number as it is written', new JsonNumber('1.10'), '1.10'],
		['true', true, 'true'],
		['an object with sorted keys', { b: 1, a_: 2, aB: 3 }, '{"aB":3,"a_":2,"b":1}'],
		['nested null is kept', { a: null, b: [null] }, '{"a":null,"b":[null]}'],
		['nested empty text is kept', { a: '' }, '{"a":""}'],
		['nested strings are escaped', ['/', '"', 'é', '\u001f'], '["/","\\"","é","\\u001f"]'],
		['nested objects at every depth', [{ b: { d: 1, c: 2 } }], '[{"b":{"c":2,"d":1}}]'],
		['nested numbers are shortest', [new JsonNumber('1.10')], '[1.1]'],
	])('%s', (_title, value, text) => signsAs({ a: value }, `a${text}`));

	// signing.md §4.1: a nested value is signed in canonical form (RFC 8785), whose numbers are ECMAScript's.
	it.each(['1e21', '1e20', '1.5e300', '1e-7', '-0', '5e-324', '333333333.33333329'])(
		'nested %s in canonical form',
		(lexeme) => signsAs({ a: [new JsonNumber(lexeme)] }, `a[${JSON.stringify(Number(lexeme))}]`),
	);

	it.each([NaN, Infinity, -Infinity])("%p is rejected, because JSON can't express it", (value) => {
		expect(() => signParameters({ a: value }, KEY)).toThrow(TypeError);
	});
});

describe('an empty API key', () => {
	it('signs nothing', () => {
		expect(() => signParameters(V1, '')).toThrow('Nothing can be signed without an API key');
	});

	it('verifies nothing, not even the MD5 of the bare text', () => {
		const md5OfEmptyText = 'd41d8cd98f00b204e9800998ecf8427e';
		expect(isSignatureOf(md5OfEmptyText, {}, '')).toBe(false);
	});
});

describe('a received signature', () => {
	const signature = 'd6eef2de79e39f434a38efb910213ba6';

	it.each([
		['upper case', signature.toUpperCase(), true],
		['mixed case', `D6${signature.slice(2)}`, true],
		['31 digits', signature.slice(1), false],
		['33 digits', `${signature}0`, false],
		['a space before it', ` ${signature}`, false],
		['a line break after it', `${signature}\n`, false],
		['no hex', signature.replace('e', 'g'), false],
		['empty', '', false],
		['undefined', undefined, false],
		['null', null, false],
		['a number', 12345678901234567890123456789012, false],
		['an array that contains it', [signature], false],
		['an object that converts to it', { toString: () => signature }, false],
		['another one', 'c9bae061ae3f5f8d3bfde817f6966c36', false],
	])('%s', (_title, given, holds) => {
		expect(isSignatureOf(given, V1, KEY)).toBe(holds);
	});

	it.each(Object.keys(V1))("doesn't match another %s", (name) => {
		expect(isSignatureOf(signature, { ...V1, [name]: 'x' }, KEY)).toBe(false);
	});

	it("doesn't match with another key", () => {
		expect(isSignatureOf(signature, V1, `${KEY}0`)).toBe(false);
	});
});

it("is the same as the sandbox's independent code computes", () => {
	const text = fc.string({ unit: 'binary' });
	const flag = fc.constantFrom(null, true, false);
	const fraction = fc.double({ noNaN: true, min: -1e15, max: 1e15 });
	const value = fc.oneof(
		text,
		fc.maxSafeInteger(),
		fc.bigInt(),
		fraction,
		fc.constantFrom(null, undefined, '', ' ', 0, false, true),
		fc.anything({ maxDepth: 3, values: [text, fc.maxSafeInteger(), fraction, flag] }),
	);
	fc.assert(
		fc.property(fc.dictionary(text, value), (parameters) => {
			expect(signParameters(parameters, KEY)).toBe(sign(parameters, KEY));
		}),
		{ numRuns: 1000 },
	);
});
