import { describe, expect, it } from '@jest/globals';
import { isJsonObject, type JsonObject, parseJson } from '../../sandbox/contract/json.mts';
import { isSigned, sign } from '../../sandbox/contract/signature.mts';

const KEY = 'f502a9ac9ca54327986f29c03b271491';
const ADDRESS = 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS';
const P1 = {
	pid: 1382528827416576,
	currency: '195@195',
	address: ADDRESS,
	amount: '1.1',
	remark: 'payout',
	third_party_id: 'c9231e604da54469a735af3f449c880f',
	callback_url: 'http://192.168.2.29:9099/callback',
	nonce: 'hwlkk6',
	timestamp: 1688004243314,
};

// The vectors of signing.md §3.1 that hold.
const VECTORS: Array<[string, string, JsonObject, string]> = [
	['V1', KEY, P1, 'd6eef2de79e39f434a38efb910213ba6'],
	[
		'V2',
		KEY,
		{
			...P1,
			nonce: 'mb8udu',
			third_party_id: '19faf9d3c8f34caf926f332f3021e887',
			timestamp: 1688003966801,
		},
		'c9bae061ae3f5f8d3bfde817f6966c36',
	],
	[
		'V3',
		KEY,
		{ ...P1, callback_url: 'https://your-domain.com/callback' },
		'f76fb193e9d34d2e59fef64e3418f79b',
	],
	[
		'V4',
		'fixture-api-key',
		{
			event_name: 'order',
			event_type: 'refunded',
			pid: 123456789,
			nonce: 'abc123',
			timestamp: 1719994383015,
			data: {
				refund_status: 1,
				refund_id: 'rf-test',
				order_id: 'merchant-test',
				cregis_id: 'po-test',
			},
		},
		'9e2b39ae45341e1d912dda3e31a3dddf',
	],
	[
		'D3',
		KEY,
		{ pid: P1.pid, address: ADDRESS, chain_id: '195', nonce: 'm8jisx', timestamp: 1687848653294 },
		'cebd2bfd56766f1143dc40d078b64dac',
	],
	[
		'D4',
		KEY,
		{ pid: P1.pid, address: ADDRESS, chain_id: '195', nonce: 'tvccuh', timestamp: 1687849472174 },
		'48036043999446485fe0d20a838a00dc',
	],
	[
		'D5',
		KEY,
		{ pid: P1.pid, cid: 1382626461605888, nonce: 'sw7kv5', timestamp: 1687853722065 },
		'af825ddb839e6796d62977caf18d3394',
	],
];

describe.each(VECTORS)('%s', (_name, key, fields, expected) => {
	it('gives the published signature', () => {
		expect(sign(fields, key)).toBe(expected);
	});

	it('gives the same for a body parsed without loss', () => {
		const parsed = parseJson(JSON.stringify(fields));
		expect(isJsonObject(parsed) && sign(parsed, key)).toBe(expected);
	});

	it('is verified in either letter case, and by no other key', () => {
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
			'lexemes stay',
			parseJson('{"a":1.10,"b":11434198045401089}') as JsonObject,
			{ a: '1.10', b: '11434198045401089' },
		],
		[
			'nested values are RFC 8785',
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
		expect(() => sign(P1, '')).toThrow('The API key is empty.');
		expect(isSigned({ ...P1, sign: 'd'.repeat(32) }, '')).toBe(false);
	});
});
