import { describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import { isSigned } from '../../sandbox/contract/signature.mts';
import { control } from '../support/client.mts';
import { sandbox, useReceiver, useSandbox } from '../support/sandbox.mts';
import { dataOf, newOrder, orderInfo, receivedBodies } from './ordering.mts';

useSandbox();
useReceiver();

describe('a payment', () => {
	const PAID: Array<[JsonObject, string | undefined, string]> = [
		[{}, undefined, 'paid'],
		[{}, '10.000', 'paid'],
		[{}, '9.999999', 'paid_partial'],
		[{}, '10.000001', 'paid_over'],
		[{ underpaid_tolerance: jsonNumber('0.5') }, '9.5', 'paid'],
		[{ underpaid_tolerance: jsonNumber('0.5') }, '9.499999', 'paid_partial'],
		[{ overpaid_tolerance: jsonNumber('0.5') }, '10.5', 'paid'],
		[{ overpaid_tolerance: jsonNumber('0.5') }, '10.500001', 'paid_over'],
	];

	it.each(PAID)('%j of %s makes it %s', async (fields, amount, status) => {
		const id = await newOrder(fields);
		await control(sandbox, `orders/${id}/pay`, { amount });
		const [body] = receivedBodies();
		expect(body).toMatchObject({ event_name: 'order', event_type: status });
		expect(isSigned(body, sandbox.payment.apiKey)).toBe(true);
		const shown = await orderInfo(id);
		expect(shown.status).toBe(status);
		const [detail] = shown.payment_detail as JsonObject[];
		expect(detail).toMatchObject({
			receive_amount: '10',
			receive_currency: 'USDT',
			pay_amount: amount ?? '10',
			pay_currency: 'USDT',
			blockchain: 'TRON',
			token_name: 'USDT-TRC20',
		});
		expect(dataOf(body)).toEqual({
			cregis_id: id,
			order_id: 'o1',
			order_amount: '10',
			order_currency: 'USD',
			created_time: shown.created_time,
			cancel_time: null,
			transact_time: shown.transact_time,
			valid_time: jsonNumber(60),
			status,
			payer_id: 'payer001',
			payer_name: '',
			payer_email: '',
			remark: '',
			payment_address: detail.payment_address,
			receive_amount: '10',
			receive_currency: 'USDT',
			pay_amount: amount ?? '10',
			pay_currency: 'USDT',
			exchange_rate: '1',
			tx_id: detail.tx_id,
		});
	});

	it('of the rest is reported as paid_remain', async () => {
		const id = await newOrder();
		await sandbox.payOrder(id, { amount: '4', token: 'USDC-ERC20' });
		await sandbox.payOrder(id, { amount: '1' });
		await sandbox.payOrder(id);
		expect(receivedBodies().map(({ event_type }) => event_type)).toEqual([
			'paid_partial',
			'paid_remain',
			'paid_remain',
		]);
		const [first, , last] = receivedBodies().map(dataOf);
		const [paid, , rest] = (await orderInfo(id)).payment_detail as JsonObject[];
		expect(last).toMatchObject({
			status: 'paid',
			pay_amount: '4',
			tx_id: first.tx_id,
			additional_pay_amount: '5',
			additional_pay_currency: 'USDC',
			additional_payment_address: paid.payment_address,
			additional_payment_tx_id: rest.tx_id,
		});
		expect(String(last.additional_payment_transact_time)).toMatch(/^\d{13}$/);
	});

	it('is reported with its data as an object if the settings say so, signed', async () => {
		sandbox.setSettings(sandbox.payment.pid, { orderDataAs: 'object' });
		await sandbox.payOrder(await newOrder({ remark: 'a/b "ü"' }));
		const [body] = receivedBodies();
		expect(body.data).toMatchObject({ status: 'paid', remark: 'a/b "ü"' });
		expect(isSigned(body, sandbox.payment.apiKey)).toBe(true);
	});

	it('sends nothing without a callback URL', async () => {
		const { order, callback } = await sandbox.payOrder(await newOrder({ callback_url: undefined }));
		expect([order.status, callback]).toEqual(['paid', null]);
	});

	const REJECTED: Array<[unknown, string]> = [
		[{ amount: '0' }, 'amount must be decimal text greater than 0.'],
		[{ amount: 'x' }, 'amount must be decimal text greater than 0.'],
		[{ amount: '1.1234567' }, 'The token has 6 decimals.'],
		[{ token: 'Bitcoin' }, 'The order cannot be paid in Bitcoin.'],
		[{ amount: '1', token: 'USDC-ERC20' }, 'The rest must be paid in USDT-TRC20.'],
	];

	it.each(REJECTED)('rejects %j', async (input, error) => {
		const id = await newOrder();
		if (error.startsWith('The rest')) await sandbox.payOrder(id, { amount: '1' });
		expect(await control(sandbox, `orders/${id}/pay`, input)).toEqual({ error });
	});

	it('is rejected for a paid or unknown order', async () => {
		const id = await newOrder();
		await sandbox.payOrder(id);
		await expect(sandbox.payOrder(id)).rejects.toThrow(`Order ${id} is paid.`);
		await expect(sandbox.payOrder('po1')).rejects.toThrow('There is no order po1.');
	});
});

describe('an expired order', () => {
	it('is reported, and can be neither expired again nor paid', async () => {
		const id = await newOrder();
		await control(sandbox, `orders/${id}/expire`, {});
		const [body] = receivedBodies();
		const shown = await orderInfo(id);
		expect(shown.status).toBe('expired');
		expect(body.event_type).toBe('expired');
		expect(dataOf(body)).toMatchObject({ status: 'expired', cancel_time: shown.cancel_time });
		expect(dataOf(body)).not.toHaveProperty('tx_id');
		await expect(sandbox.expireOrder(id)).rejects.toThrow(`Order ${id} is expired.`);
		await expect(sandbox.payOrder(id)).rejects.toThrow(`Order ${id} is expired.`);
	});
});

describe('pages', () => {
	it('show the order, and escape what others typed', async () => {
		const id = await newOrder({ order_id: '<b>1' });
		const page = async (path: string) => await (await fetch(sandbox.baseUrl + path)).text();
		expect(await page('/')).toContain(`/sandbox/orders/${id}/pay`);
		expect(await page(`/checkout/${id}`)).toContain(`data-post="/sandbox/orders/${id}/pay"`);
		expect(await page(`/checkout/${id}`)).toContain('USDC-ERC20: 10');
		await sandbox.payOrder(id);
		const paid = await page(`/checkout/${id}`);
		expect(paid).toContain('href="https://merchant.example/paid"');
		expect(paid).not.toContain('id="pay"');
		expect(paid + (await page('/'))).not.toContain('<b>1');
	});

	it("of an unknown order aren't found", async () => {
		expect((await fetch(`${sandbox.baseUrl}/checkout/po1`)).status).toBe(404);
	});
});
