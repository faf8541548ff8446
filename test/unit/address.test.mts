import { describe, expect, it } from '@jest/globals';
import { isSameAddress } from '../../nodes/Cregis/protocol/address.ts';

const EVM = '0xdAC17F958D2ee523a2206206994597C13D831ec7';
const BECH32 = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq';
const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';
const SOLANA = 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB';
const CASH_ADDRESS = 'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a';
const TON = 'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs';
const TON_WITH_DASHES = 'EQD-cvR0Nz6XAyRBvbhz-abTrRC6sI5tvHvvpeQraV9UAAD7';

describe('two addresses are the same', () => {
	it.each([
		['letter for letter', TRON, TRON],
		['with and without an EVM checksum', EVM, EVM.toLowerCase()],
		['in EVM capitals', EVM, EVM.toUpperCase().replace('0X', '0x')],
		['in bech32 capitals', BECH32, BECH32.toUpperCase()],
		['with and without the prefix of Bitcoin Cash', CASH_ADDRESS, `bitcoincash:${CASH_ADDRESS}`],
		['on TON, bounceable or not', TON, 'UQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_p0p'],
		['on TON, in either base64 alphabet', TON, TON.replace('_', '/')],
		['on TON, with + for -', TON_WITH_DASHES, TON_WITH_DASHES.replaceAll('-', '+')],
	])('%s', (_, a, b) => {
		expect(isSameAddress(a, b)).toBe(true);
		expect(isSameAddress(b, a)).toBe(true);
	});
});

describe('two addresses differ', () => {
	it.each([
		['in a letter', EVM, EVM.replace('7C', '8C')],
		['in the letter case of base58', TRON, TRON.toLowerCase()],
		['in the case of one base58 letter', SOLANA, SOLANA.replace('F4', 'f4')],
		['in the letter case of part of bech32', BECH32, BECH32.replace('qar', 'QAR')],
		['in length', EVM, EVM.slice(0, -1)],
		['on TON, in the account', TON, TON.replace('FnG', 'FnH')],
		['on TON, with + left out', TON_WITH_DASHES, TON_WITH_DASHES.replaceAll('-', '')],
		['in letter case, and only end like EVM', `T${EVM}`, `T${EVM.toLowerCase()}`],
		['in letter case, and only begin like EVM', `${EVM}x`, `${EVM.toLowerCase()}x`],
		['before what looks like TON', `aa${TON}`, `bb${TON}`],
		['after what looks like TON', `${TON}a`, `${TON}b`],
		['by a prefix in the middle', `q${CASH_ADDRESS}`, `qbitcoincash:${CASH_ADDRESS}`],
		['if one is missing', TRON, ''],
	])('%s', (_, a, b) => {
		expect(isSameAddress(a, b)).toBe(false);
		expect(isSameAddress(b, a)).toBe(false);
	});
});
