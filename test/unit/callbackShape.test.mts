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
	ORDER,
	PAYOUT,
	SAMPLES,
	signedText,
	VERIFICATION,
	WITHDRAWAL,
} from './samples.mts';

function accepts(fields: JsonObject): boolean {
	return verifyCallback(signedText(fields), KEY).verified;
}

/** Bodies with the same signature as these fields but other ones, that are accepted nevertheless. */
function acceptedRecuts(genuine: JsonObject, apart: boolean): string[] {
	const fields = Object.entries(genuine).map(([name, value]): Field => [name, valueText(value)]);
	const texts = Object.fromEntries(fields);
	const sign = signParameters(genuine, KEY);
	const accepted = new Set<string>();
	for (const recut of recuts(fields, apart)) {
		const body = Object.fromEntries(recut);
		const altered = recut.filter(([name, text]) => texts[name] !== text);
		if (altered.length === 0 && recut.length === fields.length) continue;
		// Only a body whose signature holds shows what the shape alone can refuse.
		if (signParameters(body, KEY) !== sign) throw new Error('The recut has another signature');
		if (verifyCallback(JSON.stringify({ ...body, sign }), KEY).verified) {
			accepted.add(JSON.stringify(Object.fromEntries(altered)));
		}
	}
	return [...accepted].slice(0, 5);
}

describe('a body cut at other borders, with the very same signature, is refused', () => {
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
		const sign = signParameters({ ...fields, third_party_id }, KEY);
		const body = { ...fields, third_party_idc: String(third_party_id).slice(1), sign };
		expect(signParameters(body, KEY)).toBe(sign);
		expect(verifyCallback(JSON.stringify(body), KEY)).toMatchObject({ verified: false });
	});
});

describe('a text that a stranger chose cannot bring fields of its own', () => {
	const HASH = 'a'.repeat(64);

	// The text goes on with fields of the stranger's making; the genuine ones vanish in an unknown one.
	it.each<[string, string, JsonObject]>([
		['the memo of a failed deposit', 'memo', { ...DEPOSIT.required, status: '2' }],
		['the memo of a failed payout', 'memo', { ...allFields(PAYOUT), status: 7 }],
		['the remark of a failed payout', 'remark', { ...allFields(PAYOUT), status: 7 }],
	])('%s', (_title, name, fields) => {
		const later = Object.keys({ ...fields, [name]: '' })
			.filter((other) => other > name)
			.sort();
		const made: JsonObject = { ...fields, status: 6, timestamp: 1700000000000, txid: HASH };
		const tail = (values: JsonObject) => {
			return later.map((other) => other + String(values[other])).join('');
		};
		const genuine = { ...fields, [name]: `hello${tail(made)}zzz` };
		const forged = { ...made, [name]: 'hello', zzz: tail(fields) };
		const sign = signParameters(genuine, KEY);
		expect(signParameters(forged, KEY)).toBe(sign);
		expect(verifyCallback(JSON.stringify({ ...forged, sign }), KEY)).toMatchObject({
			verified: false,
		});
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
		expect(accepts({ ...DEPOSIT.required, ...fields })).toBe(true);
		expect(acceptedRecuts({ ...DEPOSIT.required, ...fields }, false)).toEqual([]);
	});
});

const OTHER_ADDRESS = 'TG3XXyExBkPp9nzdajDZsozEu4BkaSJozs';

describe('a field that is not known yet is accepted', () => {
	const NEW_FIELDS: Array<[string, unknown]> = [
		['fee', '0.1'],
		['from_address', OTHER_ADDRESS],
		['extra_field', 'x'],
		['network', 'TRON'],
		['confirmations', 12],
		['wallet_id', 1143419804540108],
		['is_internal', true],
		['risk_score', 0.5],
		['details', { a: 1 }],
	];

	const rows = (samples: typeof SAMPLES, names: Array<[string, unknown]>) => {
		return samples.flatMap(({ kind, required }) => {
			return names.map(([name, value]) => [kind, name, { ...required, [name]: value }] as const);
		});
	};

	it.each([
		...rows([DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION], NEW_FIELDS),
		...rows(
			[ORDER],
			// Behind the event type, a lower-case word may be the end of a longer type.
			NEW_FIELDS.filter(([name]) => name !== 'extra_field' && name !== 'is_internal'),
		),
	])('%s with %s', (_kind, _name, fields) => {
		expect(accepts(fields)).toBe(true);
	});
});

describe('a field that is not known is refused where it may be a piece of its neighbour', () => {
	it.each<[string, JsonObject]>([
		['behind a memo', { ...allFields(DEPOSIT), network: 'TRON' }],
		['behind a remark', { ...allFields(PAYOUT), risk_score: 0.5 }],
		[
			'behind an event type that is not known',
			{ ...ORDER.required, event_type: 'paidnetwor', k: 'x' },
		],
		['behind a coin that is not known', { ...DEPOSIT.required, currency: 'TRXf', ee: '0.1' }],
		['with a known name inside', { ...DEPOSIT.required, memo2: 'x' }],
		['with no name', { ...DEPOSIT.required, '': 'x' }],
		['with a name that is none', { ...DEPOSIT.required, 'a b': 'x' }],
	])('%s', (_title, fields) => {
		expect(accepts(fields)).toBe(false);
	});
});
