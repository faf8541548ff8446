/** Safety and liveness, as docs/decisions/callback-ambiguity.md has them, for texts that strangers write. */
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
