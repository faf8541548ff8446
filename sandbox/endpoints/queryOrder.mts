import { accept, refuse } from '../contract/codes.mts';
import { settlementFields } from '../orders/settlement.mts';
import type { Endpoint } from './endpoint.mts';
import type { Order } from '../state/orderTypes.mts';
import { text } from '../contract/fields.mts';

// Refunds count 1 partial, 2 full here, but 0 and 1 in callbacks (quirks.md §3.1).
const REFUND_TYPES = { partial: 1, full: 2 };

function refundData({ refund, ...order }: Order) {
	if (refund === null) return null;
	return {
		refund_id: refund.refund_id,
		cregis_id: order.cregis_id,
		reference_id: order.order_id,
		recipient_id: order.payer_id,
		recipient_name: order.payer_name,
		recipient_email: order.payer_email ?? '',
		recipient_address: refund.refund_address,
		token: refund.token,
		network: refund.network,
		refund_amount: refund.refund_amount,
		refund_fee: refund.refund_fee,
		actual_refund_amount: refund.actual_refund_amount,
		type: REFUND_TYPES[refund.type],
		refund_status: refund.refund_status,
		refund_tx_id: refund.refund_tx_id,
		refund_created_time: refund.refund_created_time,
		refund_transact_time: refund.refund_transact_time,
	};
}

/** api.md §1.2; quirks.md §1 says what is null. */
export const queryOrder: Endpoint = {
	projectType: 'payment',
	fields: { cregis_id: { type: 'string', required: true } },
	handle: ({ state, project, body }) => {
		const id = text(body, 'cregis_id');
		const order = state.orders.find((each) => each.pid === project.pid && each.cregis_id === id);
		if (order === undefined) return refuse('E0024');
		return accept({
			cregis_id: order.cregis_id,
			order_id: order.order_id,
			order_amount: order.order_amount,
			order_currency: order.order_currency,
			created_time: order.created_time,
			cancel_time: order.cancel_time,
			transact_time: order.transact_time,
			valid_time: order.valid_time,
			status: order.status,
			refund_requested: order.refund === null ? 'no' : 'yes',
			refund_data: refundData(order),
			payer_id: order.payer_id,
			payer_name: order.payer_name,
			payer_email: order.payer_email,
			remark: order.remark,
			payment_detail: order.payments.length === 0 ? null : order.payments,
			payment_info: order.payment_info,
			order_details: order.order_details,
			...settlementFields(order),
			sub_merchant: order.sub_merchant,
		});
	},
};
