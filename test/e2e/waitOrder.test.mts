/** 'Wait for Result' of an order. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ORDER } from '../support/waitingWorkflow.mts';
import { useStage } from './stage.mts';
import { waiting } from './waiting.mts';

const stage = useStage();
const { outputOf, startWaiting, paymentProject } = waiting(stage);

beforeEach(() => stage.sandbox.reset());

/** A callback about a paid order. */
function paid(order: { cregis_id: string; order_id: string; order_amount: string }) {
	const data = { ...order, order_currency: 'USDT', status: 'paid', pay_amount: '49.90' };
	return { event_name: 'order', event_type: 'paid', data: JSON.stringify(data) };
}

describe('an order', () => {
	const waitingOrder = async (parameters: object = {}) => ({
		id: await startWaiting({ ...ORDER, ...parameters }, paymentProject()),
		order: stage.sandbox.getState().orders[0],
	});

	it.each([
		['by default', {}],
		['by its own setting', { acceptPartialPayment: true }],
	])('that accepts partial payments %s resumes with one', async (_, settings) => {
		const { id, order } = await waitingOrder({ additionalFields: settings });
		const { callback } = await stage.sandbox.payOrder(order.cregis_id, { amount: '20' });
		expect(callback).toMatchObject({ success: true });
		expect((await outputOf(id)).items).toEqual([
			expect.objectContaining({
				cregis_id: order.cregis_id,
				order_id: 'order-1',
				checkout_url: expect.any(String),
				event: 'order.paid_partial',
				status: 'paid_partial',
				pay_amount: '20',
				timedOut: false,
			}),
		]);
	});

	describe.each([
		['a setting', false],
		// When the callback comes, the node's input isn't what the expression read any more.
		['an expression', '={{ $json.row !== 0 }}'],
	])('that accepts no partial payment, by %s,', (_, acceptPartialPayment) => {
		const additionalFields = { acceptPartialPayment, payerEmail: 'payer@merchant.example' };

		it('waits for the rest', async () => {
			const { id, order } = await waitingOrder({ additionalFields });
			const { callback } = await stage.sandbox.payOrder(order.cregis_id, { amount: '20' });
			expect(callback).toMatchObject({ success: true });
			expect(await stage.sandbox.pushCallback(callback!.id)).toMatchObject({ success: true });
			expect((await stage.editor.execution(id)).status).toBe('waiting');
			const rest = await stage.sandbox.payOrder(order.cregis_id);
			expect(rest.callback).toMatchObject({ success: true });
			expect((await outputOf(id)).items).toEqual([
				expect.objectContaining({
					cregis_id: order.cregis_id,
					event: 'order.paid_remain',
					status: 'paid',
					timedOut: false,
				}),
			]);
		});

		it('waits for the end of a refund', async () => {
			const { id, order } = await waitingOrder({ additionalFields });
			await stage.sandbox.payOrder(order.cregis_id, { amount: '20' });
			const begun = await stage.sandbox.refundOrder(order.cregis_id, { status: 0 });
			expect(begun.callback).toMatchObject({ success: true });
			expect((await stage.editor.execution(id)).status).toBe('waiting');
			await stage.sandbox.refundOrder(order.cregis_id, { status: 1 });
			expect((await outputOf(id)).items[0]).toMatchObject({
				event: 'order.refunded',
				refundStatusName: 'success',
			});
		});
	});

	it('is not resumed by a genuine callback about another order', async () => {
		const { id, order } = await waitingOrder();
		const callback = await stage.sandbox.sendCallback({
			project: 'payment',
			url: order.callback_url!,
			payload: paid({ cregis_id: order.cregis_id, order_id: 'order-1', order_amount: '4990' }),
			sign: true,
		});
		expect(callback).toMatchObject({ httpStatus: 401, success: false });
		expect((await stage.editor.execution(id)).status).toBe('waiting');
		await stage.sandbox.payOrder(order.cregis_id);
		expect((await outputOf(id)).items[0]).toMatchObject({ event: 'order.paid' });
	});

	it.each([
		['is paid', 'order.paid', () => stage.sandbox.payOrder],
		['expires', 'order.expired', () => stage.sandbox.expireOrder],
	])('that %s resumes with %s', async (_, event, happen) => {
		const { id, order } = await waitingOrder();
		await happen()(order.cregis_id);
		expect((await outputOf(id)).items[0]).toMatchObject({ event, timedOut: false });
	});
});
