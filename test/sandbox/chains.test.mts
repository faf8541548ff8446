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
	['2307', 'f01024'],
	['2307', 'f17uoq6tp427uzv7fztkbsnn64iwotfrristwpryy'],
	['2307', 'f24vg6ut43yw2h2jqydgbg2xq7x6f4kub3bg6as6i'],
	[
		'2307',
		'f3vvmn62lofvhjd2ugzca6sof2j2ubwok6cj4xxbfzz4yuxfkgobpihhd2thlanmsh3w2ptld2gqkn2jvlss4a',
	],
	['2307', 'f410f2oekwcmo2pueydmaq53eic2i62crtbeyuzx2gmy'],
];

const INVALID: Array<[string, string]> = [
	['0', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdx'],
	['0', 'ltc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
	// Version 0 with the checksum of later versions, and version 1 with that of version 0 (BIP 350).
	['0', 'bc1qqqrsu9guyv4rzwplgex4gkmzd9c8wl593zlygy'],
	['0', 'bc1pqqrsu9guyv4rzwplgex4gkmzd9c8wl593jfe4gdg47mtm3xt6tvs0zkl5v'],
	// Version 17, and programs of 1, 41 and, in version 0, 21 bytes.
	['0', 'bc13qqrsu9guyv4rzwplgex4gkmzd9c8wl593jfe4gdg47mtm3xt6tvsx2u3yz'],
	['0', 'bc1pqqlppvpg'],
	['0', 'bc1pqqrsu9guyv4rzwplgex4gkmzd9c8wl593jfe4gdg47mtm3xt6tv7pelw7h7qxzs3rqls0n42'],
	['0', 'bc1qqqrsu9guyv4rzwplgex4gkmzd9c8wl593s35kecw'],
	['60', '0xdac17f958d2ee523a2206206994597c13d831ec'],
	['144', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi'],
	['195', 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FT'],
	['195', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
	['1000', 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS'],
	['2000', 'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDt'],
	// A changed letter of the payload or the checksum, and a changed protocol, which the checksum also covers.
	['2307', 'f17uoq6tp427uzv7fztkbsnn64iwotfrristwpryz'],
	['2307', 'f17uoq6tp427uzv7fztkbsnn64iwotfrrjstwpryy'],
	['2307', 'f27uoq6tp427uzv7fztkbsnn64iwotfrristwpryy'],
	['2307', 'f14vg6ut43yw2h2jqydgbg2xq7x6f4kub3bg6as6i'],
	[
		'2307',
		'f3vvmn62lofvhjd2ugzca6sof2j2ubwok6cj4xxbfzz4yuxfkgobpihhd2thlanmsh3w2ptld2gqkn2jvlss4b',
	],
	['2307', 'f410f3oekwcmo2pueydmaq53eic2i62crtbeyuzx2gmy'],
	['2307', 'f17uoq6tp427uzv7fztkbsnn64iwotfrristwpry'],
	['2307', 't17uoq6tp427uzv7fztkbsnn64iwotfrristwpryy'],
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
