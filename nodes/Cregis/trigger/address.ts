/** Addresses, as the chains tell them apart. */

const HEX = /^0x[0-9a-f]+$/i;

const isMixedCase = (text: string) => text !== text.toLowerCase() && text !== text.toUpperCase();

/**
 * Whether two texts name the same address. Letter case means nothing in hex, where it is a checksum at
 * most (EVM), nor in encodings that don't mix cases (bech32). In those that do (base58, base64), it tells
 * addresses apart.
 */
export function isSameAddress(a: string, b: string): boolean {
	if (a === b) return true;
	if (a.toLowerCase() !== b.toLowerCase()) return false;
	return HEX.test(a) || !(isMixedCase(a) || isMixedCase(b));
}
