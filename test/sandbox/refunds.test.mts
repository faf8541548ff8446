import { describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import { control } from '../support/client.mts';
import { sandbox, useReceiver, useSandbox } from '../support/sandbox.mts';
import { dataOf, newOrder, orderInfo, receivedBodies } from './ordering.mts';
import { pass, useFakeTime } from './time.mts';

useFakeTime();
useSandbox();
useReceiver();

describe('a refund', () => {
	it('in full ends the order, and is reported at each step', async () => {
		const id = await newOrder();
		await sandbox.payOrder(id);
		await sandbox.refundOrder(id, { type: 'full', status: 0 });
		expect((await orderInfo(id)).status).toBe('paid');
		await control(sandbox, `orders/${id}/refund`, { status: 1 });
		const [, processing, done] = receivedBodies();
		expect([processing.event_type, done.event_type]).toEqual(['refunded', 'refunded']);
		expect(dataOf(processing)).toMatchObject({ refund_status: jsonNumber(0), refund_tx_id: '' });
		expect(dataOf(done)).toMatchObject({
			status: 'canceled',
			refund_requested: 'yes',
			type: jsonNumber(1),
			refund_id: dataOf(processing).refund_id,
			refund_currency: 'USDT-TRC20',
			refund_amount: '10',
			refund_fee: '0.1',
			actual_refund_amount: '9.9',
			refund_status: jsonNumber(1),
			refund_tx_id: expect.stringMatching(/^[0-9a-f]{64}$/),
		});
		const { status, refund_requested, refund_data } = await orderInfo(id);
		expect([status, refund_requested]).toEqual(['canceled', 'yes']);
		expect(refund_data).toMatchObject({
			reference_id: 'o1',
			recipient_id: 'payer001',
			token: 'USDT-TRC20',
			network: 'TRON',
			type: jsonNumber(2),
			refund_status: jsonNumber(1),
			actual_refund_amount: '9.9',
		});
		await expect(sandbox.refundOrder(id)).rejects.toThrow('The refund of order');
	});

	it.each([1, 2] as const)('returns the time of its last update: status %d', async (status) => {
		const id = await newOrder();
		await sandbox.payOrder(id);
		const { order } = await sandbox.refundOrder(id, { status: 0 });
		const created = order.refund!.refund_created_time;
		const timesIn = (fields: JsonObject) =>
			[fields.refund_created_time, fields.refund_transact_time].map(Number);
		const shownTimes = async () => timesIn((await orderInfo(id)).refund_data as JsonObject);
		expect(await shownTimes()).toEqual([created, created]);
		pass(5000);
		await sandbox.refundOrder(id, { status });
		expect(await shownTimes()).toEqual([created, created + 5000]);
		expect(receivedBodies().slice(1).map(dataOf).map(timesIn)).toEqual([
			[created, created],
			[created, created + 5000],
		]);
	});

	it('has a value for every field, in any status', async () => {
		const id = await newOrder();
		await sandbox.payOrder(id);
		for (const status of [0, 2] as const) {
			await sandbox.refundOrder(id, { status });
			const { refund_data } = await orderInfo(id);
			expect(Object.values(refund_data as JsonObject)).not.toContain(null);
		}
	});

	it.each([
		['12.5', undefined, '2.5', '0.025'],
		['10', undefined, '5', '0.05'],
		['10', '0.000001', '0.000001', '0'],
	])(
		'in part keeps the order open: %s paid, %s requested: %s, fee %s',
		async (paid, amount, refunded, fee) => {
			const id = await newOrder();
			await sandbox.payOrder(id, { amount: paid });
			const { order } = await sandbox.refundOrder(id, {
				type: 'partial',
				...(amount === undefined ? {} : { amount }),
			});
			expect(order.refund).toMatchObject({ refund_amount: refunded, refund_fee: fee });
			expect(order.status).toMatch(/^paid/);
			expect(dataOf(receivedBodies()[1]).type).toEqual(jsonNumber(0));
			expect((await orderInfo(id)).refund_data).toMatchObject({ type: jsonNumber(1) });
		},
	);

	const REJECTED: Array<[JsonObject, string]> = [
		[{ status: 3 }, 'status must be a number from 0 to 2.'],
		[{ type: 1 }, 'type must be "full" or "partial".'],
		[{ amount: '11' }, 'amount is more than was paid.'],
	];

	it.each(REJECTED)('rejects %j', async (input, error) => {
		const id = await newOrder();
		await sandbox.payOrder(id);
		expect(await control(sandbox, `orders/${id}/refund`, input)).toEqual({ error });
		expect((await orderInfo(id)).refund_requested).toBe('no');
	});

	it('needs a payment', async () => {
		const id = await newOrder();
		await expect(sandbox.refundOrder(id)).rejects.toThrow(`Order ${id} is not paid.`);
	});
});
