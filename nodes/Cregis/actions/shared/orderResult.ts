/** The result of an order, from its callbacks (webhooks.md §2). */
import { isSameAmount } from '../../protocol/amount';
import type { JsonObject } from '../../protocol/losslessJson';
import type { Result } from './operation';
import { present } from './present';

/** The current word and an older one, for both events and statuses. */
const PARTIAL = ['paid_partial', 'partial_paid'];

const isEmpty = (value: unknown) => (value ?? '') === '';

/** Whether two values are the same if both are known. A callback can omit some fields. */
function isSameIfKnown(a: unknown, b: unknown, isSame: (a: string, b: string) => boolean) {
	return isEmpty(a) || isEmpty(b) || isSame(String(a), String(b));
}

function matches(said: JsonObject, sent: JsonObject): boolean {
	return (
		!isEmpty(sent.cregis_id) &&
		String(said.cregis_id) === String(sent.cregis_id) &&
		String(said.order_id) === String(sent.order_id) &&
		isSameIfKnown(said.order_amount, sent.order_amount, isSameAmount) &&
		isSameIfKnown(said.order_currency, sent.order_currency, (a, b) => a === b)
	);
}

/**
 * Whether an event is final. A partial payment is final unless the request refused partial payments: only
 * then is it followed by the rest or by a refund. By default, Cregis accepts partial payments and doesn't
 * request the rest. An overpaid order is paid, whether or not the payer claims the excess. A refund in
 * progress isn't final.
 */
function isFinal(event: string, said: JsonObject, sent: JsonObject): boolean {
	if (event === 'order.refunded') return String(said.refund_status) !== '0';
	const isPartial = [event.replace('order.', ''), String(said.status)].some((word) =>
		PARTIAL.includes(word),
	);
	return !isPartial || String(sent.accept_partial_payment) !== 'false';
}

export const orderResult: Result = {
	kinds: ['order'],
	matches,
	isFinal,
	present: (said) => present(said, { times: ['created_time', 'cancel_time', 'transact_time'] }),
};
