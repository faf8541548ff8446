import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { timingSafeEqual } from 'node:crypto';

export type SignedRequest = {
	/** Without host and query. */
	path: string;
	/** Digits. */
	timestamp: string;
	nonce: string;
	/** The body as it arrived. */
	raw: string;
};

/** The signature of a Team API request: 64 lowercase hex digits (signing.md §6). Throws if the secret is empty. */
export function teamSignature(request: SignedRequest, accessSecret: string): string {
	if (accessSecret === '') throw new Error('The access secret is empty.');
	const { path, timestamp, nonce, raw } = request;
	const text = `${path}\n${timestamp}\n${nonce}\n${raw}`;
	return Buffer.from(hmac(sha256, Buffer.from(accessSecret), Buffer.from(text))).toString('hex');
}

/** Whether a signature in lowercase is that of the request. */
export function isTeamSignature(
	signature: string,
	request: SignedRequest,
	accessSecret: string,
): boolean {
	if (!/^[0-9a-f]{64}$/.test(signature)) return false;
	const expected = teamSignature(request, accessSecret);
	return timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
}
