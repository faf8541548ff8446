/** Creates and reads orders. */
import { type JsonObject, parseJson } from '../../sandbox/contract/json.mts';
import { call, orderFields } from '../support/client.mts';
import { receiver, sandbox } from '../support/sandbox.mts';

/** Creates an order of 10 USD, for which 10 USDT or USDC are due. Resolves to its cregis_id. */
export async function newOrder(fields: JsonObject = {}): Promise<string> {
	const order = orderFields({
		order_amount: '10',
		order_currency: 'USD',
		tokens: '["USDT-TRC20","USDC-ERC20"]',
		callback_url: receiver.url,
		...fields,
	});
	const { data } = await call(sandbox, '/api/v2/checkout', order, sandbox.payment);
	return String(data.cregis_id);
}

/** What order/info returns for an order. */
export async function orderInfo(cregis_id: string): Promise<JsonObject> {
	return (await call(sandbox, '/api/v2/order/info', { cregis_id }, sandbox.payment)).data;
}

/** The callbacks that the receiver got, parsed. */
export function receivedBodies(): JsonObject[] {
	return receiver.received.map(({ body }) => parseJson(body) as JsonObject);
}

/** The order's data in a callback. */
export function dataOf(body: JsonObject): JsonObject {
	return parseJson(String(body.data)) as JsonObject;
}
