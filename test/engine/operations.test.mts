/** Every operation with all of its fields: what reached Cregis, and what came out. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { ETHEREUM_ADDRESS, TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const CALLBACK_URL = 'https://n8n.example.com/webhook/own';

/** A deposit address of the project that holds coins. */
async function fundedAddress(amount = '100') {
	const run = await project.run('address', 'create', { chainId: byId('195') });
	const address = String(run.json[0].address);
	await project.sandbox.deposit({ address, amount });
	return address;
}

/** The last request's path and fields, typed as they arrived. */
const lastSent = () => project.sent().at(-1);

describe('address', () => {
	it('createMany: sends the number as text, and returns an item for each address', async () => {
		const run = await project.run('address', 'createMany', {
			chainId: byId('195'),
			number: 3,
			additionalFields: { alias: 'Shop', callbackUrl: CALLBACK_URL },
		});
		expect(lastSent()).toEqual({
			path: '/api/v1/batch/address/create',
			fields: { chain_id: '195', number: '3', alias: 'Shop', callback_url: CALLBACK_URL },
		});
		const { addresses } = project.sandbox.getState();
		expect(run.json).toEqual(
			addresses.map(({ address }) => ({ address, chain_id: '195', alias: 'Shop' })),
		);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
	});

	it('update: sends what is to change, and returns what it did', async () => {
		const address = await fundedAddress();
		const run = await project.run('address', 'update', {
			address,
			updateFields: { alias: 'New', callbackUrl: CALLBACK_URL, status: '1' },
		});
		const fields = { address, alias: 'New', callback_url: CALLBACK_URL, status: '1' };
		expect(lastSent()).toEqual({ path: '/api/v1/address/update', fields });
		expect(run.json).toEqual([{ ...fields, updated: true, statusName: 'disabled' }]);
	});

	it("update: leaves the callback URL as it is, whatever the credential's default", async () => {
		const address = await fundedAddress();
		const credential = { ...project.credential, callbackUrl: CALLBACK_URL };
		await project.run(
			'address',
			'update',
			{ address, updateFields: { alias: 'New' } },
			{ credential },
		);
		expect(lastSent()?.fields).toEqual({ address, alias: 'New' });
	});

	it('update: needs something to change', async () => {
		const run = await project.run('address', 'update', { address: TRON_ADDRESS, updateFields: {} });
		expect(run.error?.message).toBe('There is nothing to update');
	});

	it('checkOwnership: tells an address of the project from another', async () => {
		const address = await fundedAddress();
		const own = await project.run('address', 'checkOwnership', { address, chainId: byId('195') });
		expect(lastSent()).toEqual({
			path: '/api/v1/address/inner',
			fields: { address, chain_id: '195' },
		});
		expect(own.json).toEqual([{ address, chain_id: '195', result: true }]);
		const foreign = await project.run('address', 'checkOwnership', {
			address: TRON_ADDRESS,
			chainId: byId('195'),
		});
		expect(foreign.json[0].result).toBe(false);
	});
});

describe('balance', () => {
	it('getByAddress: lists the coins of an address', async () => {
		const address = await fundedAddress('12.5');
		const run = await project.run('balance', 'getByAddress', {
			address,
			returnAll: true,
			filters: { currency: byId('195@195'), minimumBalance: '1', maximumBalance: '20' },
		});
		expect(lastSent()).toEqual({
			path: '/api/v2/sub_address_balance',
			fields: {
				address,
				currency: '195@195',
				minimum_balance: '1',
				maximum_balance: '20',
				page_num: 1,
				page_size: 100,
			},
		});
		expect(run.json).toEqual([
			expect.objectContaining({ chain_id: '195', token_id: '195', available: '12.5' }),
		]);
	});

	it('getByCurrency: lists the addresses that hold a coin', async () => {
		const address = await fundedAddress('12.5');
		const run = await project.run('balance', 'getByCurrency', {
			currency: byId('195@195'),
			returnAll: false,
			limit: 5,
			filters: { address, minimumBalance: '1', maximumBalance: '20' },
		});
		expect(lastSent()).toEqual({
			path: '/api/v1/sub_address_balance',
			fields: {
				currency: '195@195',
				address,
				minimum_balance: '1',
				maximum_balance: '20',
				page_num: 1,
				page_size: 5,
			},
		});
		expect(run.json).toEqual([expect.objectContaining({ address, available: '12.5' })]);
	});
});

describe('collection', () => {
	it('create: sends what to gather, and where', async () => {
		const address = await fundedAddress();
		const wallet = project.walletAddress('195');
		const run = await project.run('collection', 'create', {
			currency: byId('195@195'),
			fromAddress: address,
			toAddress: wallet,
			additionalFields: { amount: '2.5' },
		});
		const fields = {
			currency: '195@195',
			from_address: address,
			to_address: wallet,
			amount: '2.5',
		};
		expect(lastSent()).toEqual({ path: '/api/v1/collection', fields });
		expect(run.json).toEqual([{ cid: expect.any(Number), ...fields }]);
	});

	it('create: gathers everything where no amount is given', async () => {
		const address = await fundedAddress();
		const run = await project.run('collection', 'create', {
			currency: byId('195@195'),
			fromAddress: address,
			toAddress: project.walletAddress('195'),
		});
		expect(run.error).toBeUndefined();
		expect(lastSent()?.fields).not.toHaveProperty('amount');
	});

	it('create: says that nothing makes it unrepeatable, where the outcome is not known', async () => {
		const address = await fundedAddress();
		project.sandbox.addFault({ path: '/api/v1/collection', kind: 'lost_reply' });
		const run = await project.run('collection', 'create', {
			currency: byId('195@195'),
			fromAddress: address,
			toAddress: project.walletAddress('195'),
		});
		expect(run.error?.description).toContain('Without a reference, Cregis would accept it twice');
	});
});

describe('withdrawal', () => {
	it('create: sends all fields, and get returns its state', async () => {
		const address = await fundedAddress();
		const run = await project.run('withdrawal', 'create', {
			currency: byId('195@195'),
			fromAddress: address,
			toAddress: TRON_ADDRESS,
			amount: '1.5',
			thirdPartyId: 'refund-1',
			additionalFields: { callbackUrl: '={{ null }}', remark: 'sweep' },
		});
		const fields = {
			currency: '195@195',
			from_address: address,
			to_address: TRON_ADDRESS,
			amount: '1.5',
			third_party_id: 'refund-1',
		};
		expect(lastSent()).toEqual({
			path: '/api/v1/sub_address_withdrawal',
			fields: { ...fields, remark: 'sweep' },
		});
		const { cid } = run.json[0];
		expect(run.json).toEqual([{ cid: expect.any(Number), ...fields }]);

		await project.sandbox.setWithdrawalStatus(String(cid), 6);
		const found = await project.run('withdrawal', 'get', { cid: String(cid) });
		expect(lastSent()).toEqual({ path: '/api/v1/sub_address_withdrawal/info', fields: { cid } });
		expect(found.json[0]).toMatchObject({
			cid,
			status: 6,
			statusName: 'success',
			to_address: TRON_ADDRESS,
			blockTimeIso: expect.stringMatching(/^20\d\d-.*Z$/),
		});
	});
});

describe('trade', () => {
	it('getAll: sends every filter as Cregis types it', async () => {
		await project.run('trade', 'getAll', {
			returnAll: true,
			filters: {
				businessType: 3,
				chainId: byId('195'),
				cid: '9007199254740993',
				blocktimeStart: '2026-01-01T00:00:00Z',
				blocktimeEnd: '2026-12-31T00:00:00Z',
				status: 1,
				tokenId: byId('195'),
				tradeType: 1,
				txId: 'abc',
			},
		});
		const { raw } = project.sandbox.getRequests().at(-1)!;
		expect(raw).toContain('"cid":9007199254740993,');
		expect(lastSent()).toEqual({
			path: '/api/v1/trade/page',
			fields: {
				cid: expect.any(Number),
				tx_id: 'abc',
				status: 1,
				trade_type: 1,
				business_type: 3,
				blocktime_start: 1767225600,
				blocktime_end: 1798675200,
				chain_id: '195',
				token_id: '195',
				page_num: 1,
				page_size: 100,
			},
		});
	});

	it('getAll: sends 0 for what counts from 0', async () => {
		await project.run('trade', 'getAll', {
			returnAll: true,
			filters: { status: 0, businessType: 0 },
		});
		expect(lastSent()?.fields).toMatchObject({ status: 0, business_type: 0 });
	});

	it('getAll: returns words and times beside what Cregis sent', async () => {
		const address = await fundedAddress('7');
		const run = await project.run('trade', 'getAll', { returnAll: true });
		expect(run.json).toEqual([
			expect.objectContaining({
				to_address: address,
				amount: '7',
				status: 1,
				statusName: 'success',
				trade_type: '1',
				tradeTypeName: 'in',
				business_type: '3',
				businessTypeName: 'address_deposit',
				blockTimeIso: expect.stringMatching(/^20\d\d-.*Z$/),
			}),
		]);
	});
});

const ORDER = {
	orderId: 'order-1',
	orderAmount: '49.90',
	orderCurrency: 'USD',
	payerId: 'payer-7',
	successUrl: 'https://shop.example.com/thanks',
	cancelUrl: 'https://shop.example.com/cart',
	validTime: 60,
};

describe('order', () => {
	const run = async (operation: string, parameters: Record<string, unknown>) =>
		await project.run('order', operation, parameters as never, {
			credential: { baseUrl: project.sandbox.baseUrl, ...project.sandbox.payment },
		});

	const REQUIRED = {
		order_id: 'order-1',
		order_amount: '49.90',
		order_currency: 'USD',
		payer_id: 'payer-7',
		success_url: 'https://shop.example.com/thanks',
		cancel_url: 'https://shop.example.com/cart',
		valid_time: 60,
	};

	it('create: sends only what is required, the valid time always among it', async () => {
		const created = await run('create', ORDER);
		expect(lastSent()).toEqual({ path: '/api/v2/checkout', fields: REQUIRED });
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
		expect(lastSent()?.fields).toEqual({
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

	it('create: takes tokens as text from an expression', async () => {
		await run('create', {
			...ORDER,
			additionalFields: { tokens: '={{ "USDT-TRC20, TRON" }}' },
		});
		expect(lastSent()?.fields.tokens).toBe('["USDT-TRC20","TRON"]');
	});

	it.each([
		['no e-mail for a refund', { acceptOverPayment: false }, "'Payer Email' is required"],
		['no e-mail for a top-up', { acceptPartialPayment: false }, "'Payer Email' is required"],
	])('create: refuses %s', async (_, additionalFields, message) => {
		const created = await run('create', { ...ORDER, additionalFields });
		expect(created.error?.message).toContain(message);
		expect(project.sandbox.getRequests()).toEqual([]);
	});

	it.each([
		[
			'an address that is no web address',
			{ successUrl: 'shop.example.com' },
			"'Success URL' must start",
		],
		['half a minute', { validTime: 10.5 }, "'Valid Time' must be in whole minutes"],
	])('create: refuses %s', async (_, change, message) => {
		const created = await run('create', { ...ORDER, ...change });
		expect(created.error?.message).toContain(message);
	});

	it('get: returns what is asked for most, with what has arrived in all', async () => {
		const created = await run('create', { ...ORDER, orderCurrency: 'USDT', orderAmount: '10' });
		const cregisId = String(created.json[0].cregis_id);
		await project.sandbox.payOrder(cregisId, { amount: '4.5', token: 'USDT-TRC20' });
		await project.sandbox.payOrder(cregisId, { amount: '5.5', token: 'USDT-TRC20' });
		const found = await run('get', { cregisId });
		expect(lastSent()).toEqual({ path: '/api/v2/order/info', fields: { cregis_id: cregisId } });
		expect(found.json).toEqual([
			{
				cregis_id: cregisId,
				order_id: 'order-1',
				status: expect.any(String),
				order_amount: '10',
				order_currency: 'USDT',
				payer_id: 'payer-7',
				pay_amount: '10.0',
				pay_currency: 'USDT',
				tx_id: expect.any(String),
				refund_amount: null,
				refund_currency: null,
				refundStatusName: null,
				createdTimeIso: expect.stringMatching(/^20\d\d-.*Z$/),
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

describe('several reads at once', () => {
	const addresses = Array.from({ length: 30 }, (_, index) => ({
		address: index % 3 === 0 ? ETHEREUM_ADDRESS : TRON_ADDRESS,
	}));

	it('keep the order of the items', async () => {
		const run = await project.run(
			'address',
			'validate',
			{
				address: '={{ $json.address }}',
				chainId: byId('195'),
				options: { parallelRequests: 20 },
			},
			{ items: addresses },
		);
		expect(run.json.map(({ address, result }) => [address, result])).toEqual(
			addresses.map(({ address }) => [address, address === TRON_ADDRESS]),
		);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			addresses.map((_, item) => ({ item })),
		);
	});

	it.each([
		['as many as asked for', 10, 10],
		['20 at most', 500, 20],
		['one by default', undefined, 1],
	])('are %s', async (_, parallelRequests, most) => {
		// Nobody is answered until as many wait as are to be under way at once, or none is left to come.
		const waiting: Array<() => void> = [];
		let [came, mostAtOnce] = [0, 0];
		const server = createServer((request, response) => {
			request.resume();
			request.on('end', () => {
				came++;
				waiting.push(() => response.end('{"code":"00000","msg":"ok","data":{"result":true}}'));
				mostAtOnce = Math.max(mostAtOnce, waiting.length);
				if (waiting.length < most && came < addresses.length) return;
				// A request too many would come now.
				setTimeout(() => waiting.splice(0).forEach((answer) => answer()), 20);
			});
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		const { json } = await project.run(
			'address',
			'validate',
			{
				address: '={{ $json.address }}',
				chainId: byId('195'),
				options: parallelRequests ? { parallelRequests } : {},
			},
			{
				items: addresses,
				credential: { ...project.credential, baseUrl: `http://127.0.0.1:${port}` },
			},
		);
		server.close();
		expect(json).toHaveLength(addresses.length);
		expect(mostAtOnce).toBe(Math.min(most, addresses.length));
	});
});
