/** How an order is settled to the merchant (api.md §1.2.2). */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import { control } from '../support/client.mts';
import { sandbox, useReceiver, useSandbox } from '../support/sandbox.mts';
import { newOrder, orderInfo } from './ordering.mts';

useSandbox();
useReceiver();

let id: string;

beforeEach(async () => {
	id = await newOrder();
});

const settle = async (input: JsonObject = {}) =>
	await control(sandbox, `orders/${id}/settle`, input);

describe('a paid order', () => {
	beforeEach(async () => {
		await sandbox.payOrder(id);
	});

	it('is unsettled at first', async () => {
		expect(await orderInfo(id)).toMatchObject({
			settlement_status: 'unsettled',
			settlement_type: '',
			settlement_details: null,
		});
	});

	it.each([
		['system', {}],
		['manual', { type: 'manual' }],
	])('is first settling, then settled: %s', async (type, input) => {
		await settle({ ...input, status: 'settling' });
		const settling = await orderInfo(id);
		expect(settling).toMatchObject({ settlement_status: 'settling', settlement_type: '' });
		await settle();
		const settled = await orderInfo(id);
		expect(settled).toMatchObject({ settlement_status: 'settled', settlement_type: type });
		const amounts = {
			settlement_amount: '10',
			settlement_fee: '0.1',
			actual_settlement_amount: '9.9',
		};
		expect(settled.settlement_details).toEqual({
			id: expect.stringMatching(/^\d{16}$/),
			from_address: (settled.payment_detail as JsonObject[])[0].payment_address,
			to_address: expect.stringMatching(/^T/),
			tx_id: expect.stringMatching(/^[0-9a-f]{64}$/),
			settlement_currency: 'USDT-TRC20',
			order_count: jsonNumber(1),
			created_time: expect.anything(),
			total_settlement_amount: '10',
			total_settlement_fee: '0.1',
			total_actual_settlement_amount: '9.9',
			order_settlement_detail: { status: 'settled', ...amounts },
		});
		expect(settling.settlement_details).toEqual({
			...(settled.settlement_details as JsonObject),
			tx_id: '',
			order_settlement_detail: { status: 'settling', ...amounts },
		});
		expect(settled.status).toBe('paid');
	});

	it('is settled without a callback', async () => {
		await settle();
		expect(await orderInfo(id)).toMatchObject({ settlement_status: 'settled' });
		expect(sandbox.getState().callbacks).toHaveLength(1);
	});

	it.each([
		[{ status: 'unsettled' }, 'status must be "settling" or "settled".'],
		[{ type: 'x' }, 'type must be "system" or "manual".'],
	])('is not settled by %j', async (input, error) => {
		expect(await settle(input)).toEqual({ error });
		expect(await orderInfo(id)).toMatchObject({ settlement_status: 'unsettled' });
	});

	it('is settled only once', async () => {
		await settle();
		expect(await settle()).toEqual({ error: `Order ${id} is settled.` });
	});
});

it.each([
	['new', async () => {}],
	['expired', async () => await sandbox.expireOrder(id)],
])('an order that is %s is not settled', async (status, happen) => {
	await happen();
	expect(await settle()).toEqual({ error: `Order ${id} is ${status}.` });
});

it('a paid order can be settled on the page until it is settled', async () => {
	const page = async () => await (await fetch(sandbox.baseUrl)).text();
	const button = `/sandbox/orders/${id}/settle`;
	expect(await page()).not.toContain(button);
	await sandbox.payOrder(id);
	expect(await page()).toContain(button);
	await settle();
	expect(await page()).not.toContain(button);
});
