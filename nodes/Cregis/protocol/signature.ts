import { hash, timingSafeEqual } from 'node:crypto';
import { canonicalJson, numberText } from './jsonText';
import { JsonNumber } from './losslessJson';

/** A signature never covers `sign` itself (signing.md §1.1). */
const SIGNATURE_FIELD = 'sign';

const SIGNATURE = /^[0-9a-fA-F]{32}$/;

/**
 * Returns a value as written in the signed text (signing.md §1.2).
 *
 * @returns '' for values that are neither signed nor sent: null, undefined and the empty string
 */
export function valueText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return numberText(value);
	if (value instanceof JsonNumber) return value.text;
	return canonicalJson(value);
}

/**
 * Returns the text to sign (signing.md §1.3): the non-empty parameters, sorted by code unit, each as its name
 * and value without separators.
 */
export function signedText(parameters: Record<string, unknown>): string {
	let text = '';
	for (const name of Object.keys(parameters).sort()) {
		const value = name === SIGNATURE_FIELD ? '' : valueText(parameters[name]);
		if (value !== '') text += name + value;
	}
	return text;
}

/**
 * Signs the parameters of a request (signing.md §1.4): the MD5 of the API key and the signed text, in
 * lower-case hex.
 *
 * @throws TypeError if the API key is empty
 */
export function signParameters(parameters: Record<string, unknown>, apiKey: string): string {
	if (!apiKey) throw new TypeError('Nothing can be signed without an API key');
	return hash('md5', apiKey + signedText(parameters));
}

/** Whether a value has the form of a signature: 32 hexadecimal digits (signing.md §1.4). */
export function isSignatureForm(value: unknown): value is string {
	return typeof value === 'string' && SIGNATURE.test(value);
}

/**
 * Whether a signature is valid for these parameters. Compares in constant time and ignores letter case
 * (signing.md §1.4). Always false if the key is empty.
 */
export function isSignatureOf(
	signature: unknown,
	parameters: Record<string, unknown>,
	apiKey: string,
): boolean {
	if (!apiKey || !isSignatureForm(signature)) return false;
	const expected = Buffer.from(signParameters(parameters, apiKey), 'hex');
	return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
