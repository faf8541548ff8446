/** Fields that this version doesn't know: no forgery is accepted, and no genuine callback is refused (docs/decisions/callback-ambiguity.md). */
import { describe, expect, it } from '@jest/globals';
import { valueText } from '../../nodes/Cregis/protocol/signature.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import {
	allFields,
	DEPOSIT,
	PAYOUT,
	type Sample,
	SAMPLES,
	VERIFICATION,
	WITHDRAWAL,
} from '../support/samples.mts';
import { verdict } from '../support/verdict.mts';
import { ADDRESS, HASH } from './ambiguousText.mts';

describe('an unknown field', () => {
	const NEW_FIELDS: Array<[string, unknown]> = [
		['Fee', '0.1'],
		['aaa', '1'],
		['details', { a: 1 }],
		['extra_field', 'x'],
		['is_internal', true],
		['memo_type', 'text'],
		['memo2', 'x'],
		['merchant_id', 77],
		['message', 'hello world'],
		['mint', '5'],
		['name', 'bob'],
		['network', 'TRON'],
		['network', 'tron'],
		['node', 'eu'],
		['result', 'ok'],
		['risk_score', 0.5],
		['round', '5'],
		['sub_status', 5],
		['symbol', 'trx'],
		['ticket', 'gold'],
		['tick', '5'],
		['time', 1687850657],
		['trade_type', '1'],
		['x', '5'],
		['zzz', 'x'],
		['2fa', 'x'],
		['', 'x'],
		['a b', 'x'],
	];

	it.each(
		SAMPLES.flatMap((sample) => {
			return NEW_FIELDS.map(([name, value]): [Sample, string, unknown] => [sample, name, value]);
		}),
	)('makes a %j ambiguous, never refused: %p', (sample, name, value) => {
		expect(verdict({ ...allFields(sample), [name]: value })).toBe('ambiguous');
	});

	const hidden = NEW_FIELDS.map(([name, value]) => [name, valueText(value)]).filter(
		// A longer name that begins with a known one is an exception (see the assumptions).
		([name]) => name !== 'memo2',
	);

	it.each([DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION])(
		"can't be hidden in the previous value of a $kind",
		(sample) => {
			const accepted = hidden.filter(([name, text]) => {
				const genuine: JsonObject = { ...allFields(sample), [name]: text };
				const names = Object.keys(genuine).sort();
				const before = names[names.indexOf(name) - 1];
				if (before === undefined) return false;
				const { [name]: _, ...forged } = genuine;
				forged[before] = valueText(forged[before]) + name + text;
				return verdict(forged, genuine) === 'accepted';
			});
			expect(accepted).toEqual([]);
		},
	);

	it("can't be hidden in the previous name", () => {
		const genuine: JsonObject = { ...DEPOSIT.required, memo_type: 'text' };
		const { memo_type, ...rest } = genuine;
		expect(verdict({ ...rest, memo: `_type${String(memo_type)}` }, genuine)).toBe('ambiguous');
	});

	it('with a documented name and another format is not refused either', () => {
		expect(verdict({ ...DEPOSIT.required, fee: { amount: '1' } })).toBe('ambiguous');
		expect(verdict({ ...PAYOUT.required, to_address: '' })).toBe('accepted');
		expect(verdict({ ...DEPOSIT.required, remark: { a: 1 } })).toBe('ambiguous');
	});
});

describe('a field that completes the shape of the value before it', () => {
	const SEGWIT = 'bc1qdwj5prhsvhcagdjc6pc3ayjwd7dszspta93aqn';

	it.each<[string, string, string, string?]>([
		['a SegWit address and a memo', SEGWIT, 'non1700000000000'],
		// No SegWit address contains an "o".
		['a SegWit address and another memo', SEGWIT, 'zzzzzzzzzzzzzzzz', 'accepted'],
		['a short XRP address and a memo', 'rLHzPsX6oXkzU2qL12kHCH8G8cnZv', '1'],
		['a short Bitcoin address and a memo', '1BoatSLRHtKNngkdXEeobR76b', '12345'],
	])("isn't accepted as a part of it: %s", (_title, from_address, memo, genuine = 'ambiguous') => {
		const signed: JsonObject = { ...VERIFICATION.required, from_address, memo };
		const forged: JsonObject = {
			...VERIFICATION.required,
			from_address: `${from_address}memo${memo}`,
		};
		expect(verdict(forged, signed)).toBe('ambiguous');
		expect(verdict(signed)).toBe(genuine);
	});

	it.each<[string, string, string, string]>([
		['Bitcoin and Solana', '15QsByH1Fba6evJYuwwrjD777Cpcsx89LG', 'name', 'fro195'],
		['TRON and Solana', 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS', 'name', 'fro195'],
		['Litecoin and Solana', 'LXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS', 'kind', 'Abc23'],
		['two forms of SegWit', SEGWIT, 'name', 'zzzzzzzzzzzzzzzz'],
	])('can be told apart only by Cregis if it is new: %s', (_title, from_address, name, value) => {
		const signed: JsonObject = { ...VERIFICATION.required, from_address, [name]: value };
		const forged: JsonObject = {
			...VERIFICATION.required,
			from_address: `${from_address}${name}${value}`,
		};
		expect(verdict(forged, signed)).toBe('ambiguous');
		expect(verdict(signed)).toBe('ambiguous');
	});
});

describe('a value that may contain a field is ambiguous', () => {
	it.each<[string, JsonObject]>([
		['a coin and a fee', { ...DEPOSIT.required, currency: 'TRXfee0.1' }],
		['a coin and a network', { ...DEPOSIT.required, currency: 'TRXnetworktron' }],
		['a coin and a memo', { ...DEPOSIT.required, currency: 'TRXmemo1' }],
		['a token and a type', { ...DEPOSIT.required, token_id: '195trade_type1' }],
		['a move token and a type', { ...DEPOSIT.required, token_id: '0x2::sui::SUItrade_type1' }],
		[
			'a TRON token and a type, as long as a Solana token',
			{ ...VERIFICATION.required, token_id: `${ADDRESS}typenative` },
		],
		['a hash and a type', { ...DEPOSIT.required, txid: `${HASH}type1` }],
		['an address and a tag', { ...DEPOSIT.required, address: `${ADDRESS}alias1` }],
		['a word for a status', { ...DEPOSIT.required, status: 'held_sub_status' }],
		['half a surrogate pair', { ...DEPOSIT.required, memo: 'a\ud800' }],
		['the replacement for half a surrogate pair', { ...DEPOSIT.required, memo: 'a\ufffd' }],
	])('%s', (_title, fields) => {
		expect(verdict(fields)).toBe('ambiguous');
	});
});
