import { sha256 } from '@noble/hashes/sha2.js';
import { base58, type BytesCoder } from '@scure/base';

// Decoding takes time that grows with the square of the length, and callers choose the text.
const MAX_LENGTH = 50;
const CHECKSUM_BYTES = 4;

/** The bytes of a base58 text, undefined if it isn't one or is too long for an address. */
export function decodeBase58(text: string, alphabet: BytesCoder = base58): Uint8Array | undefined {
	if (text.length > MAX_LENGTH) return undefined;
	try {
		return alphabet.decode(text);
	} catch {
		return undefined;
	}
}

function checksum(bytes: Uint8Array): Uint8Array {
	return sha256(sha256(bytes)).subarray(0, CHECKSUM_BYTES);
}

/** base58check: a version byte, the payload and the first four bytes of their double SHA-256. */
export function encodeBase58Check(
	version: number,
	payload: Uint8Array,
	alphabet: BytesCoder = base58,
): string {
	const bytes = Uint8Array.of(version, ...payload);
	return alphabet.encode(Uint8Array.of(...bytes, ...checksum(bytes)));
}

/** Whether the text is base58check of a 20-byte hash with one of the version bytes. */
export function isBase58Check(
	text: string,
	versions: number[],
	alphabet: BytesCoder = base58,
): boolean {
	const bytes = decodeBase58(text, alphabet);
	if (bytes?.length !== 25 || !versions.includes(bytes[0])) return false;
	return Buffer.compare(checksum(bytes.subarray(0, 21)), bytes.subarray(21)) === 0;
}
