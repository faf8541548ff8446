import type { Outcome } from '../contract/codes.mts';
import type { Fields } from '../contract/fields.mts';
import type { Context } from '../state/context.mts';
import type { ProjectType } from '../state/settings.mts';

export type Endpoint = {
	/** A project of the other type is refused with E0004. */
	projectType: ProjectType;
	/** Business fields; a field outside of them is refused with A0001. */
	fields: Fields;
	handle: (context: Context) => Outcome;
};
