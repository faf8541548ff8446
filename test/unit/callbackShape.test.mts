import { describe, expect, it } from '@jest/globals';
import { verifyCallback } from '../../nodes/Cregis/protocol/callback.ts';
import { valueText, signParameters } from '../../nodes/Cregis/protocol/signature.ts';
import type { JsonObject } from '../../sandbox/json.mts';
import { recuts } from './recuts.mts';
import {
	allFields,
	DEPOSIT,
	type Field,
	KEY,
	PAYOUT,
	SAMPLES,
	VERIFICATION,
	WITHDRAWAL,
} from './samples.mts';

/** What becomes of a body, given the fields that were signed if it is a forgery. */
function verdict(body: JsonObject, signed = body): string {
	const sign = signParameters(signed, KEY);
	// Only a body whose signature holds shows what the shape alone can refuse.
	if (signParameters(body, KEY) !== sign) throw new Error('The body has another signature');
	const result = verifyCallback(JSON.stringify({ ...body, sign }), KEY);
	if (!result.verified) return 'refused';
	return result.ambiguous ? 'ambiguous' : 'accepted';
}

/** Bodies with the same signature as these fields but other ones, that are accepted nevertheless. */
function acceptedRecuts(genuine: JsonObject, apart: boolean): string[] {
	const fields = Object.entries(genuine).map(([name, value]): Field => [name, valueText(value)]);
	const texts = Object.fromEntries(fields);
	const accepted = new Set<string>();
	for (const recut of recuts(fields, apart)) {
		const body = Object.fromEntries(recut);
		const altered = recut.filter(([name, text]) => texts[name] !== text);
		if (altered.length === 0 && recut.length === fields.length) continue;
		if (verdict(body, genuine) === 'accepted') {
			accepted.add(JSON.stringify(Object.fromEntries(altered)));
		}
	}
	return [...accepted].slice(0, 5);
}

describe('a body cut at other borders, with the very same signature, is not accepted', () => {
	it.each(SAMPLES)('$kind with its required fields', ({ required }) => {
		expect(acceptedRecuts(required, false)).toEqual([]);
	});

	it.each([DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION])('$kind with all its fields', (sample) => {
		expect(acceptedRecuts(allFields(sample), false)).toEqual([]);
	});

	it.each(
		[DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION].flatMap(({ kind, required, optional }) => {
			return Object.entries(optional).map(([name, value]) => {
				return [kind, name, { ...required, [name]: value }] as const;
			});
		}),
	)('%s with %s', (_kind, _name, fields) => {
		expect(acceptedRecuts(fields, false)).toEqual([]);
	});

	it.each([DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION])(
		'$kind, with two names cut anew at once',
		({ required }) => {
			expect(acceptedRecuts(required, true)).toEqual([]);
		},
	);

	it('payout with a hash, turned into a deposit', () => {
		const { txid } = PAYOUT.optional;
		const { third_party_id, ...fields }: JsonObject = { ...PAYOUT.required, txid };
		const body = { ...fields, third_party_idc: String(third_party_id).slice(1) };
		expect(verdict(body, { ...fields, third_party_id })).toBe('ambiguous');
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
	])('%s is known, and its values do not come apart', (_title, fields) => {
		expect(verdict({ ...DEPOSIT.required, ...fields })).toBe('accepted');
		expect(acceptedRecuts({ ...DEPOSIT.required, ...fields }, false)).toEqual([]);
	});
});
