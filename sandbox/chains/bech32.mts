import { type Bech32, bech32, bech32m } from '@scure/base';

const PROGRAM_BYTES_OF_VERSION_0 = [20, 32];

function decodeProgram(coder: Bech32, address: string, prefix: string) {
	const decoded = coder.decodeUnsafe(address);
	if (decoded?.prefix !== prefix) return undefined;
	const [version, ...words] = decoded.words;
	return { version, length: coder.fromWordsUnsafe(words)?.length ?? 0 };
}

/** Whether the text is a segwit address with this prefix: version 0 by BIP 173, later ones by BIP 350. */
export function isSegwitAddress(address: string, prefix: string): boolean {
	const version0 = decodeProgram(bech32, address, prefix);
	if (version0?.version === 0) return PROGRAM_BYTES_OF_VERSION_0.includes(version0.length);
	const later = decodeProgram(bech32m, address, prefix);
	if (later === undefined) return false;
	const { version, length } = later;
	return version >= 1 && version <= 16 && length >= 2 && length <= 40;
}
