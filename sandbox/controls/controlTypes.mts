import type { JsonObject } from '../contract/json.mts';
import type { Order, RefundStatus, Settlement } from '../orders/orderTypes.mts';
import type { ProjectSettings, ProjectType } from '../state/settings.mts';
import type { CallbackRecord, Fault, Project, RequestRecord, State } from '../state/state.mts';
import type {
	Collection,
	CollectionStatus,
	Deposit,
	Payout,
	PayoutStatus,
	Withdrawal,
} from '../transfers/transferTypes.mts';

export type StateView = Pick<
	State,
	| 'projects'
	| 'addresses'
	| 'deposits'
	| 'payouts'
	| 'withdrawals'
	| 'collections'
	| 'orders'
	| 'callbacks'
	| 'requests'
	| 'faults'
> & { ledger: Record<string, number> };

export type DepositInput = {
	/** An address of a project. */
	address: string;
	/** Decimal text. */
	amount: string;
	/** token_id, coin name or symbol on the address's chain; the native coin by default. */
	token?: string;
	/** "1" success (default), "2" failed. */
	status?: '1' | '2';
	memo?: string;
	/** The payer's address; a random one by default. */
	from?: string;
	/** Send the callback with the types of version 1: status and block_time as integers. */
	older?: boolean;
};

export type CallbackInput = {
	project: ProjectType;
	url: string;
	/** An object, or the exact text to send (which is never signed). */
	payload: JsonObject | string;
	/**
	 * true: signed, with pid, nonce and timestamp added where missing, in the project's `callbackForm`.
	 * A text: added as the sign. Otherwise sent as given.
	 */
	sign?: boolean | string;
	/** Empty for none; that of the project's `callbackForm` by default. */
	contentType?: string;
};

export type PaymentInput = {
	/** Decimal text, in the token; what is still due by default. */
	amount?: string;
	/** A token_name of the order; its first one, or that of the first payment, by default. */
	token?: string;
};

export type RefundInput = {
	/** Default full. */
	type?: 'partial' | 'full';
	/** 0 processing, 1 success (default), 2 failed. */
	status?: RefundStatus;
	/** Decimal text; by default all that was paid, or for a partial refund what was paid too much (else half). */
	amount?: string;
};

export type SettlementInput = {
	/** Default settled. */
	status?: Settlement['status'];
	/** Default system. */
	type?: Settlement['type'];
};

export type FaultInput = Omit<Fault, 'times'> & { times?: number };

/** callback is null if the order has no callback_url. */
export type OrderResult = { order: Order; callback: CallbackRecord | null };

export type Controls = {
	getState: () => StateView;
	getRequests: () => RequestRecord[];
	/** Resolves when the callback was delivered (or failed); callback is null if none is due. */
	deposit: (input: DepositInput) => Promise<{ deposit: Deposit; callback: CallbackRecord | null }>;
	/** As `deposit`; the status it already has changes nothing and sends nothing. */
	setPayoutStatus: (
		cid: string,
		status: PayoutStatus,
	) => Promise<{ payout: Payout; callback: CallbackRecord | null }>;
	/** As `setPayoutStatus`. */
	setWithdrawalStatus: (
		cid: string,
		status: PayoutStatus,
	) => Promise<{ withdrawal: Withdrawal; callback: CallbackRecord | null }>;
	/** Collections raise no callback. */
	setCollectionStatus: (cid: string, status: CollectionStatus) => { collection: Collection };
	/** Adds that many successful deposits to the WaaS project at once, without callbacks. */
	addTrades: (count: number) => { count: number };
	/** A payment arrives for an order that is new or partly paid. Resolves as `deposit`. */
	payOrder: (cregisId: string, input?: PaymentInput) => Promise<OrderResult>;
	/** For a new order. */
	expireOrder: (cregisId: string) => Promise<OrderResult>;
	/** For a paid order; again for the same refund with its next status. */
	refundOrder: (cregisId: string, input?: RefundInput) => Promise<OrderResult>;
	/** For a paid order; again for its next status. Settlements raise no callback. */
	settleOrder: (cregisId: string, input?: SettlementInput) => { order: Order };
	/** Sends the same bytes again; what a verification is answered then counts, if no answer did before. */
	pushCallback: (id: string) => Promise<CallbackRecord>;
	/** Sends any payload as a callback. */
	sendCallback: (input: CallbackInput) => Promise<CallbackRecord>;
	addFault: (input: FaultInput) => Fault;
	/** Changes the given settings and leaves the others. */
	setSettings: (pid: string, settings: Partial<ProjectSettings>) => Project;
	/** Everything back to the start, except pids and keys. */
	reset: () => void;
};
