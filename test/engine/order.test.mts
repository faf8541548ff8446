import { describe, expect, it } from '@jest/globals';
import { ORDER } from './orderParameters.mts';
import { useProject } from './project.mts';

const project = useProject();

const CALLBACK_URL = 'https://n8n.example.com/webhook/own';

const REQUIRED = {
	order_id: 'order-1',
	order_amount: '49.90',
	order_currency: 'USD',
	payer_id: 'payer-7',
	success_url: 'https://shop.example.com/thanks',
	cancel_url: 'https://shop.example.com/cart',
	valid_time: 60,
};

const run = async (operation: string, parameters: Record<string, unknown>) =>
	await project.run('order', operation, parameters as never, {
		credential: { baseUrl: project.sandbox.baseUrl, ...project.sandbox.payment },
	});

describe('order', () => {
	it('create: sends only the required fields, including the valid time', async () => {
		const created = await run('create', ORDER);
		expect(project.lastSent()).toEqual({ path: '/api/v2/checkout', fields: REQUIRED });
		expect(created.json).toEqual([
			expect.objectContaining({
				order_id: 'order-1',
				cregis_id: expect.stringMatching(/^po\d+$/),
				checkout_url: expect.stringContaining('http'),
				expireTimeIso: expect.stringMatching(/^20\d\d-.*Z$/),
			}),
		]);
	});

	it('create: sends all fields, lists as JSON text and choices as words', async () => {
		const created = await run('create', {
			...ORDER,
			additionalFields: {
				acceptOverPayment: false,
				acceptPartialPayment: true,
				callbackUrl: CALLBACK_URL,
				language: 'tc',
				orderItems: {
					items: [
						{
							itemId: 'sku-1',
							itemName: 'Coffee "Brasil"',
							itemPrice: '19.90',
							priceCurrency: 'USD',
							itemQuantity: 2,
						},
					],
				},
				overpaidTolerance: '0.50',
				payerEmail: 'name@email.com',
				payerName: 'P',
				stablecoinRealtimeRate: true,
				remark: 'web',
				shoppingCost: '4.9',
				subMerchant: { details: { subMerchantId: '9', subMerchantName: 'Branch' } },
				taxCost: '3',
				tokens: ['USDT-TRC20', 'USDT-Arbitrum One'],
				underpaidTolerance: '0',
			},
		});
		expect(created.error).toBeUndefined();
		expect(project.lastSent()?.fields).toEqual({
			...REQUIRED,
			accept_over_payment: 'false',
			accept_partial_payment: 'true',
			callback_url: CALLBACK_URL,
			language: 'tc',
			order_details:
				'{"items":[{"item_id":"sku-1","item_name":"Coffee \\"Brasil\\"","item_price":19.9,"price_currency":"USD","item_quantity":2}],"shopping_cost":4.9,"tax_cost":3}',
			overpaid_tolerance: 0.5,
			payer_email: 'name@email.com',
			payer_name: 'P',
			stablecoin_realtime_rate: 'true',
			remark: 'web',
			sub_merchant: '{"sub_merchant_id":"9","sub_merchant_name":"Branch"}',
			tokens: '["USDT-TRC20","USDT-Arbitrum One"]',
			underpaid_tolerance: 0,
		});
	});

	it('create: accepts tokens as text from an expression', async () => {
		await run('create', {
			...ORDER,
			additionalFields: { tokens: '={{ "USDT-TRC20, TRON" }}' },
		});
		expect(project.lastSent()?.fields.tokens).toBe('["USDT-TRC20","TRON"]');
	});

	it.each([
		['no email address for a refund', { acceptOverPayment: false }, "'Payer Email' is required"],
		['no email address for a top-up', { acceptPartialPayment: false }, "'Payer Email' is required"],
	])('create: refuses %s', async (_, additionalFields, message) => {
		const created = await run('create', { ...ORDER, additionalFields });
		expect(created.error?.message).toContain(message);
		expect(project.sandbox.getRequests()).toEqual([]);
	});

	it.each([
		['an invalid URL', { successUrl: 'shop.example.com' }, "'Success URL' must start"],
		['half a minute', { validTime: 10.5 }, "'Valid Time' must be in whole minutes"],
	])('create: refuses %s', async (_, change, message) => {
		const created = await run('create', { ...ORDER, ...change });
		expect(created.error?.message).toContain(message);
	});

	it('get: returns the main fields, with the total received', async () => {
		const created = await run('create', { ...ORDER, orderCurrency: 'USDT', orderAmount: '10' });
		const cregisId = String(created.json[0].cregis_id);
		await project.sandbox.payOrder(cregisId, { amount: '4.5', token: 'USDT-TRC20' });
		await project.sandbox.payOrder(cregisId, { amount: '5.5', token: 'USDT-TRC20' });
		const found = await run('get', { cregisId });
		expect(project.lastSent()).toEqual({
			path: '/api/v2/order/info',
			fields: { cregis_id: cregisId },
		});
		expect(found.json).toEqual([
			{
				cregis_id: cregisId,
				order_id: 'order-1',
				status: expect.any(String),
				order_amount: '10',
				order_currency: 'USDT',
				pay_amount: '10.0',
				pay_currency: 'USDT',
				tx_id: expect.any(String),
				refund_amount: null,
				refundStatusName: null,
			},
		]);
	});

	it('get: returns everything with Simplify off', async () => {
		const created = await run('create', ORDER);
		const cregisId = String(created.json[0].cregis_id);
		const found = await run('get', { cregisId, simplify: false });
		expect(found.json[0]).toMatchObject({
			cregis_id: cregisId,
			status: 'new',
			cancel_time: null,
			payment_info: expect.any(Array),
			settlement_status: 'unsettled',
			createdTimeIso: expect.any(String),
			cancelTimeIso: null,
		});
	});
});

describe('the refund of an order', () => {
	async function paidOrder() {
		const created = await run('create', { ...ORDER, orderAmount: '10', orderCurrency: 'USDT' });
		const cregisId = String(created.json[0].cregis_id);
		await project.sandbox.payOrder(cregisId, { amount: '10', token: 'USDT-TRC20' });
		return cregisId;
	}

	it.each([
		[0, 'processing'],
		[1, 'success'],
		[2, 'failed'],
	] as const)('is returned with its amount and status, %i', async (status, refundStatusName) => {
		const cregisId = await paidOrder();
		await project.sandbox.refundOrder(cregisId, { type: 'partial', amount: '4', status });
		const found = await run('get', { cregisId });
		expect(found.json).toEqual([
			expect.objectContaining({
				cregis_id: cregisId,
				pay_amount: '10',
				refund_amount: '4',
				refundStatusName,
			}),
		]);
	});

	it('is null if there is none', async () => {
		const found = await run('get', { cregisId: await paidOrder() });
		expect(found.json).toEqual([
			expect.objectContaining({
				refund_amount: null,
				refundStatusName: null,
			}),
		]);
	});

	it('can have an unknown status', async () => {
		project.sandbox.addFault({
			path: '/api/v2/order/info',
			kind: 'envelope',
			body: '{"code":"00000","msg":"ok","data":{"cregis_id":"po1","refund_data":{"refund_status":"9"}}}',
		});
		const found = await run('get', { cregisId: 'po1', simplify: false });
		expect(found.json[0].refund_data).toMatchObject({ refundStatusName: '9' });
	});
});
