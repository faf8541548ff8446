import { randomInt } from 'node:crypto';
import { stringifyJson } from './jsonText';
import { couldBeCallback } from './lookalike';
import { JsonNumber } from './losslessJson';
import { signParameters, signedText, valueText } from './signature';

const NONCE_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const NONCE_LENGTH = 6;

export interface Project {
	/** The project's number, in digits. */
	pid: string;
	apiKey: string;
}

/** The fields could be those of a callback, and the signature would verify them as one. */
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
 * The body of a request, signed (signing.md §1 and §2): the fields that are not empty, pid as a JSON
 * number, a fresh nonce of six characters, the time in milliseconds, and the signature of them all.
 * What is signed is what is sent.
 *
 * @throws TypeError if the pid is not in digits or the API key is empty
 * @throws LookalikeError if the signature could serve for a callback
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
