/**
 * Prevents the signature of a request from being used for a callback.
 *
 * Cregis uses the same key for requests and callbacks, and neither says which of the two it is. So an
 * attacker who chooses the fields of a request and sees its signature, for example in an n8n error, could
 * forge a callback and start a workflow.
 */
import { CALLBACK_KINDS } from './callbackKinds';

/** For each kind of callback, the names of its required fields, in signing order. */
const REQUIRED_NAMES = CALLBACK_KINDS.map(({ fields }) =>
	fields.filter(({ isRequired }) => isRequired).map(({ name }) => name),
);

function containsInOrder(text: string, names: string[]): boolean {
	let end = 0;
	return names.every((name) => {
		const start = text.indexOf(name, end);
		end = start + name.length;
		return start >= 0;
	});
}

/**
 * Whether a signed text could be that of a callback. The text has no separators, so a value can hide names,
 * and any split into names and values counts.
 */
export function couldBeCallback(signedText: string): boolean {
	return REQUIRED_NAMES.some((names) => containsInOrder(signedText, names));
}
