import { describe, expect, it } from '@jest/globals';
import { type Code, MESSAGES } from '../../sandbox/contract/codes.mts';
import { jsonNumber, type JsonObject, parseJson, toJson } from '../../sandbox/contract/json.mts';
import type { ProjectSettings } from '../../sandbox/sandbox.mts';
import {
	call,
	payoutFields,
	payoutV2Fields as v2,
	post,
	signedFields,
	XRP_RECIPIENT as XRP,
} from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';

useSandbox();

const EVM = '0xdac17f958d2ee523a2206206994597c13d831ec7';
const V1 = '/api/v1/payout';
const V2 = '/api/v2/payout';
const CREATE = '/api/v1/address/create';
const LEGAL = '/api/v1/address/legal';
const COINS_PATH = '/api/v1/coins';
const QUERY = '/api/v1/payout/query';

// Case, path, fields, code (for A0001 with the field).
const REFUSED: Array<[string, string, JsonObject, string]> = [
	['unknown pid', COINS_PATH, { pid: jsonNumber('1382528827416576') }, 'E0003'],
	['pid as text', COINS_PATH, { pid: '1382528827416576' }, 'A0001: pid'],
	['short nonce', COINS_PATH, { nonce: 'abc' }, 'A0001: nonce'],
	['seconds', COINS_PATH, { timestamp: jsonNumber(1688004243) }, 'A0001: timestamp'],
	['unknown field', COINS_PATH, { page: 'x' }, 'A0001: page'],
	['empty field', CREATE, { chain_id: '' }, 'A0001: chain_id'],
	['unknown field, empty', CREATE, { chain_id: '195', name: '' }, 'A0001: name'],
	['null field', CREATE, { chain_id: '195', alias: null }, 'A0001: alias'],
	['missing field', CREATE, {}, 'A0001: chain_id'],
	['number for text', CREATE, { chain_id: jsonNumber(195) }, 'A0001: chain_id'],
	['callback_url', CREATE, { chain_id: '195', callback_url: 'x' }, 'A0001: callback_url'],
	['long alias', CREATE, { chain_id: '195', alias: 'x'.repeat(41) }, 'E0002'],
	['no sub-addresses', CREATE, { chain_id: '144' }, 'E0005'],
	['unknown chain', LEGAL, { chain_id: '1', address: EVM }, 'E0005'],
	['unknown coin', V1, payoutFields('a', { currency: '1@1' }), 'E0005'],
	['amount 0', V1, payoutFields('a', { amount: '0.000' }), 'E0006'],
	['amount below 0', V2, v2({ amount: '-1' }), 'E0006'],
	['amount not a decimal', V1, payoutFields('a', { amount: '1e3' }), 'A0001: amount'],
	['amount as number', V1, payoutFields('a', { amount: jsonNumber('1') }), 'A0001: amount'],
	['decimals', V1, payoutFields('a', { amount: '1.1234567' }), 'E0007'],
	['foreign address', V1, payoutFields('a', { address: EVM }), 'E0008'],
	['foreign sender', V2, v2({ from_address: EVM }), 'E0008'],
	['unknown wallet', V2, v2({ wallet_id: jsonNumber('11434198045401088') }), 'E0010'],
	['wallet as text', V2, v2({ wallet_id: '11434198045401089' }), 'A0001: wallet_id'],
	['wallet in v1', V1, payoutFields('a', { wallet_id: jsonNumber(1) }), 'A0001: wallet_id'],
	['long remark', V2, v2({ remark: 'x'.repeat(257) }), 'A0001: remark'],
	['memo limit', V2, v2({ currency: '144@144', to_address: XRP, memo: '4294967295' }), 'E0032'],
	['memo text', V2, v2({ currency: '144@144', to_address: XRP, memo: 'a1' }), 'E0032'],
	['memo elsewhere', V1, payoutFields('a', { memo: '1' }), 'A0001: memo'],
	['unknown cid', QUERY, { cid: jsonNumber('9007199254740993') }, 'E0014'],
	['cid as text', QUERY, { cid: '1' }, 'A0001: cid'],
	['other project type', '/api/v2/order/info', { cregis_id: 'po1' }, 'E0004'],
];

describe('refusals', () => {
	it.each(REFUSED)('%s', async (_name, path, fields, expected) => {
		const [code, field] = expected.split(': ');
		const msg = field === undefined ? MESSAGES[code as Code] : `Param Error: ${field}`;
		expect(await call(sandbox, path, fields)).toEqual({ code, msg, data: null });
		expect(sandbox.getState()).toMatchObject({ payouts: [], addresses: [] });
	});

	it('for a wrong, uppercase or missing signature', async () => {
		const body = signedFields(sandbox.waas, {});
		const send = async (fields: JsonObject) =>
			parseJson((await post(sandbox.baseUrl + COINS_PATH, toJson(fields))).text);
		const wrong = { code: 'B0001', msg: 'Signature Error', data: null };
		expect(await send({ ...body, nonce: 'altere' })).toEqual(wrong);
		expect(await send({ ...body, sign: `A${'F'.repeat(31)}` })).toEqual(wrong);
		expect(await send({ ...body, sign: undefined })).toMatchObject({ msg: 'Param Error: sign' });
	});

	it.each([
		['no JSON', 'pid=1', 'application/json', 'Param Error: body'],
		['an array', '[]', 'application/json', 'Param Error: body'],
		['a form', '{}', 'application/x-www-form-urlencoded', 'Param Error: Content-Type'],
	])('for a body that is %s', async (_name, body, contentType, msg) => {
		const reply = await post(sandbox.baseUrl + COINS_PATH, body, contentType);
		expect(parseJson(reply.text)).toEqual({ code: 'A0001', msg, data: null });
	});

	it('between projects of different type', async () => {
		const order = { cregis_id: 'po1420761885130752' };
		const { payment } = sandbox;
		expect(await call(sandbox, COINS_PATH, {}, payment)).toMatchObject({ code: 'E0004' });
		expect(await call(sandbox, '/api/v2/order/info', order, payment)).toMatchObject({
			code: 'E0024',
			msg: 'Order does not exist',
		});
	});

	it('for a reference that was already used, in either version', async () => {
		await call(sandbox, V1, payoutFields('same'));
		for (const [path, fields] of [
			[V1, payoutFields('same')],
			[V2, v2({ third_party_id: 'same' })],
		] as const) {
			expect(await call(sandbox, path, fields)).toMatchObject({ code: 'E0009' });
		}
		expect(sandbox.getState().payouts).toHaveLength(1);
	});

	const SETTINGS: Array<[Partial<ProjectSettings>, string, JsonObject, string, string]> = [
		[
			{ whitelist: { enabled: true, ips: ['10.0.0.1'] } },
			COINS_PATH,
			{},
			'E0001',
			'The IP is not added to the whitelist list 127.0.0.1',
		],
		[
			{ enabled: false },
			COINS_PATH,
			{},
			'E0003',
			'Item does not exist or item status is anomalous',
		],
		[
			{ addressQuota: 0 },
			CREATE,
			{ chain_id: '195' },
			'E0033',
			'Please expand the number of API addresses or upgrade the subscription version first',
		],
		[
			{ payoutQuota: 0 },
			V1,
			payoutFields('a'),
			'E0034',
			'The number of available withdrawals is insufficient',
		],
		[{ walletIds: [] }, V1, payoutFields('a'), 'E0010', 'Wallet does not exist'],
	];

	it.each(SETTINGS)(
		'due to the settings %j, until a reset',
		async (settings, path, fields, code, msg) => {
			const url = `${sandbox.baseUrl}/sandbox/projects/${sandbox.waas.pid}/settings`;
			expect((await post(url, toJson(settings))).status).toBe(200);
			expect(await call(sandbox, path, fields)).toEqual({ code, msg, data: null });
			expect((await post(`${sandbox.baseUrl}/sandbox/reset`, '')).status).toBe(200);
			expect(await call(sandbox, path, fields)).toMatchObject({ code: '00000' });
		},
	);
});
