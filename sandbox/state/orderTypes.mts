import type { JsonObject } from '../contract/json.mts';

// Fields of Cregis' own objects keep the API's names (api.md §1.1 and §1.2).

export type OrderStatus = 'new' | 'paid' | 'expired' | 'paid_over' | 'paid_partial' | 'canceled';

export type OrderEvent =
	| 'expired'
	| 'paid'
	| 'paid_partial'
	| 'paid_over'
	| 'paid_remain'
	| 'refunded';

/** How the order may be paid in one of its tokens. */
export type PaymentInfo = {
	payment_address: string;
	token_symbol: string;
	blockchain: string;
	token_name: string;
	logo_url: string;
	token_decimals: number;
	/** The amount due, in the token. */
	receive_amount: string;
	receive_currency: string;
	/** One unit of order_currency in the token. */
	exchange_rate: string;
	asset_logo: string;
	/** What a wallet may scan to pay. */
	consolidated_qrcodes: Array<{ qrcode: string; wallet_icon: string; wallet_name: string }> | null;
};

/** A payment that arrived. */
export type PaymentDetail = {
	payment_address: string;
	from_address: string;
	/** The amount due. */
	receive_amount: string;
	receive_currency: string;
	/** The amount that arrived. */
	pay_amount: string;
	pay_currency: string;
	exchange_rate: string;
	tx_id: string;
	blockchain: string;
	token_name: string;
};

/** 0 processing, 1 success, 2 failed. */
export type RefundStatus = 0 | 1 | 2;

export type Refund = {
	refund_id: string;
	/** A number in replies (1, 2) and another in callbacks (0, 1): quirks.md §3.1. */
	type: 'partial' | 'full';
	refund_status: RefundStatus;
	refund_address: string;
	token: string;
	network: string;
	refund_amount: string;
	refund_fee: string;
	actual_refund_amount: string;
	/** Empty until it succeeds. */
	refund_tx_id: string;
	/** Unix times in ms. */
	refund_created_time: number;
	/** When its status last changed. */
	refund_transact_time: number;
};

/** How an order's money reaches the merchant. */
export type Settlement = {
	id: string;
	status: 'settling' | 'settled';
	type: 'system' | 'manual';
	from_address: string;
	to_address: string;
	/** Empty until it is settled. */
	tx_id: string;
	settlement_currency: string;
	/** Unix time in ms. */
	created_time: number;
	settlement_amount: string;
	settlement_fee: string;
	actual_settlement_amount: string;
};

export type Order = {
	pid: string;
	cregis_id: string;
	checkout_url: string;
	order_id: string;
	order_amount: string;
	order_currency: string;
	status: OrderStatus;
	/** Unix times in ms. */
	created_time: number;
	expire_time: number;
	cancel_time: number | null;
	transact_time: number | null;
	/** Minutes. */
	valid_time: number;
	payer_id: string;
	payer_name: string;
	payer_email: string | null;
	remark: string;
	callback_url: string | null;
	success_url: string;
	cancel_url: string;
	language: string;
	accept_partial_payment: boolean;
	accept_over_payment: boolean;
	/** Decimal text, in order_currency. */
	underpaid_tolerance: string;
	overpaid_tolerance: string;
	/** As order/info shows it, numbers lossless. */
	order_details: JsonObject;
	sub_merchant: JsonObject;
	payment_info: PaymentInfo[];
	/** In the order they arrived, all in the same token. */
	payments: PaymentDetail[];
	refund: Refund | null;
	/** null while it is unsettled. */
	settlement: Settlement | null;
};
