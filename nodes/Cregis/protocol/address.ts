/** Addresses that are written in more than one way (currencies.md §1.3). */

const EVM = /^0x[\da-f]+$/i;
const TON = /^[\w+/-]{48}$/;

/** One way to write an address, apart from its letter case. */
function canonicalAddress(address: string): string {
	// Flags come first and a checksum last; between them is the account.
	if (TON.test(address)) return address.replace(/\+/g, '-').replace(/\//g, '_').slice(2, 45);
	return address.replace(/^bitcoincash:/i, '');
}

const isMixedCase = (text: string) => text !== text.toLowerCase() && text !== text.toUpperCase();

/**
 * Whether two texts name the same address, token or transaction. Letter case means nothing in hex, where it
 * is a checksum at most (EVM), nor in encodings that don't mix cases (bech32). In those that do (base58,
 * base64), it tells addresses apart.
 */
export function isSameAddress(a: string, b: string): boolean {
	const [x, y] = [a, b].map(canonicalAddress);
	if (x === y) return true;
	if (x.toLowerCase() !== y.toLowerCase()) return false;
	return EVM.test(x) || !(isMixedCase(x) || isMixedCase(y));
}
