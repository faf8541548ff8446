/** A trigger that confirms each callback about an order with Cregis. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { until } from '../../harness/editor.mts';
import type { OrderResult } from '../../sandbox/controls/controlTypes.mts';
import { call, orderFields } from '../support/client.mts';
import { confirming } from './confirming.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const { publish, items } = confirming(stage);

const USDT = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

describe('a confirmed callback', () => {
	it.each(['text', 'object'] as const)(
		'starts the workflow: an order, sent as %s',
		async (form) => {
			const { payment } = stage.sandbox;
			const merchant = await publish({ ...stage.project, ...payment, projectType: 'payment' });
			stage.sandbox.setSettings(payment.pid, { orderDataAs: form });
			const fields = orderFields({ order_id: `confirmed-${form}`, callback_url: merchant.url });
			const { data } = await call(stage.sandbox, '/api/v2/checkout', fields, payment);
			const id = String(data.cregis_id);
			const amount = '0.1';
			const told = [
				await stage.sandbox.payOrder(id, { amount }),
				await stage.sandbox.payOrder(id),
				await stage.sandbox.refundOrder(id, { status: 1 }),
			];
			expect(told.map(({ callback }) => callback?.success)).toEqual([true, true, true]);
			const events = await until('three items', async () => {
				const found = await items(merchant.workflow);
				return found.length === 3 && found.map(({ event }) => event);
			});
			expect(new Set(events)).toEqual(
				new Set(['order.paid_partial', 'order.paid_remain', 'order.refunded']),
			);
		},
	);
});

describe('a callback that differs from the order', () => {
	type Change = Record<string, unknown>;

	/** Resends an order's last callback with other data, signed with the project's own key. */
	async function sendAltered(
		happen: (id: string) => Promise<OrderResult>,
		{ event_type, ...change }: Change,
	) {
		const { payment } = stage.sandbox;
		const merchant = await publish({ ...stage.project, ...payment, projectType: 'payment' });
		stage.sandbox.setSettings(payment.pid, { orderDataAs: 'object' });
		const fields = orderFields({ order_id: randomUUID(), callback_url: merchant.url });
		const { data } = await call(stage.sandbox, '/api/v2/checkout', fields, payment);
		const { callback } = await happen(String(data.cregis_id));
		expect(callback?.success).toBe(true);
		const genuine = JSON.parse(callback!.body) as { event_type: string; data: object };
		const { httpStatus } = await stage.sandbox.sendCallback({
			project: 'payment',
			url: merchant.url,
			payload: {
				event_name: 'order',
				event_type: event_type ?? genuine.event_type,
				data: { ...genuine.data, ...change },
			},
			sign: true,
		});
		return httpStatus;
	}

	const payPart = async (id: string) => await stage.sandbox.payOrder(id, { amount: '0.1' });

	it.each<[string, Change, number]>([
		['no difference', {}, 200],
		['a full payment instead of a partial one', { event_type: 'paid' }, 401],
		['an overpayment instead of a partial one', { event_type: 'paid_over' }, 401],
		['another amount', { pay_amount: '1000' }, 401],
		['another payer', { payer_id: 'somebody' }, 401],
		['an unlisted payment', { tx_id: `0x${'9'.repeat(64)}` }, 503],
		['a payment without a transaction', { tx_id: null }, 503],
		['an expiry instead of a payment', { event_type: 'expired' }, 401],
		['a top-up by the only payment', { event_type: 'paid_remain' }, 503],
		[
			"a refund that doesn't exist",
			{ event_type: 'refunded', refund_id: '9', refund_status: 1 },
			503,
		],
		['a refund without an ID', { event_type: 'refunded' }, 503],
		['an unknown event', { event_type: 'disputed' }, 503],
	])('of a partial payment: %s', async (_, change, status) => {
		expect(await sendAltered(payPart, change)).toBe(status);
	});

	it.each<[string, Change, number]>([
		['no difference', {}, 200],
		['more', { additional_pay_amount: '1000' }, 401],
		['in another currency', { additional_pay_currency: 'BTC' }, 401],
		['at another address', { additional_payment_address: USDT }, 401],
		['by an unlisted payment', { additional_payment_tx_id: `0x${'9'.repeat(64)}` }, 503],
	])('of a top-up: %s', async (_, change, status) => {
		const topUp = async (id: string) => {
			await payPart(id);
			return await stage.sandbox.payOrder(id);
		};
		expect(await sendAltered(topUp, change)).toBe(status);
	});

	it.each<[string, 0 | 1 | 2, Change, number]>([
		['no difference', 1, {}, 200],
		['in progress instead of a success', 1, { refund_status: 0, refund_tx_id: null }, 200],
		['another amount', 1, { refund_amount: '1000' }, 401],
		['to another address', 1, { refund_address: USDT }, 401],
		['in part instead of in full', 1, { type: 0 }, 401],
		['a success instead of a failure', 2, { refund_status: 1 }, 401],
		['a success while it is in progress', 0, { refund_status: 1 }, 503],
		['another refund', 1, { refund_id: '9' }, 503],
	])('of a refund: %s', async (_, status, change, httpStatus) => {
		const refund = async (id: string) => {
			await stage.sandbox.payOrder(id);
			return await stage.sandbox.refundOrder(id, { status });
		};
		expect(await sendAltered(refund, change)).toBe(httpStatus);
	});
});
