/** Compares addresses that can be written in more than one way (currencies.md §1.3). */

const EVM = /^0x[\da-f]+$/i;
const TON = /^[\w+/-]{48}$/;

/** Returns one canonical spelling of an address. Letter case is left as is. */
function canonicalAddress(address: string): string {
	// A TON address starts with flags and ends with a checksum. The account is in between.
	if (TON.test(address)) return address.replace(/\+/g, '-').replace(/\//g, '_').slice(2, 45);
	return address.replace(/^bitcoincash:/i, '');
}

const isMixedCase = (text: string) => text !== text.toLowerCase() && text !== text.toUpperCase();

/**
 * Whether two texts name the same address, token or transaction. Letter case doesn't matter in hex, where it
 * is only a checksum (EVM), or in encodings that don't mix cases (bech32). In encodings that do (base58,
 * base64), different case means a different address.
 */
export function isSameAddress(a: string, b: string): boolean {
	const [x, y] = [a, b].map(canonicalAddress);
	if (x === y) return true;
	if (x.toLowerCase() !== y.toLowerCase()) return false;
	return EVM.test(x) || !(isMixedCase(x) || isMixedCase(y));
}
