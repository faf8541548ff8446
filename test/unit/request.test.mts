import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonNumber } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { signedBody } from '../../nodes/Cregis/protocol/request.ts';
import { isJsonObject, parseJson } from '../../sandbox/contract/json.mts';
import { isSigned } from '../../sandbox/contract/signature.mts';
import { KEY, PID } from '../support/samples.mts';

const PROJECT = { pid: PID, apiKey: KEY };

function isSignedText(text: string): boolean {
	const body = parseJson(text);
	return isJsonObject(body) && isSigned(body, KEY);
}

describe('the system fields', () => {
	it('are pid as a number, a nonce of six characters, the time in ms and the signature', () => {
		expect(signedBody({}, PROJECT)).toMatch(
			/^\{"pid":1382528827416576,"nonce":"[a-z0-9]{6}","timestamp":\d{13},"sign":"[0-9a-f]{32}"\}$/,
		);
	});

	it('are current', () => {
		const before = Date.now();
		const { timestamp } = JSON.parse(signedBody({}, PROJECT)) as { timestamp: number };
		expect(timestamp).toBeGreaterThanOrEqual(before);
		expect(timestamp).toBeLessThanOrEqual(Date.now());
	});

	it('replace given ones', () => {
		const given = { pid: 1, nonce: 'aaaaaaaaaaaaa', timestamp: 1, sign: 'x' };
		const body = JSON.parse(signedBody(given, PROJECT)) as Record<string, unknown>;
		expect(Object.keys(body).sort()).toEqual(['nonce', 'pid', 'sign', 'timestamp']);
		expect(Object.values(given).filter((value) => Object.values(body).includes(value))).toEqual([]);
	});

	it('are new for each request', () => {
		const nonces = Array.from({ length: 100 }, () => {
			return (JSON.parse(signedBody({}, PROJECT)) as { nonce: string }).nonce;
		});
		expect(new Set(nonces).size).toBeGreaterThan(98);
	});

	it('keep a pid beyond 2^53 digit for digit', () => {
		const text = signedBody({}, { pid: '12345678901234567891', apiKey: KEY });
		expect(text).toMatch('"pid":12345678901234567891,');
		expect(isSignedText(text)).toBe(true);
	});
});

describe('a field', () => {
	it.each<[string, unknown, string]>([
		['text', 'a"b/é', '"f":"a\\"b/é",'],
		['JSON text as a string', '["USDT-TRC20"]', '"f":"[\\"USDT-TRC20\\"]",'],
		['a large integer', new JsonNumber('11434198045401089'), '"f":11434198045401089,'],
		['an integer without exponent', 1e21, '"f":1000000000000000000000,'],
		['zero', 0, '"f":0,'],
		['false', false, '"f":false,'],
		['white space', ' ', '"f":" ",'],
	])('is sent: %s', (_title, value, member) => {
		const text = signedBody({ f: value }, PROJECT);
		expect(text).toContain(`{${member}"pid"`);
		expect(isSignedText(text)).toBe(true);
	});

	it.each([[null], [undefined], ['']])('is neither sent nor signed: %p', (value) => {
		const text = signedBody({ f: value }, PROJECT);
		expect(text).toMatch(/^\{"pid"/);
		expect(isSignedText(text)).toBe(true);
	});
});

describe('a project is rejected', () => {
	it.each(['', 'abc', '12a', '-1', '1.5', ' 1', '1e3', '1\n'])('without a pid: %j', (pid) => {
		expect(() => signedBody({}, { pid, apiKey: KEY })).toThrow(
			'The project ID can contain only digits',
		);
	});

	it('without an API key', () => {
		expect(() => signedBody({}, { pid: PID, apiKey: '' })).toThrow(TypeError);
	});
});

it("the sandbox's independent code verifies a body with any fields", () => {
	const text = fc.string({ unit: 'binary' });
	const fraction = fc.double({ noNaN: true, min: -1e15, max: 1e15 });
	const flag = fc.constantFrom(null, true, false);
	const value = fc.oneof(
		text,
		fc.maxSafeInteger(),
		fc.bigInt(),
		fraction,
		fc.constantFrom(null, undefined, '', ' ', 0, false, true, 1e21, -0),
		fc.constantFrom('1.10', '1e3', '-0', '12345678901234567891').map((raw) => new JsonNumber(raw)),
		fc.anything({ maxDepth: 3, values: [text, fc.maxSafeInteger(), fraction, flag] }),
	);
	// The sandbox's JSON parser doesn't support keys named __proto__.
	const name = text.filter((any) => any !== '__proto__');
	fc.assert(
		fc.property(fc.dictionary(name, value), (fields) => {
			expect(isSignedText(signedBody(fields, PROJECT))).toBe(true);
		}),
		{ numRuns: 1000 },
	);
});
