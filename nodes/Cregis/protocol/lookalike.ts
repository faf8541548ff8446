/**
 * Keeps the signatures of requests from serving for callbacks.
 *
 * Cregis signs callbacks with the key that signs requests, and says in neither which of the two it is. So
 * whoever gets to see the signature of a request whose fields they chose, in an error of n8n's, say, could
 * make up a callback and start a workflow with it.
 */
import { CALLBACK_KINDS } from './callbackKinds';

/** For each kind of callback, the names that are in every signed text of it, in their order. */
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
 * Whether a signed text could be that of a callback, wherever it is cut into names and values: the text
 * has no separators, so a value may hide names.
 */
export function couldBeCallback(signedText: string): boolean {
	return REQUIRED_NAMES.some((names) => containsInOrder(signedText, names));
}
