import type { JsonObject } from '../contract/json.mts';
import type { Project } from './project.mts';
import type { State } from './state.mts';
import type { Collection, Payout, Withdrawal } from './transferTypes.mts';

/** Called once what was asked for is accepted and stored. */
export type Effects = {
	onPayout: (payout: Payout) => void;
	onWithdrawal: (withdrawal: Withdrawal) => void;
	onCollection: (collection: Collection) => void;
};

/** A request to a project. The body's signature and fields were checked before; no field is empty. */
export type ProjectRequest = {
	state: State;
	project: Project;
	body: JsonObject;
	/** The sandbox's own address. */
	baseUrl: string;
	/** A new cid, digits. */
	newId: () => string;
};

/** What a handler works with. */
export type Context = Effects & ProjectRequest;
