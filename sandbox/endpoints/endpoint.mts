import type { Outcome } from '../contract/codes.mts';
import type { Fields } from '../contract/fields.mts';
import type { JsonObject } from '../contract/json.mts';
import type { ProjectType } from '../state/settings.mts';
import type { Project, State } from '../state/state.mts';
import type { Collection, Payout, Withdrawal } from '../transfers/transferTypes.mts';

/** Called once what was asked for is accepted and stored. */
export type Effects = {
	onPayout: (payout: Payout) => void;
	onWithdrawal: (withdrawal: Withdrawal) => void;
	onCollection: (collection: Collection) => void;
};

/** What a handler works with. The body's signature and fields were checked before; no field is empty. */
export type Context = Effects & {
	state: State;
	project: Project;
	body: JsonObject;
	/** The sandbox's own address. */
	baseUrl: string;
	/** A new cid, digits. */
	newId: () => string;
};

export type Endpoint = {
	/** A project of the other type is refused with E0004. */
	projectType: ProjectType;
	/** Business fields; a field outside of them is refused with A0001. */
	fields: Fields;
	handle: (context: Context) => Outcome;
};

/** A string field of a checked body. */
export function text(body: JsonObject, name: string): string {
	return String(body[name]);
}

/** A string field of a checked body, null if it was not sent. */
export function optionalText(body: JsonObject, name: string): string | null {
	return body[name] === undefined ? null : String(body[name]);
}
