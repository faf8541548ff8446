import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { acceptedRecuts } from '../support/acceptedRecuts.mts';
import { verdict } from '../support/verdict.mts';
import { DEPOSIT, PAYOUT } from '../support/samples.mts';

it('a payout with a hash that is turned into a deposit is ambiguous', () => {
	const { txid } = PAYOUT.optional;
	const { third_party_id, ...fields }: JsonObject = { ...PAYOUT.required, txid };
	const body = { ...fields, third_party_idc: String(third_party_id).slice(1) };
	expect(verdict(body, { ...fields, third_party_id })).toBe('ambiguous');
});

describe('is accepted on its signature, because it can have no other field:', () => {
	it.each<[string, JsonObject]>([
		['a memo with a letter that no name contains', { ...DEPOSIT.required, memo: 'Le mémoire' }],
		["a memo that ends with its field's name", { ...DEPOSIT.required, memo: 'my memo' }],
		['a Bitcoin payout, whose last character is its token', { ...PAYOUT.required, token_id: '0' }],
		["a token that ends with its field's name", { ...PAYOUT.required, token_id: '5token_id' }],
	])('%s', (_title, fields) => {
		expect(verdict(fields)).toBe('accepted');
	});
});

describe('each chain', () => {
	const SOLANA_HASH =
		'5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW';
	it.each<[string, JsonObject]>([
		[
			'BTC',
			{ address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', currency: 'BTC', token_id: '0' },
		],
		[
			'ETH',
			{ address: '0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7e', currency: 'ETH', token_id: '60' },
		],
		[
			'Solana',
			{
				address: '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV',
				currency: 'USDT-Solana',
				token_id: 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB',
				txid: SOLANA_HASH,
			},
		],
		[
			'TON',
			{
				address: 'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs',
				currency: 'USDT-Jetton',
				token_id: 'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs',
				txid: '3Zq1xN2vT0b6Yw8mKJ5cRr4uHgXsLpEoAiDfBnVtQyM=',
			},
		],
		[
			'SUI',
			{
				address: `0x${'2c8d603bc51326b8c13cef9dd07031a4'.repeat(2)}`,
				currency: 'SUI',
				token_id: '0x2::sui::SUI',
				txid: '8Y7qZ9mK3vXwTnR2bLpHsDcFgJ4kVxQ6zWtE5yUuAaBb',
			},
		],
		['Filecoin', { address: 'f1abjxfbp274xpdqcpuaykwkfb43omjotacm2p3za', currency: 'FIL' }],
		['a coin by chain and token', { currency: '195@195' }],
		['a test coin', { currency: 'TRON#Shasta' }],
	])("%s is known, and its values can't be cut differently", (_title, fields) => {
		expect(verdict({ ...DEPOSIT.required, ...fields })).toBe('accepted');
		expect(acceptedRecuts({ ...DEPOSIT.required, ...fields }, false)).toEqual([]);
	});
});
