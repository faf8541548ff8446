import { describe, expect, it } from '@jest/globals';
import { COINS } from '../../sandbox/chains/coins.mts';
import { jsonNumber, type JsonObject, parseJson } from '../../sandbox/contract/json.mts';
import { startSandbox } from '../../sandbox/sandbox.mts';
import {
	call,
	payoutFields,
	payoutV2Fields as v2,
	RECIPIENT,
	XRP_RECIPIENT as XRP,
} from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';

useSandbox();

const V1 = '/api/v1/payout';
const V2 = '/api/v2/payout';
const CREATE = '/api/v1/address/create';
const LEGAL = '/api/v1/address/legal';
const COINS_PATH = '/api/v1/coins';
const QUERY = '/api/v1/payout/query';

describe('start', () => {
	it('creates two separate projects', () => {
		expect(sandbox.waas.pid).toMatch(/^\d{16}$/);
		expect(Number.isSafeInteger(Number(sandbox.waas.pid))).toBe(true);
		expect(sandbox.payment.apiKey).toMatch(/^[0-9a-f]{32}$/);
		expect(sandbox.payment.pid).not.toBe(sandbox.waas.pid);
	});

	it('reports in one sentence that the port is in use', async () => {
		const port = Number(new URL(sandbox.baseUrl).port);
		await expect(startSandbox({ port })).rejects.toThrow(
			`Port ${port} on 127.0.0.1 is already in use.`,
		);
	});

	it('shows a page that escapes what others typed', async () => {
		await call(sandbox, CREATE, { chain_id: '195', alias: '<b>"&' });
		const page = await (await fetch(sandbox.baseUrl)).text();
		expect(page).toContain('&lt;b&gt;&quot;&amp;');
		expect(page).not.toContain('<b>');
		expect(page).toContain(sandbox.waas.apiKey);
	});
});

describe('answers', () => {
	it('creates valid addresses and keeps them', async () => {
		const { code, data } = await call(sandbox, CREATE, {
			chain_id: '195',
			alias: 'x'.repeat(40),
			callback_url: 'http://127.0.0.1/deposit',
		});
		expect(code).toBe('00000');
		expect(await call(sandbox, LEGAL, { chain_id: '195', address: data.address })).toMatchObject({
			data: { result: true },
		});
		expect(sandbox.getState().addresses).toMatchObject([
			{ address: data.address, chain_id: '195', callback_url: 'http://127.0.0.1/deposit' },
		]);
	});

	it('detects an invalid address', async () => {
		const reply = await call(sandbox, LEGAL, { chain_id: '60', address: RECIPIENT });
		expect(reply).toEqual({ code: '00000', msg: 'ok', data: { result: false } });
	});

	it('lists the coins', async () => {
		const { data } = await call(sandbox, COINS_PATH, {});
		expect(data.order_coins).toBeNull();
		expect(data.payout_coins).toHaveLength(COINS.length);
		expect(data.payout_coins).toContainEqual({
			coin_name: 'USDT-BEP20',
			chain_id: '2510',
			token_id: '0x55d398326f99059ff775485246999027b3197955',
			decimals: '18',
		});
		const chains = (data.address_coins as JsonObject[]).map(({ chain_id }) => chain_id);
		expect(chains).not.toContain('144');
		expect(chains).not.toContain('2000');
	});

	it('lists the coins of orders if the settings say so', async () => {
		sandbox.setSettings(sandbox.waas.pid, { orderCoins: ['TRON', 'USDT-TRC20'] });
		const { data } = await call(sandbox, COINS_PATH, {});
		expect(data.order_coins).toEqual([
			{ coin_name: 'TRON', chain_id: '195', token_id: '195', decimals: '6' },
			{
				coin_name: 'USDT-TRC20',
				chain_id: '195',
				token_id: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
				decimals: '6',
			},
		]);
	});

	it.each([
		[V1, payoutFields('a', { remark: 'rent' })],
		[V2, v2({ third_party_id: 'a', remark: 'rent' })],
	])('accepts a payout on %s and shows it', async (path, fields) => {
		const { data } = await call(sandbox, path, fields);
		const reply = await call(sandbox, QUERY, { cid: data.cid });
		expect(reply.data).toEqual({
			pid: jsonNumber(sandbox.waas.pid),
			chain_id: '195',
			token_id: '195',
			currency: 'TRX',
			from_address: expect.stringMatching(/^T/),
			address: RECIPIENT,
			amount: '1.1',
			third_party_id: 'a',
			remark: 'rent',
			memo: null,
			status: jsonNumber(0),
			txid: null,
			block_height: null,
			block_time: null,
		});
	});

	it('accepts a coin by name, a wallet ID beyond 2^53 and a memo', async () => {
		const [wallet] = sandbox.getState().projects[0].settings.walletIds;
		const fields = { currency: 'XRP-Ripple', to_address: XRP, memo: '4294967294' };
		const reply = await call(sandbox, V2, v2({ ...fields, wallet_id: jsonNumber(wallet) }));
		expect(reply.code).toBe('00000');
		expect(sandbox.getState().payouts[0]).toMatchObject({ wallet_id: wallet, memo: '4294967294' });
	});

	it('keeps requests as they arrived', async () => {
		await call(sandbox, COINS_PATH, {});
		const [request] = sandbox.getRequests();
		expect(request).toMatchObject({ path: COINS_PATH, code: '00000', fault: null });
		expect(parseJson(request.raw)).toEqual(request.body);
	});

	it('shows its state over HTTP', async () => {
		await call(sandbox, V1, payoutFields('a'));
		const state = await (await fetch(`${sandbox.baseUrl}/sandbox/state`)).json();
		expect(state).toMatchObject({ payouts: [{ third_party_id: 'a', status: 0 }], ledger: {} });
	});
});
