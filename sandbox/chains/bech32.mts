const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32 = 1;
const BECH32M = 0x2bc830a3;

function polymod(values: number[]): number {
	return values.reduce((sum, value) => {
		const top = sum >>> 25;
		return GENERATOR.reduce(
			(mixed, generator, bit) => ((top >>> bit) & 1 ? mixed ^ generator : mixed),
			((sum & 0x1ffffff) << 5) ^ value,
		);
	}, 1);
}

function expandPrefix(prefix: string): number[] {
	const codes = [...prefix].map((character) => character.charCodeAt(0));
	return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

/** Whether the text is a segwit address (BIP 173, BIP 350) with this prefix. */
export function isSegwitAddress(text: string, prefix: string): boolean {
	if (text !== text.toLowerCase() && text !== text.toUpperCase()) return false;
	const lower = text.toLowerCase();
	if (text.length > 90 || !lower.startsWith(`${prefix}1`)) return false;
	const values = [...lower.slice(prefix.length + 1)].map((character) => CHARSET.indexOf(character));
	if (values.includes(-1) || values.length < 8) return false;
	const version = values[0];
	const programBytes = Math.floor(((values.length - 7) * 5) / 8);
	const lengthFits =
		version === 0
			? programBytes === 20 || programBytes === 32
			: programBytes >= 2 && programBytes <= 40;
	const expected = version === 0 ? BECH32 : BECH32M;
	return version <= 16 && lengthFits && polymod([...expandPrefix(prefix), ...values]) === expected;
}
