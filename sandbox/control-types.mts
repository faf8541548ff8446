import type { JsonObject } from './json.mts';
import type {
	CallbackRecord,
	Deposit,
	Fault,
	Payout,
	PayoutStatus,
	Project,
	ProjectSettings,
	ProjectType,
	RequestRecord,
	State,
} from './state.mts';

export type StateView = Pick<
	State,
	'projects' | 'addresses' | 'deposits' | 'payouts' | 'callbacks' | 'requests' | 'faults'
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
	/** Send the callback with the types of version 1: status and block_time as integers. */
	older?: boolean;
};

export type CallbackInput = {
	project: ProjectType;
	url: string;
	/** An object, or the exact text to send (which is never signed). */
	payload: JsonObject | string;
	/** true: signed, with pid, nonce and timestamp added where missing. A text: added as the sign. Otherwise sent as given. */
	sign?: boolean | string;
	/** Default application/json. */
	contentType?: string;
};

export type FaultInput = Omit<Fault, 'times'> & { times?: number };

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
	/** Sends the same bytes again. */
	pushCallback: (id: string) => Promise<CallbackRecord>;
	/** Sends any payload as a callback. */
	sendCallback: (input: CallbackInput) => Promise<CallbackRecord>;
	addFault: (input: FaultInput) => Fault;
	/** Changes the given settings and leaves the others. */
	setSettings: (pid: string, settings: Partial<ProjectSettings>) => Project;
	/** Everything back to the start, except pids and keys. */
	reset: () => void;
};
