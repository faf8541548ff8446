import { describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import { call, orderFields } from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';

useSandbox();

async function create(fields: JsonObject = {}) {
	return await call(sandbox, '/api/v2/checkout', orderFields(fields), sandbox.payment);
}

describe('an order', () => {
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

	it.each(REFUSED)('is rejected with %s for %j', async (code, fields, msg) => {
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

	it.each(MALFORMED)('is invalid with %s %j', async (field, value) => {
		expect(await create({ [field]: value })).toEqual({
			code: 'A0001',
			msg: `Param Error: ${field}`,
			data: null,
		});
	});
});
