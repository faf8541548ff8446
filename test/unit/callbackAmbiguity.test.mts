/** Texts that strangers write: no forgery is accepted, and no genuine callback is refused (docs/decisions/callback-ambiguity.md). */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { allFields, DEPOSIT, PAYOUT, PID, VERIFICATION, WITHDRAWAL } from '../support/samples.mts';
import { verdict } from '../support/verdict.mts';
import { ADDRESS, FAKE, runTogether } from './ambiguousText.mts';

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
	])('payout, withdrawal and verification with the remark %p', (remark) => {
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
		['a payout with both to_address and address', { ...PAYOUT.required, to_address: ADDRESS }],
		['a verification with a currency', { ...VERIFICATION.required, currency: 'USDT' }],
		["a deposit with a trade's fields", { ...DEPOSIT.required, fee: '0.1', from_address: ADDRESS }],
	])('%s', (_title, fields) => {
		expect(verdict(fields)).toBe('accepted');
	});
});

describe('the memo of a failed deposit', () => {
	const deposit = (memo: string): JsonObject => ({ ...DEPOSIT.required, status: '2', memo });
	const tail = runTogether({ ...DEPOSIT.required, ...FAKE, status: '1' }, 'memo');

	it.each(['x', '', `${tail}x`, `${tail}${tail}`])(
		'never gets the deposit refused: %p and all the fields that follow a memo',
		(start) => {
			expect(verdict(deposit(start + tail))).toBe('ambiguous');
		},
	);

	it.each(['zzz', 'x', 'txid_old', 'type'])(
		"can't make it succeed with the made-up field %s",
		(name) => {
			const genuine = deposit(`x${tail}${name}`);
			const forged = {
				...deposit('x'),
				...FAKE,
				status: '1',
				[name]: runTogether(genuine, 'memo'),
			};
			expect(verdict(forged, genuine)).toBe('ambiguous');
			expect(verdict(genuine)).not.toBe('refused');
		},
	);

	it.each<[string, JsonObject]>([
		['no other field', {}],
		['an unknown field', { fee_rate: '0.1' }],
		['an unknown coin', { currency: 'lisUSD' }],
		['a field after the status', { sub_status: 5 }],
		['a field after the memo', { network: 'TRON' }],
		['a field after the pid', { priority: 5 }],
		['a field after all others', { wallet_id: 5 }],
	])("can't make it a payout, with %s", (_title, more) => {
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

describe('what the recipient of a failed payout writes', () => {
	const payout = (fields: JsonObject): JsonObject => ({
		...PAYOUT.required,
		status: 7,
		remark: 'a',
		...fields,
	});

	it('in the remark is ambiguous if it contains another status', () => {
		const genuine = payout({ remark: 'astatus6third_party_idb' });
		const forged = payout({
			status: '6',
			third_party_id: `b${runTogether(genuine, 'remark', 'timestamp')}`,
		});
		expect([verdict(genuine), verdict(forged, genuine)]).toEqual(['ambiguous', 'ambiguous']);
	});

	it('in the reference is ambiguous if it contains another status', () => {
		const genuine = payout({ third_party_id: 'astatus6third_party_idb' });
		const forged = payout({
			remark: `a${runTogether(genuine, 'remark', 'third_party_id')}third_party_ida`,
			status: '6',
			third_party_id: 'b',
		});
		expect([verdict(genuine), verdict(forged, genuine)]).toEqual(['ambiguous', 'ambiguous']);
	});

	it('is ambiguous between a rejected withdrawal and its verification', () => {
		const { status, ...question }: JsonObject = { ...WITHDRAWAL.required, remark: 'xstatus2' };
		const rejected = { ...WITHDRAWAL.required, remark: 'x', status: 2 };
		expect(status).toBeDefined();
		expect([verdict(question, rejected), verdict(rejected, question)]).toEqual([
			'ambiguous',
			'ambiguous',
		]);
	});
});
