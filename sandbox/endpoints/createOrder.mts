import { accept } from '../contract/codes.mts';
import { acceptOrder, ORDER_FIELDS } from '../orders/orderRequest.mts';
import type { Endpoint } from './endpoint.mts';

/** api.md §1.1. */
export const createOrder: Endpoint = {
	projectType: 'payment',
	fields: ORDER_FIELDS,
	handle: (context) => {
		const accepted = acceptOrder(context);
		if ('refusal' in accepted) return accepted.refusal;
		const { order } = accepted;
		const { merchantName } = context.project.settings;
		return accept({
			cregis_id: order.cregis_id,
			checkout_url: order.checkout_url,
			merchant_name: merchantName,
			merchant_logo_url: merchantName === null ? null : `${context.baseUrl}/logo/Shop`,
			order_amount: order.order_amount,
			order_currency: order.order_currency,
			created_time: order.created_time,
			expire_time: order.expire_time,
			payment_info: order.payment_info,
		});
	},
};
