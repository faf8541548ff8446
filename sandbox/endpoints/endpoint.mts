import type { Outcome } from '../codes.mts';
import type { Fields } from '../fields.mts';
import type { JsonObject } from '../json.mts';
import type { Payout, Project, ProjectType, State } from '../state.mts';

/** What a handler works with. The body's signature and fields were checked before. */
export type Context = {
	state: State;
	project: Project;
	body: JsonObject;
	/** A new cid, digits. */
	newId: () => string;
	/** Called once a payout was accepted and stored. */
	onPayout: (payout: Payout) => void;
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
