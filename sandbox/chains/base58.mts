import { createHash } from 'node:crypto';

export const BITCOIN_ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
export const RIPPLE_ALPHABET = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

export function encodeBase58(bytes: Buffer, alphabet = BITCOIN_ALPHABET): string {
	let rest = BigInt(`0x${bytes.toString('hex') || '0'}`);
	let text = '';
	for (; rest > 0n; rest /= 58n) text = alphabet[Number(rest % 58n)] + text;
	const zeros = bytes.findIndex((byte) => byte !== 0);
	return alphabet[0].repeat(zeros < 0 ? bytes.length : zeros) + text;
}

/** The bytes of a base58 text, or undefined if a character is foreign to the alphabet. */
export function decodeBase58(text: string, alphabet = BITCOIN_ALPHABET): Buffer | undefined {
	const digits = [...text].map((character) => alphabet.indexOf(character));
	if (digits.length === 0 || digits.includes(-1)) return undefined;
	const zeros = digits.findIndex((digit) => digit !== 0);
	if (zeros < 0) return Buffer.alloc(digits.length);
	const hex = digits.reduce((sum, digit) => sum * 58n + BigInt(digit), 0n).toString(16);
	return Buffer.concat([
		Buffer.alloc(zeros),
		Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'),
	]);
}

function checksum(payload: Buffer): Buffer {
	const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
	return sha256(sha256(payload)).subarray(0, 4);
}

/** base58check: version byte and payload followed by the first four bytes of a double SHA-256. */
export function encodeBase58Check(
	version: number,
	payload: Buffer,
	alphabet = BITCOIN_ALPHABET,
): string {
	const bytes = Buffer.concat([Buffer.from([version]), payload]);
	return encodeBase58(Buffer.concat([bytes, checksum(bytes)]), alphabet);
}

/** Whether the text is base58check of a 20 byte hash with one of the version bytes. */
export function isBase58Check(
	text: string,
	versions: number[],
	alphabet = BITCOIN_ALPHABET,
): boolean {
	const bytes = text.length < 50 ? decodeBase58(text, alphabet) : undefined;
	if (bytes?.length !== 25 || !versions.includes(bytes[0])) return false;
	return checksum(bytes.subarray(0, 21)).equals(bytes.subarray(21));
}
