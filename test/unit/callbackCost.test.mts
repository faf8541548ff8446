/** The work that a hostile text can cause. */
import { describe, expect, it } from '@jest/globals';
import { readSignedBody } from '../../nodes/Cregis/protocol/signedBody.ts';
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

describe('a large body', () => {
	const MB = 1_000_000;
	const SIGN = `"sign":"${'0'.repeat(32)}"`;
	const fill = (part: string) => part.repeat(2 * (MB / part.length - 1));
	const fields = (value: string) =>
		Array.from({ length: 2 * 90_000 }, (_, index) => `"${index.toString(36)}":${value},`).join('');

	it.each([
		['nested numbers', `{"data":[${fill('1,')}1],${SIGN}}`],
		['nested texts', `{"data":[${fill('"",')}12345678901234567890],${SIGN}}`],
		['nested objects', `{"data":[${fill('{"":0},')}12345678901234567890],${SIGN}}`],
		['many fields', `{${fields('1')}${SIGN}}`],
		['many nested fields', `{"data":{${fields('1')}"x":12345678901234567890},${SIGN}}`],
		['many empty fields', `{${fields('{}')}${SIGN}}`],
		['spaces', `{${' '.repeat(2 * MB)}${SIGN}}`],
		['digits', `{"a":${'1'.repeat(2 * MB)},${SIGN}}`],
		['opening brackets', `{"a":${'['.repeat(2 * MB)}`],
		['opening brackets after an open text', `{"a":${'['.repeat(MB)}"${'\\"'.repeat(MB / 2)}`],
	])('that consists of %s is refused before it is parsed', (_, body) => {
		expect(readSignedBody(body)).toEqual({ verified: false, reason: 'The body is too large' });
	});

	it.each(['"', '\\', ',', '{', '[', '\n', 'a', '\u0000'])(
		'whose memo consists of %j is read',
		(part) => {
			const memo = part.repeat(300_000);
			expect(readSignedBody(JSON.stringify({ memo, sign: '0'.repeat(32) }))).toMatchObject({
				payload: { memo },
			});
		},
	);

	it('is read if it is no longer than it may be without its texts', () => {
		const numbers = (count: number) => `{"data":[${'1,'.repeat(count)}1],${SIGN}}`;
		const structure = numbers(0).replace(/"[^"]*"/g, '').length;
		const most = (16_384 - structure) / 2;
		expect(readSignedBody(numbers(most))).toHaveProperty('payload');
		expect(readSignedBody(numbers(most + 1))).not.toHaveProperty('payload');
	});

	it('is refused at once if a text in it never ends', () => {
		const body = `{"memo":"${'\\"'.repeat(MB)}`;
		expect(readSignedBody(body)).toMatchObject({ reason: "The body isn't JSON in UTF-8" });
	});
});
