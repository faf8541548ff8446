import type { CallbackInput } from '../callbacks/callbackInput.mts';
import type {
	OrderInput,
	PaymentInput,
	RefundInput,
	SettlementInput,
} from '../orders/orderInputs.mts';
import type { Conditions } from '../state/conditions.mts';
import type { Fault, FaultInput } from '../state/fault.mts';
import type { Order } from '../state/orderTypes.mts';
import type { Project } from '../state/project.mts';
import type { ProjectSettings, ProjectType } from '../state/settings.mts';
import type { Team, TeamSettings, TeamTransaction, TeamWallet } from '../state/teamTypes.mts';
import type { TeamTransactionInput, TeamWalletInput } from '../teams/teamInputs.mts';
import type { Address, CallbackRecord, RequestRecord, StateView } from '../state/state.mts';
import type {
	Collection,
	CollectionStatus,
	Deposit,
	Payout,
	PayoutStatus,
	Withdrawal,
} from '../state/transferTypes.mts';
import type { AddressInput } from '../transfers/addressInput.mts';
import type { DepositInput } from '../transfers/depositInput.mts';

/** callback is null if the order has no callback_url. */
export type OrderResult = { order: Order; callback: CallbackRecord | null };

export type Controls = {
	getState: () => StateView;
	getRequests: () => RequestRecord[];
	/** Adds a project with a pid and a key of its own, which a reset keeps. */
	addProject: (type: ProjectType) => Project;
	/** Creates a deposit address, as the API does. */
	createAddress: (input: AddressInput) => Address;
	/** Creates an order, as the API does. Its payer returns to the sandbox's page. */
	createOrder: (input: OrderInput) => Order;
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
	/** Switches the given conditions on or off and leaves the others. */
	setConditions: (conditions: Partial<Conditions>) => Conditions;
	/** Changes the given settings and leaves the others. */
	setSettings: (pid: string, settings: Partial<ProjectSettings>) => Project;
	/** Adds a wallet to the team, with nothing in it. */
	addTeamWallet: (input: TeamWalletInput) => TeamWallet;
	/** Adds a transaction to a wallet of the team, which changes what it holds. */
	addTeamTransaction: (input: TeamTransactionInput) => TeamTransaction;
	/** Changes the given settings of the team's key and leaves the others. */
	setTeamSettings: (settings: Partial<TeamSettings>) => Team;
	/** Everything back to the start, except projects, their pids and keys. */
	reset: () => void;
};
