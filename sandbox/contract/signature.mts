import canonicalize from 'canonicalize';
import { isLosslessNumber } from 'lossless-json';
import { createHash, timingSafeEqual } from 'node:crypto';
import { isJsonObject } from './json.mts';

// RFC 8785 defines numbers as doubles, so nested lexemes become plain numbers first.
function withPlainNumbers(value: unknown): unknown {
	if (isLosslessNumber(value)) return Number(value.value);
	if (Array.isArray(value)) return value.map(withPlainNumbers);
	if (!isJsonObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [key, withPlainNumbers(member)]),
	);
}

function valueText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (isLosslessNumber(value)) return value.value;
	if (typeof value === 'bigint') return value.toString();
	return canonicalize(withPlainNumbers(value)) ?? '';
}

/** The text that is hashed, API key first (signing.md §1.4). */
function signedText(fields: Record<string, unknown>, apiKey: string): string {
	const pairs = Object.keys(fields)
		.filter((key) => key !== 'sign')
		.filter((key) => fields[key] !== undefined && fields[key] !== null && fields[key] !== '')
		.sort()
		.map((key) => key + valueText(fields[key]));
	return apiKey + pairs.join('');
}

/**
 * The signature of a request or callback: 32 lowercase hex digits (signing.md §1.4).
 * `sign` itself and empty values are left out; numbers count as they are written.
 * Throws if the key is empty, as anybody could make such a signature.
 */
export function sign(fields: Record<string, unknown>, apiKey: string): string {
	if (apiKey === '') throw new Error('The API key is empty.');
	return createHash('md5').update(signedText(fields, apiKey), 'utf8').digest('hex');
}

/** Whether `body.sign` is the body's signature, in either letter case. An empty key verifies nothing. */
export function isSigned(body: Record<string, unknown>, apiKey: string): boolean {
	const given = body.sign;
	if (apiKey === '' || typeof given !== 'string' || !/^[0-9a-f]{32}$/i.test(given)) return false;
	return timingSafeEqual(Buffer.from(given.toLowerCase()), Buffer.from(sign(body, apiKey)));
}
