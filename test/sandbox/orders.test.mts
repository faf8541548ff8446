import { describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import { PAY_TOKEN_NAMES } from '../../sandbox/chains/payTokens.mts';
import { call, orderFields } from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';

const PATH = '/api/v2/checkout';
const INFO = '/api/v2/order/info';

useSandbox();

async function create(fields: JsonObject = {}) {
	return await call(sandbox, PATH, orderFields(fields), sandbox.payment);
}

const DETAILS =
	'{"items":[{"item_id":"1","item_name":"Tea","item_price":2.50,"price_currency":"HKD","item_quantity":2}],"shopping_cost":0.5}';

const BSC_USDT = {
	payment_address: expect.stringMatching(/^0x[0-9a-f]{40}$/),
	token_symbol: 'USDT',
	blockchain: 'BNB-BSC',
	token_name: 'USDT-BEP20',
	logo_url: expect.stringMatching(/\/logo\/USDT$/),
	token_decimals: jsonNumber(18),
	receive_amount: '0.643',
	receive_currency: 'USDT',
	exchange_rate: '0.1286',
	asset_logo: expect.stringMatching(/\/logo\/USDT$/),
	consolidated_qrcodes: [
		{
			qrcode: expect.stringMatching(/^0x[0-9a-f]{40}$/),
			wallet_icon: expect.stringMatching(/\/logo\/SandboxPay$/),
			wallet_name: 'SandboxPay',
		},
	],
};

describe('an order', () => {
	it("is created and returned, with null for what wasn't sent", async () => {
		const { code, data } = await create({ tokens: '["USDT-BEP20"]' });
		expect(code).toBe('00000');
		expect(data).toEqual({
			cregis_id: expect.stringMatching(/^po\d{16}$/),
			checkout_url: `${sandbox.baseUrl}/checkout/${data.cregis_id}`,
			merchant_name: 'Sandbox Shop',
			merchant_logo_url: `${sandbox.baseUrl}/logo/Shop`,
			order_amount: '5',
			order_currency: 'HKD',
			created_time: expect.anything(),
			expire_time: jsonNumber(Number(String(data.created_time)) + 3_600_000),
			payment_info: [BSC_USDT],
		});
		const query = await call(sandbox, INFO, { cregis_id: data.cregis_id }, sandbox.payment);
		expect(query.data).toEqual({
			cregis_id: data.cregis_id,
			order_id: 'o1',
			order_amount: '5',
			order_currency: 'HKD',
			created_time: data.created_time,
			cancel_time: null,
			transact_time: null,
			valid_time: jsonNumber(60),
			status: 'new',
			refund_requested: 'no',
			refund_data: null,
			payer_id: 'payer001',
			payer_name: '',
			payer_email: null,
			remark: '',
			payment_detail: null,
			payment_info: [BSC_USDT],
			order_details: { items: null, shopping_cost: null, tax_cost: null },
			settlement_status: 'unsettled',
			settlement_type: '',
			settlement_details: null,
			sub_merchant: { sub_merchant_id: null, sub_merchant_name: null },
		});
	});

	it.each([
		[
			['A', 'B'],
			[{ wallet_name: 'A' }, { wallet_name: 'B' }],
		],
		[[], []],
		[null, null],
	])('has QR codes for the wallets %j', async (qrcodeWallets, qrcodes) => {
		sandbox.setSettings(sandbox.payment.pid, { qrcodeWallets });
		const { data } = await create({ tokens: '["USDT-BEP20"]' });
		expect(data.payment_info).toMatchObject([{ consolidated_qrcodes: qrcodes }]);
		const query = await call(sandbox, INFO, { cregis_id: data.cregis_id }, sandbox.payment);
		expect(query.data.payment_info).toEqual(data.payment_info);
	});

	it('has no merchant name and logo if the project has none', async () => {
		sandbox.setSettings(sandbox.payment.pid, { merchantName: null });
		const { data } = await create();
		expect(data).toMatchObject({ merchant_name: null, merchant_logo_url: null });
	});

	it('keeps every field that was sent', async () => {
		const { data } = await create({
			callback_url: 'http://127.0.0.1/order',
			payer_name: 'x'.repeat(32),
			payer_email: 'payer@merchant.example',
			order_details: DETAILS,
			sub_merchant: '{"sub_merchant_id":"7","sub_merchant_name":"Shop"}',
			stablecoin_realtime_rate: 'false',
			underpaid_tolerance: jsonNumber('0.5'),
			overpaid_tolerance: jsonNumber(0),
			accept_partial_payment: 'false',
			accept_over_payment: 'false',
			language: 'tc',
			remark: 'x'.repeat(256),
			order_id: 'x'.repeat(128),
		});
		const query = await call(sandbox, INFO, { cregis_id: data.cregis_id }, sandbox.payment);
		expect(query.data).toMatchObject({
			payer_email: 'payer@merchant.example',
			order_details: {
				items: [{ item_price: jsonNumber('2.50'), item_quantity: jsonNumber(2) }],
				shopping_cost: jsonNumber('0.5'),
				tax_cost: null,
			},
			sub_merchant: { sub_merchant_id: '7', sub_merchant_name: 'Shop' },
		});
	});

	it('can be paid in any token by default', async () => {
		const { data } = await create();
		const infos = data.payment_info as JsonObject[];
		expect(infos.map(({ token_name }) => token_name)).toEqual(PAY_TOKEN_NAMES);
	});

	const AMOUNTS: Array<[JsonObject, string, string]> = [
		[{ order_currency: 'USD', order_amount: '5.01', tokens: '["USDT-TRC20"]' }, '1', '5.01'],
		[
			{ order_currency: 'USD', tokens: '["USDT-TRC20"]', stablecoin_realtime_rate: 'true' },
			'1.0004001601',
			'5.002001',
		],
		[
			{ order_currency: 'BTC', order_amount: '0.00000001', tokens: '["Bitcoin"]' },
			'1',
			'0.00000001',
		],
		[{ order_currency: 'EUR', order_amount: '10', tokens: '["Ethereum"]' }, '0.00029', '0.0029'],
		[
			{ order_currency: 'INR', order_amount: '0.01', tokens: '["Bitcoin"]' },
			'0.000000114',
			'0.00000001',
		],
	];

	it.each(AMOUNTS)('of %j has the rate %s, which makes %s due', async (fields, rate, due) => {
		const { data } = await create(fields);
		expect(data.payment_info).toMatchObject([{ exchange_rate: rate, receive_amount: due }]);
	});

	it('is not created twice', async () => {
		await create();
		expect(await create()).toEqual({
			code: 'E0018',
			msg: 'Order number must be unique',
			data: null,
		});
		expect(sandbox.getState().orders).toHaveLength(1);
	});

	it('belongs to a Payment project, and is found only by its cregis_id', async () => {
		expect(await call(sandbox, PATH, orderFields())).toMatchObject({ code: 'E0004' });
		await create();
		const byOrderId = { cregis_id: 'o1' };
		expect(await call(sandbox, INFO, byOrderId, sandbox.payment)).toMatchObject({ code: 'E0024' });
		expect(await call(sandbox, INFO, {}, sandbox.payment)).toMatchObject({
			msg: 'Param Error: cregis_id',
		});
	});
});
