/** The work that a hostile text can cause. */
import { describe, expect, it } from '@jest/globals';
import { countReadings } from '../../nodes/Cregis/protocol/callbackReadings.ts';
import { allFields, DEPOSIT, PAYOUT } from '../support/samples.mts';
import { verdict } from '../support/verdict.mts';
import { FAKE, runTogether } from './ambiguousText.mts';

describe('the work for a text', () => {
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
	])('grows only with its length: %s', (part) => {
		const worst = part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);
		const ofPlain = stepsOf(deposit('5'.repeat(LENGTH)));
		// At most two kinds of callback are read, where plain text needs one.
		expect(stepsOf(deposit(worst))).toBeLessThan(4 * ofPlain);
		expect(stepsOf(deposit(worst + worst))).toBeLessThan(2.1 * stepsOf(deposit(worst)));
		expect(verdict({ ...DEPOSIT.required, memo: worst })).not.toBe('refused');
	});
});
