import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { sumAmounts } from '../../protocol/amount';
import { rowsOf } from '../../protocol/envelope';
import { isJsonObject, type JsonObject } from '../../protocol/losslessJson';
import { QUERIED_REFUND_TYPES, REFUND_STATUSES } from '../../protocol/statuses';
import type { CregisRequest } from '../../transport/request';
import { orderIdField } from '../shared/idFields';
import type { Item } from '../shared/item';
import { present } from '../shared/present';
import { chosenOutput, simplifyFields } from '../shared/simplify';
import { ENDPOINTS } from '../../protocol/endpoints';

export const effect = 'reads';

export const option: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	action: 'Get order',
	description: 'Retrieve an order with its payments and refunds',
};

export const toolDescription =
	"Looks up an order by its Cregis ID ('cregis_id'), with its status, what was paid and what was refunded. Read-only.";

export const fields: INodeProperties[] = [orderIdField, ...simplifyFields];

/** api.md §1.2 */
export function request(item: Item): CregisRequest {
	return {
		path: ENDPOINTS.order,
		fields: { cregis_id: item.required('cregisId', 'Cregis ID') },
	};
}

const presentRefund = (refund: JsonObject) =>
	present(refund, {
		words: { type: QUERIED_REFUND_TYPES, refund_status: REFUND_STATUSES },
		times: ['refund_created_time', 'refund_transact_time'],
	});

/** Returns the most useful fields: the order, its status, the amount received and the refund. */
function simplified(order: JsonObject): IDataObject {
	const { cregis_id, order_id, status, order_amount, order_currency } = order;
	const payments = rowsOf(order, 'payment_detail');
	const latest = payments.at(-1);
	const refund = isJsonObject(order.refund_data) ? presentRefund(order.refund_data) : {};
	const fields: JsonObject = {
		cregis_id,
		order_id,
		status,
		order_amount,
		order_currency,
		// The amount received. `receive_amount` is the amount due (webhooks.md §2.2.1).
		pay_amount: sumAmounts(payments.map((payment) => String(payment.pay_amount))),
		pay_currency: latest?.pay_currency ?? null,
		tx_id: latest?.tx_id ?? null,
		refund_amount: refund.refund_amount ?? null,
		refundStatusName: refund.refundStatusName ?? null,
	};
	return fields as IDataObject;
}

function complete(order: JsonObject): IDataObject {
	const { refund_data: refund } = order;
	const presented = present(order, { times: ['created_time', 'cancel_time', 'transact_time'] });
	if (!isJsonObject(refund)) return presented;
	return { ...presented, refund_data: presentRefund(refund) };
}

export function output(data: unknown, _request: CregisRequest, item: Item): IDataObject {
	const order = item.object(data);
	return chosenOutput(item, complete(order), () => simplified(order));
}
