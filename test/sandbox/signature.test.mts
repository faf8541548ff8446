import { describe, expect, it } from '@jest/globals';
import { isJsonObject, type JsonObject, parseJson } from '../../sandbox/contract/json.mts';
import { isSigned, sign } from '../../sandbox/contract/signature.mts';
import { KEY } from '../support/samples.mts';
import { V1, VECTORS } from '../support/signatureVectors.mts';

describe.each(VECTORS)('%s', (_name, key, fields, expected) => {
	it('has the published signature', () => {
		expect(sign(fields, key)).toBe(expected);
	});

	it('has the same signature for a body that is parsed losslessly', () => {
		const parsed = parseJson(JSON.stringify(fields));
		expect(isJsonObject(parsed) && sign(parsed, key)).toBe(expected);
	});

	it('is valid in either letter case, and with no other key', () => {
		expect(isSigned({ ...fields, sign: expected }, key)).toBe(true);
		expect(isSigned({ ...fields, sign: expected.toUpperCase() }, key)).toBe(true);
		expect(isSigned({ ...fields, sign: expected }, `${key}0`)).toBe(false);
	});
});

describe('values', () => {
	const SAME: Array<[string, JsonObject, JsonObject]> = [
		['empty values are left out', { a: '1', b: '', c: null, d: undefined, sign: 'x' }, { a: '1' }],
		['zero and false stay', { a: 0, b: false }, { a: '0', b: 'false' }],
		[
			'numbers keep their digits',
			parseJson('{"a":1.10,"b":11434198045401089}') as JsonObject,
			{ a: '1.10', b: '11434198045401089' },
		],
		[
			'nested values are in canonical form (RFC 8785)',
			parseJson('{"a":{"z":1.0,"b":[null]}}') as JsonObject,
			{ a: '{"b":[null],"z":1}' },
		],
	];

	it.each(SAME)('%s', (_name, left, right) => {
		expect(sign(left, KEY)).toBe(sign(right, KEY));
	});

	it('counts white space as a value', () => {
		expect(sign({ a: ' ' }, KEY)).not.toBe(sign({ a: '' }, KEY));
	});

	it('signs and verifies nothing with an empty key', () => {
		expect(() => sign(V1, '')).toThrow('The API key is empty.');
		expect(isSigned({ ...V1, sign: 'd'.repeat(32) }, '')).toBe(false);
	});
});
