/** Delivers callbacks to a trigger with 'Confirm With Cregis', and gives it Cregis's records. */
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { deliver, type Surroundings } from './n8nWebhook.mts';

export const TRADES = '/api/v1/trade/page';
export const PAYOUTS = '/api/v1/payout/query';
export const WITHDRAWALS = '/api/v1/sub_address_withdrawal/info';
export const ORDERS = '/api/v2/order/info';

/** The HTTP status of each verdict. */
export const CONFIRMED = 200;
export const CONTRADICTED = 401;
export const UNCONFIRMED = 503;

export async function confirm(
	callback: JsonObject,
	records: Surroundings['records'],
	simplify = true,
) {
	const parameters = { options: { confirm: true }, respond: 'responseNode', simplify };
	return await deliver(callback, { parameters, records });
}

export function without(fields: JsonObject, ...names: string[]): JsonObject {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
