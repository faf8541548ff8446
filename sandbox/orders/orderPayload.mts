import { inForm } from '../callbacks/callbackBody.mts';
import { type JsonObject, toJson } from '../contract/json.mts';
import type { ProjectSettings } from '../state/settings.mts';
import type { Order, OrderEvent, PaymentDetail } from '../state/orderTypes.mts';

// Refunds count 0 partial, 1 full here, but 1 and 2 in replies (quirks.md §3.1).
const REFUND_TYPES = { partial: 0, full: 1 };

function common(order: Order): JsonObject {
	return {
		cregis_id: order.cregis_id,
		order_id: order.order_id,
		order_amount: order.order_amount,
		order_currency: order.order_currency,
		created_time: order.created_time,
		cancel_time: order.cancel_time,
		valid_time: order.valid_time,
		status: order.status,
		payer_id: order.payer_id,
		payer_name: order.payer_name,
		payer_email: order.payer_email ?? '',
		remark: order.remark,
	};
}

// The first payment; what is paid later stands in fields of its own.
function completed(order: Order): JsonObject {
	const [payment] = order.payments;
	return {
		...common(order),
		payment_address: payment.payment_address,
		receive_amount: payment.receive_amount,
		receive_currency: payment.receive_currency,
		pay_amount: payment.pay_amount,
		pay_currency: payment.pay_currency,
		exchange_rate: payment.exchange_rate,
		tx_id: payment.tx_id,
		transact_time: order.transact_time,
	};
}

function additional(order: Order, payment: PaymentDetail): JsonObject {
	return {
		additional_pay_amount: payment.pay_amount,
		additional_pay_currency: payment.pay_currency,
		additional_payment_address: payment.payment_address,
		additional_payment_tx_id: payment.tx_id,
		additional_payment_transact_time: order.transact_time,
	};
}

function refunded({ refund }: Order): JsonObject {
	if (refund === null) return { refund_requested: 'no' };
	return {
		refund_requested: 'yes',
		type: REFUND_TYPES[refund.type],
		refund_id: refund.refund_id,
		refund_address: refund.refund_address,
		refund_currency: refund.token,
		refund_amount: refund.refund_amount,
		refund_fee: refund.refund_fee,
		actual_refund_amount: refund.actual_refund_amount,
		refund_status: refund.refund_status,
		refund_tx_id: refund.refund_tx_id,
		refund_created_time: refund.refund_created_time,
		refund_transact_time: refund.refund_transact_time,
	};
}

function dataOf(order: Order, event: OrderEvent): JsonObject {
	if (event === 'expired') return common(order);
	if (event === 'refunded') return { ...completed(order), ...refunded(order) };
	if (event !== 'paid_remain') return completed(order);
	return { ...completed(order), ...additional(order, order.payments[order.payments.length - 1]) };
}

/** webhooks.md §2.1.2: `data` is JSON text or an object, in the form of the project's callbacks. */
export function orderPayload(
	order: Order,
	event: OrderEvent,
	{ orderDataAs, callbackForm }: ProjectSettings,
): JsonObject {
	const data = inForm(dataOf(order, event), callbackForm);
	return {
		event_name: 'order',
		event_type: event,
		data: orderDataAs === 'object' ? data : toJson(data),
	};
}
