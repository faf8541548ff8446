import { type ControlBase, required } from './controlBase.mts';
import type { Controls, OrderResult } from './controlTypes.mts';
import { expire, pay, refund } from '../orders/orderLife.mts';
import { orderPayload } from '../orders/orderPayload.mts';
import { settle } from '../orders/settlement.mts';
import { nextId } from '../state/state.mts';
import type { Order, OrderEvent } from '../state/orderTypes.mts';

type OrderControls = Pick<Controls, 'payOrder' | 'expireOrder' | 'refundOrder' | 'settleOrder'>;

/** What happens to an order once it is made. All but a settlement raise a callback (webhooks.md §2). */
export function createOrderControls({ state, projectOf, notify }: ControlBase): OrderControls {
	const orderOf = (cregisId: string): Order =>
		required(
			state.orders.find(({ cregis_id }) => cregis_id === cregisId),
			`order ${cregisId}`,
		);

	async function happen(
		cregisId: string,
		change: (order: Order) => OrderEvent,
	): Promise<OrderResult> {
		const order = orderOf(cregisId);
		const event = change(order);
		const { pid, callback_url, cregis_id } = order;
		const payload = orderPayload(order, event, projectOf(pid).settings);
		return {
			order,
			callback: await notify('order', callback_url, { pid, cid: cregis_id }, payload),
		};
	}

	return {
		payOrder: async (id, input = {}) => await happen(id, (order) => pay(order, input)),
		expireOrder: async (id) => await happen(id, expire),
		refundOrder: async (id, input = {}) =>
			await happen(id, (order) => refund(order, input, () => nextId(state))),
		settleOrder: (id, input = {}) => {
			const order = orderOf(id);
			settle(order, input, () => nextId(state));
			return { order };
		},
	};
}
