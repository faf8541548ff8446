import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/json.mts';
import { PAY_TOKEN_NAMES } from '../../sandbox/pay-tokens.mts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.mts';
import { call, orderFields } from './client.mts';

const PATH = '/api/v2/checkout';
const INFO = '/api/v2/order/info';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

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
	consolidated_qrcodes: [],
};

describe('an order', () => {
	it('is created and shown, with nulls where nothing was sent', async () => {
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

	it("has no merchant's name and logo where the project has none", async () => {
		sandbox.setSettings(sandbox.payment.pid, { merchantName: null });
		const { data } = await create();
		expect(data).toMatchObject({ merchant_name: null, merchant_logo_url: null });
	});

	it('keeps all that was sent', async () => {
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

	it('may be paid in every token unless told otherwise', async () => {
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

	it.each(AMOUNTS)('of %j has the rate %s, so %s is due', async (fields, rate, due) => {
		const { data } = await create(fields);
		expect(data.payment_info).toMatchObject([{ exchange_rate: rate, receive_amount: due }]);
	});

	it('is not made twice', async () => {
		await create();
		expect(await create()).toEqual({
			code: 'E0018',
			msg: 'Order number must be unique',
			data: null,
		});
		expect(sandbox.getState().orders).toHaveLength(1);
	});

	const REFUSED: Array<[string, JsonObject, string]> = [
		['E0019', { order_id: 'x'.repeat(129) }, 'Order number exceeds 128 characters'],
		['E0020', { order_currency: 'XXX' }, 'Unsupported currency'],
		['E0020', { order_currency: 'usd' }, 'Unsupported currency'],
		['E0021', { remark: 'x'.repeat(257) }, 'Order remark exceeds 256 characters'],
		['E0022', { order_amount: '0.00' }, 'Order amount must be greater than 0'],
		['E0022', { order_amount: '-1' }, 'Order amount must be greater than 0'],
		['E0023', { order_amount: '1.234' }, 'Order amount precision error'],
		[
			'E0023',
			{ order_amount: '0.123456789', order_currency: 'BTC' },
			'Order amount precision error',
		],
		['E0025', { payer_name: 'x'.repeat(33) }, 'Incorrect payer information'],
		['E0025', { payer_email: 'nobody' }, 'Incorrect payer information'],
		['E0025', { accept_partial_payment: 'false' }, 'Incorrect payer information'],
		['E0025', { accept_over_payment: 'false' }, 'Incorrect payer information'],
		[
			'E0026',
			{ valid_time: jsonNumber(9) },
			'Please input in minutes. Minimum is 10 minutes,maximum 60 minutes',
		],
		[
			'E0026',
			{ valid_time: jsonNumber(1441) },
			'Please input in minutes. Minimum is 10 minutes,maximum 60 minutes',
		],
		['E0031', { tokens: '["USDT-Base"]' }, 'Failed to create the checkout counter'],
		['E0031', { tokens: '["USDT-TRC20","POL-Polygon"]' }, 'Failed to create the checkout counter'],
	];

	it.each(REFUSED)('is refused with %s for %j', async (code, fields, msg) => {
		expect(await create(fields)).toEqual({ code, msg, data: null });
		expect(sandbox.getState().orders).toEqual([]);
	});

	const MALFORMED: Array<[string, unknown]> = [
		['order_id', undefined],
		['order_id', jsonNumber(1)],
		['order_amount', '1e3'],
		['order_amount', jsonNumber(5)],
		['order_currency', undefined],
		['payer_id', undefined],
		['payer_id', ''],
		['success_url', undefined],
		['success_url', 'merchant.example'],
		['cancel_url', 'ftp://merchant.example'],
		['valid_time', undefined],
		['valid_time', '60'],
		['valid_time', jsonNumber('60.5')],
		['callback_url', 'x'],
		['tokens', ['USDT-TRC20']],
		['tokens', 'USDT-TRC20'],
		['tokens', '[]'],
		['tokens', '[1]'],
		['order_details', { items: [] }],
		['order_details', 'x'],
		['order_details', '[]'],
		['order_details', '{"items":{}}'],
		['order_details', '{"items":[{"item_price":"1"}]}'],
		['order_details', '{"items":[{"item_quantity":1.5}]}'],
		['order_details', '{"items":[{"price":1}]}'],
		['order_details', '{"shipping_cost":1}'],
		['sub_merchant', '{"sub_merchant_id":7}'],
		['sub_merchant', '{"name":"x"}'],
		['stablecoin_realtime_rate', true],
		['accept_partial_payment', 'no'],
		['accept_over_payment', 'TRUE'],
		['underpaid_tolerance', '1'],
		['overpaid_tolerance', jsonNumber(-1)],
		['language', 'de'],
		['expire_time', jsonNumber(1)],
	];

	it.each(MALFORMED)('is malformed with %s %j', async (field, value) => {
		expect(await create({ [field]: value })).toEqual({
			code: 'A0001',
			msg: `Param Error: ${field}`,
			data: null,
		});
	});

	it('belongs to a Payment project, and is found by its cregis_id alone', async () => {
		expect(await call(sandbox, PATH, orderFields())).toMatchObject({ code: 'E0004' });
		await create();
		const byOrderId = { cregis_id: 'o1' };
		expect(await call(sandbox, INFO, byOrderId, sandbox.payment)).toMatchObject({ code: 'E0024' });
		expect(await call(sandbox, INFO, {}, sandbox.payment)).toMatchObject({
			msg: 'Param Error: cregis_id',
		});
	});
});
