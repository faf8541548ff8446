import { describe, expect, it } from '@jest/globals';
import { isAddress, randomAddress } from '../../sandbox/chains/chains.mts';
import { COINS } from '../../sandbox/chains/coins.mts';

const CHAIN_IDS = [...new Set(COINS.map(({ chainId }) => chainId))];

const VALID: Array<[string, string]> = [
	['0', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
	['0', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
	['0', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
	['0', 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr'],
	['60', '0xdac17f958d2ee523a2206206994597c13d831ec7'],
	['144', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh'],
	['195', 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS'],
	['195', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
	['1000', 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB'],
	['2000', 'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs'],
];

const INVALID: Array<[string, string]> = [
	['0', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdx'],
	['60', '0xdac17f958d2ee523a2206206994597c13d831ec'],
	['144', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi'],
	['195', 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FT'],
	['195', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
	['1000', 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS'],
	['2000', 'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDt'],
	['toString', 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS'],
];

describe('addresses', () => {
	it.each(VALID)('on chain %s %s is valid', (chainId, address) => {
		expect(isAddress(chainId, address)).toBe(true);
	});

	it.each(INVALID)('on chain %s %s is not', (chainId, address) => {
		expect(isAddress(chainId, address)).toBe(false);
	});

	it.each(CHAIN_IDS)('generated for chain %s are valid and unique', (chainId) => {
		const addresses = Array.from({ length: 50 }, () => randomAddress(chainId));
		expect(addresses.filter((address) => !isAddress(chainId, address))).toEqual([]);
		expect(new Set(addresses).size).toBe(addresses.length);
	});
});
