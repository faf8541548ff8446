import { html } from 'hono/html';
import { isToSettle } from '../orders/settlement.mts';
import type { Order } from '../state/orderTypes.mts';
import { button } from './formHtml.mts';
import { badge, code, type Content, type Html, unseen } from './pageHtml.mts';

export const ORDER_TONES: Record<Order['status'], string> = {
	new: 'open',
	paid: 'good',
	paid_over: 'good',
	paid_partial: 'open',
	expired: 'bad',
	canceled: 'bad',
};

const ORDER_WORDS: Record<Order['status'], string> = {
	new: 'new',
	paid: 'paid',
	paid_over: 'paid too much',
	paid_partial: 'paid in part',
	expired: 'expired',
	canceled: 'canceled',
};

/** The status in words. */
export function orderStatus({ status }: Order): string {
	return ORDER_WORDS[status];
}

// The path rather than the checkout URL, so that it also works under another name of loopback.
export function checkoutLink({ cregis_id, order_id }: Order): Html {
	return html`<a href="/checkout/${cregis_id}" target="_blank" rel="noopener"
		>Open checkout${unseen(` of ${order_id}, in a new tab`)}</a
	>`;
}

/** The cells of one row of the page. */
export function orderRow(order: Order): Content[] {
	const path = `orders/${order.cregis_id}`;
	const about = `order ${order.order_id}`;
	const isOpen = order.status === 'new' || order.status === 'paid_partial';
	const isRefundable = order.payments.length > 0 && (order.refund?.refund_status ?? 0) === 0;
	const action = (label: string, verb: string, done: string, tone = '') =>
		button(label, about, { path: `${path}/${verb}`, body: {}, done }, tone);
	const actions = [
		isOpen ? action('Pay', 'pay', 'Order paid.', 'good') : null,
		order.status === 'new' ? action('Expire', 'expire', 'Order expired.', 'bad') : null,
		isRefundable ? action('Refund', 'refund', 'Order refunded.') : null,
		isToSettle(order) ? action('Settle', 'settle', 'Order settled.') : null,
	];
	return [
		code(order.cregis_id),
		code(order.order_id),
		`${order.order_amount} ${order.order_currency}`,
		order.payments.map(({ pay_amount, token_name }) => `${pay_amount} ${token_name}`).join(', '),
		badge(orderStatus(order), ORDER_TONES[order.status]),
		checkoutLink(order),
		actions,
	];
}
