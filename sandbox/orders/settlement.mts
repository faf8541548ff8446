import { randomAddress, randomTxid } from '../chains/chains.mts';
import { decimalText, roundDown } from '../contract/decimal.mts';
import { chainOf, paidIn } from './orderLife.mts';
import type { SettlementInput } from './orderInputs.mts';
import type { Order, OrderStatus, Settlement } from '../state/orderTypes.mts';

// Cregis's share of the amount.
const FEE = '0.01';

const PAID_STATUSES: OrderStatus[] = ['paid', 'paid_over', 'paid_partial'];

/** Whether the order is paid, but not settled yet. */
export function isToSettle({ status, settlement }: Order): boolean {
	return PAID_STATUSES.includes(status) && settlement?.status !== 'settled';
}

function newSettlement(order: Order, type: Settlement['type'], id: string): Settlement {
	const [{ payment_address, token_name }] = order.payments;
	const info = order.payment_info.find((each) => each.token_name === token_name);
	const amount = paidIn(order);
	const fee = roundDown(amount.times(FEE), info?.token_decimals ?? 0);
	return {
		id,
		status: 'settling',
		type,
		from_address: payment_address,
		to_address: randomAddress(chainOf(token_name)),
		tx_id: '',
		settlement_currency: token_name,
		created_time: Date.now(),
		settlement_amount: decimalText(amount),
		settlement_fee: decimalText(fee),
		actual_settlement_amount: decimalText(amount.minus(fee)),
	};
}

/** Starts or completes the settlement of an order. Throws an Error if it isn't paid, or is settled already. */
export function settle(order: Order, input: SettlementInput, newId: () => string): void {
	const { status = 'settled', type = 'system' } = input;
	if (!isToSettle(order)) {
		throw new Error(`Order ${order.cregis_id} is ${order.settlement?.status ?? order.status}.`);
	}
	order.settlement ??= newSettlement(order, type, newId());
	order.settlement.status = status;
	if (status === 'settled') {
		order.settlement.tx_id = randomTxid(chainOf(order.settlement.settlement_currency));
	}
}

/** As order/info shows it: the type is blank until the order is settled (api.md §1.2.2). */
export function settlementFields({ settlement }: Order) {
	if (settlement === null) {
		return { settlement_status: 'unsettled', settlement_type: '', settlement_details: null };
	}
	const { status, type, settlement_amount, settlement_fee, actual_settlement_amount } = settlement;
	return {
		settlement_status: status,
		settlement_type: status === 'settled' ? type : '',
		settlement_details: {
			id: settlement.id,
			from_address: settlement.from_address,
			to_address: settlement.to_address,
			tx_id: settlement.tx_id,
			settlement_currency: settlement.settlement_currency,
			// Here, each order is settled on its own.
			order_count: 1,
			created_time: settlement.created_time,
			total_settlement_amount: settlement_amount,
			total_settlement_fee: settlement_fee,
			total_actual_settlement_amount: actual_settlement_amount,
			order_settlement_detail: {
				status,
				settlement_amount,
				settlement_fee,
				actual_settlement_amount,
			},
		},
	};
}
