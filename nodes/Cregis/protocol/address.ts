/** Addresses that are written in more than one way (currencies.md §1). */

const EVM = /^0x[\da-f]+$/i;
/** All in one letter case, which base58 never is. */
const BECH32 = /^(?:[a-z]{2,12}1[\da-z]{25,90}|[A-Z]{2,12}1[\dA-Z]{25,90})$/;
const TON = /^[\w+/-]{48}$/;

/** One way to write an address, which all ways of writing it have in common. */
function canonicalAddress(address: string): string {
	if (EVM.test(address) || BECH32.test(address)) return address.toLowerCase();
	// Flags come first and a checksum last; between them is the account.
	if (TON.test(address)) return address.replace(/\+/g, '-').replace(/\//g, '_').slice(2, 45);
	return address.replace(/^bitcoincash:/, '');
}

/** Whether two texts are the same address, such as with and without an EVM checksum. */
export function isSameAddress(a: string, b: string): boolean {
	return canonicalAddress(a) === canonicalAddress(b);
}
