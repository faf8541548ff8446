import { randomBytes, randomInt } from 'node:crypto';
import type { JsonObject } from '../contract/json.mts';
import { type Conditions, goodConditions } from './conditions.mts';
import type { Fault, FaultKind } from './fault.mts';
import type { Project } from './project.mts';
import type { Order } from './orderTypes.mts';
import type { Team } from './teamTypes.mts';
import type { Collection, Deposit, Payout, Transfer, Withdrawal } from './transferTypes.mts';

// Fields of Cregis' own objects keep the API's names; ids (pid, cid, wallet_id) are digit strings.

export type Address = {
	pid: string;
	address: string;
	chain_id: string;
	alias: string | null;
	callback_url: string | null;
	/** "0" enabled, "1" disabled (api.md §2.4). */
	status: '0' | '1';
	/** Unix time in ms. */
	createdAt: number;
};

export type Attempt = {
	/** Unix time in ms. */
	sentAt: number;
	/** null while under way and when no answer came. */
	httpStatus: number | null;
	/** The first 200 characters of the answer's body, or why there was none. */
	answer: string | null;
	success: boolean;
};

/** A callback as Cregis' own list of callback records shows it; the attempt's fields are the last attempt's. */
export type CallbackRecord = Attempt & {
	id: string;
	kind: string;
	pid: string;
	/** For an order its cregis_id. */
	cid: string | null;
	url: string;
	contentType: string;
	/** The exact text sent, the same at every attempt. */
	body: string;
	attempts: Attempt[];
};

export type RequestRecord = {
	/** Unix time in ms. */
	at: number;
	path: string;
	ip: string;
	/** The body as it arrived. */
	raw: string;
	/** The body parsed, its numbers as LosslessNumber; null if it is no JSON object. */
	body: JsonObject | null;
	/** The return code; null where the request was not handled. */
	code: string | null;
	/** The kind of the fault that was applied. */
	fault: FaultKind | null;
	/** The ID of the payout, withdrawal or collection that it has made; null if it has made none. */
	cid: string | null;
};

export type State = {
	projects: Project[];
	team: Team;
	addresses: Address[];
	deposits: Deposit[];
	payouts: Payout[];
	withdrawals: Withdrawal[];
	collections: Collection[];
	orders: Order[];
	callbacks: CallbackRecord[];
	requests: RequestRecord[];
	faults: Fault[];
	/** The references of each project's payouts and withdrawals, so that 100,000 of them need no search. */
	references: Map<string, Set<string>>;
	conditions: Conditions;
	lastId: bigint;
};

/** What a person or a test gets to see of the state. */
export type StateView = Pick<
	State,
	| 'projects'
	| 'team'
	| 'addresses'
	| 'deposits'
	| 'payouts'
	| 'withdrawals'
	| 'collections'
	| 'orders'
	| 'callbacks'
	| 'requests'
	| 'faults'
	| 'conditions'
> & { ledger: Record<string, number> };

export function emptyState(projects: Project[], team: Team): State {
	return {
		projects,
		team,
		addresses: [],
		deposits: [],
		payouts: [],
		withdrawals: [],
		collections: [],
		orders: [],
		callbacks: [],
		requests: [],
		faults: [],
		references: new Map(),
		conditions: goodConditions(),
		lastId: 1_400_000_000_000_000n + BigInt(randomInt(1_000_000_000)),
	};
}

/** The next id: 16 digits, below 2^53 as the ids seen in public. */
export function nextId(state: State): string {
	state.lastId += BigInt(randomInt(1, 1_000_000));
	return state.lastId.toString();
}

/** An odd id above 2^53, below 2^63: no double holds it. */
export function bigId(): string {
	return (2n ** 54n + 1n + (randomBytes(8).readBigUInt64BE() >> 3n) * 2n).toString();
}

/** The references of a project's payouts and withdrawals. */
export function referencesOf(state: State, pid: string): Set<string> {
	const references = state.references.get(pid) ?? new Set();
	state.references.set(pid, references);
	return references;
}

/** How often each third_party_id was really paid: the times its transfer reached status 6. */
export function ledgerOf(transfers: Transfer[]): Record<string, number> {
	const ledger = new Map<string, number>();
	for (const { third_party_id, history } of transfers) {
		const paid = history.filter(({ status }) => status === 6).length;
		if (paid > 0) ledger.set(third_party_id, (ledger.get(third_party_id) ?? 0) + paid);
	}
	return Object.fromEntries(ledger);
}
