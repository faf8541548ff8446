/** Safety and liveness, as docs/decisions/callback-ambiguity.md has them. */
import { describe, expect, it } from '@jest/globals';
import { verifyCallback } from '../../nodes/Cregis/protocol/callback.ts';
import { countReadings } from '../../nodes/Cregis/protocol/callbackReadings.ts';
import { signParameters, valueText } from '../../nodes/Cregis/protocol/signature.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import {
	allFields,
	DEPOSIT,
	KEY,
	ORDER,
	ORDER_DATA,
	PAYOUT,
	PID,
	type Sample,
	VERIFICATION,
	WITHDRAWAL,
} from '../support/samples.mts';

/** What becomes of a body, given the fields that were signed if it is a forgery. */
function verdict(body: JsonObject, signed = body): string {
	const sign = signParameters(signed, KEY);
	// Only a body whose signature holds shows what its fields alone can tell.
	if (signParameters(body, KEY) !== sign) throw new Error('The body has another signature');
	const result = verifyCallback(JSON.stringify({ ...body, sign }), KEY);
	if (!result.verified) return 'refused';
	return result.ambiguous ? 'ambiguous' : 'accepted';
}

/** The fields that sort between two names, run together as they are signed. */
function runTogether(fields: JsonObject, after = '', before = '~'): string {
	const names = Object.keys(fields).filter((name) => name > after && name < before);
	return names
		.sort()
		.map((name) => name + valueText(fields[name]))
		.join('');
}

const HASH = 'ab'.repeat(32);
const ADDRESS = 'TG3XXyExBkPp9nzdajDZsozEu4BkaSJozs';
const FAKE = { nonce: 'abcdef', timestamp: 1700000000000, txid: HASH };

describe('an ordinary callback is accepted', () => {
	it.each([
		'104533',
		'Invoice 77',
		'thanks for the coffee',
		'payment',
		'user-883',
		'付款',
		'my nonce, your pid and a status',
		'nonceabcdef',
		' ',
		'{"a":1}',
	])('deposit with the memo %p', (memo) => {
		expect(verdict({ ...DEPOSIT.required, memo })).toBe('accepted');
	});

	it.each([
		'rent',
		'July payroll',
		'invoice 1042 / 2',
		'für Miete',
		'a status of 6',
		'memo',
		'statuses',
	])('payout, withdrawal and its question with the remark %p', (remark) => {
		const verdicts = [PAYOUT, WITHDRAWAL].map((sample) =>
			verdict({ ...allFields(sample), remark }),
		);
		expect([...verdicts, verdict({ ...VERIFICATION.required, remark })]).toEqual(
			Array(3).fill('accepted'),
		);
	});

	it.each([
		'invoice-77',
		'payroll_2024_07',
		'ticket 5',
		'pid1',
		'timestamp',
		'Bestellung für Anna',
	])('payout with the reference %p', (third_party_id) => {
		expect(verdict({ ...allFields(PAYOUT), third_party_id })).toBe('accepted');
	});

	it.each(['wstETH', 'USD₮', 'cbBTC', 'BTC.b', 'stETH', 'Arbitrum One', 'USDT-Jetton'])(
		'deposit of %s',
		(currency) => {
			expect(verdict({ ...DEPOSIT.required, currency })).toBe('accepted');
		},
	);

	it.each<[string, JsonObject]>([
		['a payout with to_address beside address', { ...PAYOUT.required, to_address: ADDRESS }],
		['a question that carries a currency', { ...VERIFICATION.required, currency: 'USDT' }],
		["a deposit with a trade's fields", { ...DEPOSIT.required, fee: '0.1', from_address: ADDRESS }],
	])('%s', (_title, fields) => {
		expect(verdict(fields)).toBe('accepted');
	});
});

describe('what the payer of a failed deposit writes', () => {
	const deposit = (memo: string): JsonObject => ({ ...DEPOSIT.required, status: '2', memo });
	const tail = runTogether({ ...DEPOSIT.required, ...FAKE, status: '1' }, 'memo');

	it.each(['x', '', `${tail}x`, `${tail}${tail}`])(
		'never keeps the deposit from being verified: %p and all that follows a memo',
		(start) => {
			expect(verdict(deposit(start + tail))).toBe('ambiguous');
		},
	);

	it.each(['zzz', 'x', 'txid_old', 'type'])("doesn't make it succeed, with %s made up", (name) => {
		const genuine = deposit(`x${tail}${name}`);
		const forged = {
			...deposit('x'),
			...FAKE,
			status: '1',
			[name]: runTogether(genuine, 'memo'),
		};
		expect(verdict(forged, genuine)).toBe('ambiguous');
		expect(verdict(genuine)).not.toBe('refused');
	});

	it.each<[string, JsonObject]>([
		['no other field', {}],
		['a field that is not known', { fee_rate: '0.1' }],
		['a coin that is not known', { currency: 'lisUSD' }],
		['one behind the status', { sub_status: 5 }],
		['one behind the memo', { network: 'TRON' }],
		['one behind the pid', { priority: 5 }],
		['one behind all', { wallet_id: 5 }],
	])("doesn't make it a payout, beside %s", (_title, more) => {
		const memo = `1nonceabcdefpid${PID}status6third_party_idinvoice-77-`;
		const genuine = { ...deposit(memo), ...more };
		const { nonce, pid, status, ...rest }: JsonObject = genuine;
		const forged = {
			...rest,
			memo: '1',
			nonce: 'abcdef',
			pid: PID,
			status: '6',
			third_party_id: `invoice-77-${runTogether(genuine, 'memo', 'timestamp')}`,
		};
		for (const name of Object.keys(more)) {
			if (name > 'memo' && name < 'timestamp') delete (forged as JsonObject)[name];
		}
		expect([nonce, pid, status]).not.toContain(undefined);
		expect(verdict(forged, genuine)).toBe('ambiguous');
		expect(verdict(genuine)).toBe('ambiguous');
	});
});

describe('what the customer of a failed payout writes', () => {
	const payout = (fields: JsonObject): JsonObject => ({
		...PAYOUT.required,
		status: 7,
		remark: 'a',
		...fields,
	});

	it('in the remark, is ambiguous where it encloses another status', () => {
		const genuine = payout({ remark: 'astatus6third_party_idb' });
		const forged = payout({
			status: '6',
			third_party_id: `b${runTogether(genuine, 'remark', 'timestamp')}`,
		});
		expect([verdict(genuine), verdict(forged, genuine)]).toEqual(['ambiguous', 'ambiguous']);
	});

	it('in the reference, is ambiguous where it encloses another status', () => {
		const genuine = payout({ third_party_id: 'astatus6third_party_idb' });
		const forged = payout({
			remark: `a${runTogether(genuine, 'remark', 'third_party_id')}third_party_ida`,
			status: '6',
			third_party_id: 'b',
		});
		expect([verdict(genuine), verdict(forged, genuine)]).toEqual(['ambiguous', 'ambiguous']);
	});

	it('and what is a rejected withdrawal, or the question about it, is ambiguous', () => {
		const { status, ...question }: JsonObject = { ...WITHDRAWAL.required, remark: 'xstatus2' };
		const rejected = { ...WITHDRAWAL.required, remark: 'x', status: 2 };
		expect(status).toBeDefined();
		expect([verdict(question, rejected), verdict(rejected, question)]).toEqual([
			'ambiguous',
			'ambiguous',
		]);
	});
});

describe('a field that is not known', () => {
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
		['risk_score', 0.5],
		['round', '5'],
		['sub_status', 5],
		['tick', '5'],
		['time', 1687850657],
		['trade_type', '1'],
		['x', '5'],
		['zzz', 'x'],
		['2fa', 'x'],
		['', 'x'],
		['a b', 'x'],
	];
	const SAMPLES = [DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION, ORDER];

	it.each(
		SAMPLES.flatMap((sample) => {
			return NEW_FIELDS.map(([name, value]): [Sample, string, unknown] => [sample, name, value]);
		}),
	)('makes a %j ambiguous, never refused: %p', (sample, name, value) => {
		expect(verdict({ ...allFields(sample), [name]: value })).toBe('ambiguous');
	});

	const hidden = NEW_FIELDS.map(([name, value]) => [name, valueText(value)]).filter(
		// A longer name that begins with a known one; see the assumptions.
		([name]) => name !== 'memo2',
	);

	it.each([DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION])(
		"can't be hidden in the value before, in a $kind",
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

	it("can't be hidden in the name before", () => {
		const genuine: JsonObject = { ...DEPOSIT.required, memo_type: 'text' };
		const { memo_type, ...rest } = genuine;
		expect(verdict({ ...rest, memo: `_type${String(memo_type)}` }, genuine)).toBe('ambiguous');
	});

	it('of a documented name and another form is not refused either', () => {
		expect(verdict({ ...DEPOSIT.required, fee: { amount: '1' } })).toBe('ambiguous');
		expect(verdict({ ...PAYOUT.required, to_address: '' })).toBe('accepted');
		expect(verdict({ ...DEPOSIT.required, remark: { a: 1 } })).toBe('ambiguous');
	});
});

describe('a field that completes the shape of the value before it', () => {
	const SEGWIT = 'bc1qdwj5prhsvhcagdjc6pc3ayjwd7dszspta93aqn';

	it.each<[string, string, string]>([
		['a SegWit address and a memo', SEGWIT, 'non1700000000000'],
		['a SegWit address and another memo', SEGWIT, 'zzzzzzzzzzzzzzzz'],
		['a short XRP address and a memo', 'rLHzPsX6oXkzU2qL12kHCH8G8cnZv', '1'],
		['a short Bitcoin address and a memo', '1BoatSLRHtKNngkdXEeobR76b', '12345'],
	])('is told from it by Cregis alone: %s', (_title, from_address, memo) => {
		const signed: JsonObject = { ...VERIFICATION.required, from_address, memo };
		const forged: JsonObject = {
			...VERIFICATION.required,
			from_address: `${from_address}memo${memo}`,
		};
		expect(verdict(forged, signed)).toBe('ambiguous');
		expect(verdict(signed)).not.toBe('refused');
	});

	it.each<[string, string, string, string]>([
		['Bitcoin and Solana', '15QsByH1Fba6evJYuwwrjD777Cpcsx89LG', 'name', 'fro195'],
		['TRON and Solana', 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS', 'name', 'fro195'],
		['Litecoin and Solana', 'LXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS', 'kind', 'Abc23'],
		['two forms of SegWit', SEGWIT, 'name', 'zzzzzzzzzzzzzzzz'],
	])('is told from it by Cregis alone, if it is new: %s', (_title, from_address, name, value) => {
		const signed: JsonObject = { ...VERIFICATION.required, from_address, [name]: value };
		const forged: JsonObject = {
			...VERIFICATION.required,
			from_address: `${from_address}${name}${value}`,
		};
		expect(verdict(forged, signed)).toBe('ambiguous');
		expect(verdict(signed)).toBe('ambiguous');
	});
});

describe('a value that may hold a field is ambiguous', () => {
	it.each<[string, JsonObject]>([
		['a coin and a fee', { ...DEPOSIT.required, currency: 'TRXfee0.1' }],
		['a coin and a network', { ...DEPOSIT.required, currency: 'TRXnetworktron' }],
		['a coin and a memo', { ...DEPOSIT.required, currency: 'TRXmemo1' }],
		['a token and a type', { ...DEPOSIT.required, token_id: '195trade_type1' }],
		['a move token and a type', { ...DEPOSIT.required, token_id: '0x2::sui::SUItrade_type1' }],
		[
			'a TRON token and a type, as long as on Solana',
			{ ...VERIFICATION.required, token_id: `${ADDRESS}typenative` },
		],
		['a hash and a type', { ...DEPOSIT.required, txid: `${HASH}type1` }],
		['an address and a tag', { ...DEPOSIT.required, address: `${ADDRESS}alias1` }],
		['a word for a status', { ...DEPOSIT.required, status: 'held_sub_status' }],
		['half a character', { ...DEPOSIT.required, memo: 'a\ud800' }],
		['what half a character becomes', { ...DEPOSIT.required, memo: 'a\ufffd' }],
	])('%s', (_title, fields) => {
		expect(verdict(fields)).toBe('ambiguous');
	});
});

describe('an order', () => {
	it.each(['disputed', 'frozen', 'partially_refunded'])(
		'of an event type that is not known is accepted: %s',
		(event_type) => {
			for (const nonce of ['hw9b3r', 'abcdef']) {
				expect(verdict({ ...allFields(ORDER), event_type, nonce })).toBe('accepted');
			}
		},
	);

	it('is no other one for an event type that swallows a new field', () => {
		const signed = { ...allFields(ORDER), event_type: 'paid', fee: '0.1' };
		const { fee, ...forged } = { ...signed, event_type: 'paidfee0.1' };
		expect(verdict(forged, signed)).toBe('refused');
	});

	it.each<[string, string, unknown]>([
		['refunded', 'memo_type', 'text'],
		['paid_remain', 'extra_field', 'x'],
		['paid_partial', 'is_internal', true],
		['paid', 'fee', 'none'],
		['paid', 'label', 'late'],
	])('of the type %s is not settled if a new field %s hides in it', (event_type, name, value) => {
		const signed = { ...allFields(ORDER), event_type, [name]: value };
		const forged = { ...allFields(ORDER), event_type: `${event_type}${name}${String(value)}` };
		expect(verdict(forged, signed)).toBe('ambiguous');
		expect(verdict(signed)).toBe('ambiguous');
	});

	const withPayer = (payer_name: string): JsonObject => ({
		...ORDER.required,
		data: JSON.stringify({ ...ORDER_DATA, payer_name }),
	});

	it.each([
		'Bob',
		'"}event_nameorderevent_typepaidnonceabcdefpid1',
		`"}event_nameorder${runTogether(allFields(PAYOUT), 'memo')}`,
		`${runTogether(allFields(WITHDRAWAL))}zzz`,
	])('is accepted whatever its payer is called: %s', (name) => {
		expect(verdict(withPayer(name))).toBe('accepted');
	});

	it("that is made of a deposit's memo is ambiguous", () => {
		const data = JSON.stringify(ORDER_DATA);
		const genuine: JsonObject = {
			...DEPOSIT.required,
			memo: `data${data}event_nameorderevent_typepaidnonceabcdefpid1timestamp1700000000000zzz`,
		};
		const forged = {
			address: `${String(genuine.address)}${runTogether(genuine, 'address', 'memo')}memo`,
			data,
			event_name: 'order',
			event_type: 'paid',
			nonce: 'abcdef',
			pid: '1',
			timestamp: '1700000000000',
			zzz: runTogether(genuine, 'memo'),
		};
		expect(verdict(forged, genuine)).toBe('ambiguous');
		expect(verdict(genuine)).not.toBe('refused');
	});
});

describe('what a text costs', () => {
	const LENGTH = 65_536;
	const deposit = (memo: string) => runTogether({ ...DEPOSIT.required, memo });

	function stepsOf(text: string): number {
		const work = { steps: 0 };
		countReadings(text, work);
		return work.steps;
	}

	const tail = runTogether({ ...allFields(PAYOUT), ...FAKE }, 'memo');

	it.each([
		'status',
		'address-',
		'token_id',
		'token_idA',
		'nonceabcdefpid1',
		'nonceabcdefpid1remark',
		'remarkstatus1third_party_id',
		'statusathird_party_id',
		'txidtoken_idto_address',
		'n',
		'a_',
		'me',
		tail,
		`${tail}zzz`,
	])('grows with its length alone: %s', (part) => {
		const worst = part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);
		const ofPlain = stepsOf(deposit('5'.repeat(LENGTH)));
		// Two kinds are read at most where the plain text has one.
		expect(stepsOf(deposit(worst))).toBeLessThan(4 * ofPlain);
		expect(stepsOf(deposit(worst + worst))).toBeLessThan(2.1 * stepsOf(deposit(worst)));
		expect(verdict({ ...DEPOSIT.required, memo: worst })).not.toBe('refused');
	});
});
