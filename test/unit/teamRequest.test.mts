/** The signature and the body of a request to the Team API. */
import { describe, expect, it, jest } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { exactCanonicalJson } from '../../nodes/Cregis/protocol/jsonText.ts';
import { JsonNumber, parseJsonVerbatim } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { signTeamRequest, teamRequest } from '../../nodes/Cregis/protocol/teamRequest.ts';
import { isCanonical } from '../../sandbox/contract/canonical.mts';
import { teamSignature } from '../../sandbox/contract/teamSignature.mts';

const V7 = {
	path: '/openapi/team/profile',
	timestamp: 1717380000000,
	nonce: '9f7c6a2b47e34f19',
	body: '{"name":"Demo Team"}',
};

const TEAM = { accessKey: 'team-key', accessSecret: 'team-secret' };
const WALLETS = '/openapi/v1/wallets';

describe('the signature', () => {
	it('is that of the vector of signing.md §6', () => {
		expect(signTeamRequest(V7, 'team-secret')).toBe(
			'cef9805fa4ee7bf9376b140153c5e3f80e74e4f950eb6f92ef780fa42aa44289',
		);
	});

	it.each([
		['path', '/openapi/team/profil'],
		['timestamp', 1717380000001],
		['nonce', '9f7c6a2b47e34f18'],
		['body', '{"name":"Demo team"}'],
	])('covers the %s', (part, value) => {
		const altered = signTeamRequest({ ...V7, [part]: value }, 'team-secret');
		expect(altered).not.toBe(signTeamRequest(V7, 'team-secret'));
	});

	it('is the one that the sandbox computes, for any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 1 }), (body, secret) => {
				const timestamp = String(V7.timestamp);
				expect(signTeamRequest({ ...V7, body }, secret)).toBe(
					teamSignature({ ...V7, timestamp, raw: body }, secret),
				);
			}),
		);
	});

	it('requires a secret', () => {
		expect(() => signTeamRequest(V7, '')).toThrow(TypeError);
	});
});

describe('the headers', () => {
	it('have the forms of signing.md §6, and sign the body as it is sent', () => {
		jest.spyOn(Date, 'now').mockReturnValue(1717380000000);
		const { headers, body } = teamRequest(WALLETS, { page_size: 10, page_num: 1 }, TEAM);
		jest.restoreAllMocks();
		expect(body).toBe('{"page_num":1,"page_size":10}');
		const nonce = headers['Access-Nonce'];
		expect(headers).toEqual({
			'Access-Key': 'team-key',
			'Access-Timestamp': '1717380000000',
			'Access-Nonce': expect.stringMatching(/^[0-9a-f]{32}$/),
			'Access-Signature': teamSignature(
				{ path: WALLETS, timestamp: '1717380000000', nonce, raw: body },
				'team-secret',
			),
		});
	});

	it('have a new nonce for each request', () => {
		const nonces = Array.from({ length: 100 }, () => {
			return teamRequest(WALLETS, {}, TEAM).headers['Access-Nonce'];
		});
		expect(new Set(nonces).size).toBe(100);
	});

	it('never contain the secret', () => {
		expect(JSON.stringify(teamRequest(WALLETS, {}, TEAM))).not.toContain('team-secret');
	});
});

describe('the body', () => {
	const bodyOf = (fields: Record<string, unknown>) => teamRequest(WALLETS, fields, TEAM).body;

	it.each<[string, Record<string, unknown>, string]>([
		['has no empty fields', { a: '', b: null, c: undefined, d: 0, e: false }, '{"d":0,"e":false}'],
		['is an object without fields', {}, '{}'],
		['sorts its keys by code unit', { b: 1, a_: 1, a: 1, B: 1 }, '{"B":1,"a":1,"a_":1,"b":1}'],
		['sorts nested keys', { a: [{ d: null, c: 1 }] }, '{"a":[{"c":1,"d":null}]}'],
		['keeps characters as they are', { a: 'ü€😀/"\u0007' }, '{"a":"ü€😀/\\"\\u0007"}'],
		[
			'keeps the digits of a large wallet ID',
			{ wallet_id: new JsonNumber('11434198045401089') },
			'{"wallet_id":11434198045401089}',
		],
		[
			'keeps the digits of the largest int64',
			{ wallet_id: new JsonNumber('9223372036854775807') },
			'{"wallet_id":9223372036854775807}',
		],
	])('%s', (_title, fields, body) => {
		expect(bodyOf(fields)).toBe(body);
		expect(isCanonical(bodyOf(fields))).toBe(true);
	});

	it.each([
		['1.0', '1'],
		['1e3', '1000'],
		['1E-7', '1e-7'],
		['-0', '0'],
		['0.1', '0.1'],
		['1e21', '1e+21'],
		['9007199254740991', '9007199254740991'],
		['-9007199254740993', '-9007199254740993'],
		['9007199254740993.0', '9007199254740992'],
	])('writes the number %s as %s', (written, canonical) => {
		expect(exactCanonicalJson(parseJsonVerbatim(`[${written}]`))).toBe(`[${canonical}]`);
	});

	it.each([NaN, Infinity, new JsonNumber('1e400')])("can't have the number %s", (value) => {
		expect(() => bodyOf({ value })).toThrow(TypeError);
	});

	it('is what RFC 8785 prescribes, for any JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(exactCanonicalJson(value)).toBe(canonicalize(value));
			}),
		);
	});
});
