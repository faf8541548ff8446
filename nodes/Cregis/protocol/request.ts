import { randomInt } from 'node:crypto';
import { stringifyJson } from './jsonText';
import { couldBeCallback } from './lookalike';
import { JsonNumber } from './losslessJson';
import { signParameters, signedText, valueText } from './signature';

const NONCE_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const NONCE_LENGTH = 6;

export interface Project {
	/** The project's number, digits only. */
	pid: string;
	apiKey: string;
}

/**
 * Thrown if a request has the fields of a callback, so that its signature would also be valid for that
 * callback.
 */
export class LookalikeError extends Error {
	constructor() {
		super(
			"The Cregis credential doesn't sign this body, because it reads like a callback from Cregis. Check the names of the fields.",
		);
	}
}

function makeNonce(): string {
	return Array.from(
		{ length: NONCE_LENGTH },
		() => NONCE_ALPHABET[randomInt(NONCE_ALPHABET.length)],
	).join('');
}

/**
 * Returns the signed body of a request (signing.md §1 and §2): the non-empty fields, pid as a JSON number, a
 * new nonce of six characters, the time in milliseconds, and the signature of all of these. The signed text
 * and the sent body have the same values.
 *
 * @throws TypeError if the pid has anything but digits, or the API key is empty
 * @throws LookalikeError if the signature could be used for a callback
 */
export function signedBody(fields: Record<string, unknown>, project: Project): string {
	if (!/^\d+$/.test(project.pid)) throw new TypeError('The project ID can contain only digits');
	const parameters: Record<string, unknown> = {
		...fields,
		pid: new JsonNumber(project.pid),
		nonce: makeNonce(),
		timestamp: Date.now(),
	};
	for (const name of Object.keys(parameters)) {
		if (valueText(parameters[name]) === '') delete parameters[name];
	}
	if (couldBeCallback(signedText(parameters))) throw new LookalikeError();
	return stringifyJson({ ...parameters, sign: signParameters(parameters, project.apiKey) });
}
