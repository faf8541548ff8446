import type Big from 'big.js';
import { randomAddress, randomTxid } from '../chains/chains.mts';
import { findCoin } from '../chains/coins.mts';
import { decimal, decimalPlaces, decimalText, roundDown, sum } from '../contract/decimal.mts';
import type { PaymentInput, RefundInput } from './orderInputs.mts';
import type { Order, OrderEvent, OrderStatus, PaymentInfo, Refund } from '../state/orderTypes.mts';

type PaidStatus = Extract<OrderStatus, 'paid' | 'paid_partial' | 'paid_over'>;

// The share that is kept back of a refund.
const REFUND_FEE = '0.01';

/** The amount that arrived so far. */
export function paidIn(order: Order): Big {
	return sum(order.payments.map(({ pay_amount }) => pay_amount));
}

// Every payment is in the token of the first one, at its rate (quirks.md §5.1).
function chosenInfo(order: Order, token?: string): PaymentInfo {
	const first = order.payments.at(0)?.token_name;
	const name = token ?? first ?? order.payment_info[0].token_name;
	const info = order.payment_info.find(({ token_name }) => token_name === name);
	if (info === undefined) throw new Error(`The order cannot be paid in ${name}.`);
	if (first !== undefined && name !== first) throw new Error(`The rest must be paid in ${first}.`);
	return info;
}

/** The status of an order in which that much arrived (api.md §1.1.5). */
function statusFor(order: Order, info: PaymentInfo, paid: Big): PaidStatus {
	const inToken = (amount: string) => decimal(amount).times(info.exchange_rate);
	const due = decimal(info.receive_amount);
	if (paid.lt(due.minus(inToken(order.underpaid_tolerance)))) return 'paid_partial';
	return paid.gt(due.plus(inToken(order.overpaid_tolerance))) ? 'paid_over' : 'paid';
}

function checkDecimals(amount: string, decimals: number): void {
	if (decimalPlaces(amount) > decimals) throw new Error(`The token has ${decimals} decimals.`);
}

/** The chain_id of a pay token. */
export function chainOf(tokenName: string): string {
	return findCoin(tokenName)?.chainId ?? '';
}

/**
 * Lets a payment arrive; gives the event to tell. Throws an Error if the order is neither new nor
 * partly paid: what comes later is a payment exception, which no callback tells (webhooks.md §2.4.3).
 */
export function pay(order: Order, input: PaymentInput): OrderEvent {
	if (order.status !== 'new' && order.status !== 'paid_partial') {
		throw new Error(`Order ${order.cregis_id} is ${order.status}.`);
	}
	const info = chosenInfo(order, input.token);
	const rest = decimalText(decimal(info.receive_amount).minus(paidIn(order)));
	const { amount = rest } = input;
	checkDecimals(amount, info.token_decimals);
	const chainId = chainOf(info.token_name);
	const isFirst = order.payments.length === 0;
	order.payments.push({
		payment_address: info.payment_address,
		from_address: randomAddress(chainId),
		receive_amount: info.receive_amount,
		receive_currency: info.receive_currency,
		pay_amount: amount,
		pay_currency: info.token_symbol,
		exchange_rate: info.exchange_rate,
		tx_id: randomTxid(chainId),
		blockchain: info.blockchain,
		token_name: info.token_name,
	});
	const status = statusFor(order, info, paidIn(order));
	order.status = status;
	order.transact_time = Date.now();
	return isFirst ? status : 'paid_remain';
}

/** Throws an Error if the order is not new. */
export function expire(order: Order): OrderEvent {
	if (order.status !== 'new') throw new Error(`Order ${order.cregis_id} is ${order.status}.`);
	order.status = 'expired';
	order.cancel_time = Date.now();
	return 'expired';
}

function refundAmount(order: Order, input: RefundInput, decimals: number): string {
	const paid = paidIn(order);
	if (input.amount !== undefined) {
		checkDecimals(input.amount, decimals);
		if (paid.lt(input.amount)) throw new Error('amount is more than was paid.');
		return input.amount;
	}
	if (input.type !== 'partial') return decimalText(paid);
	const excess = paid.minus(order.payments[0].receive_amount);
	return decimalText(excess.gt('0') ? excess : roundDown(paid.div('2'), decimals));
}

function newRefund(order: Order, input: RefundInput, refundId: string): Refund {
	const info = chosenInfo(order);
	const amount = refundAmount(order, input, info.token_decimals);
	const now = Date.now();
	const fee = roundDown(decimal(amount).times(REFUND_FEE), info.token_decimals);
	return {
		refund_id: refundId,
		type: input.type ?? 'full',
		refund_status: 0,
		refund_address: randomAddress(chainOf(info.token_name)),
		token: info.token_name,
		network: info.blockchain,
		refund_amount: amount,
		refund_fee: decimalText(fee),
		actual_refund_amount: decimalText(decimal(amount).minus(fee)),
		refund_tx_id: '',
		refund_created_time: now,
		refund_transact_time: now,
	};
}

/**
 * Starts a refund or moves the one under way; a full one that succeeded cancels the order
 * (api.md §1.2). Throws an Error if nothing was paid or the refund has ended.
 */
export function refund(order: Order, input: RefundInput, newId: () => string): OrderEvent {
	const { status = 1 } = input;
	if (order.payments.length === 0) throw new Error(`Order ${order.cregis_id} is not paid.`);
	if (order.refund !== null && order.refund.refund_status !== 0) {
		throw new Error(`The refund of order ${order.cregis_id} has ended.`);
	}
	order.refund ??= newRefund(order, input, newId());
	order.refund.refund_status = status;
	order.refund.refund_transact_time = Date.now();
	if (status === 1) {
		order.refund.refund_tx_id = randomTxid(chainOf(order.refund.token));
		if (order.refund.type === 'full') order.status = 'canceled';
	}
	return 'refunded';
}
