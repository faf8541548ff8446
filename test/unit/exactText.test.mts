/** When the parts of a template are evaluated on their own, and which of them are refused. */
import { describe, expect, it } from '@jest/globals';
import { partsIssue, textIssue } from '../../nodes/Cregis/actions/shared/exactText.ts';

/** Checks `row-{{ value }}`. Returns the message, and how many expressions were evaluated. */
function check(value: unknown, template = '=row-{{ value }}') {
	let evaluated = 0;
	const issue = partsIssue(`row-${String(value)}`, template, () => {
		evaluated++;
		return value;
	});
	return [issue?.message, evaluated];
}

describe('a number in other text', () => {
	const TOO_LONG = 'has more digits than a number can hold';

	it.each([
		[2 ** 53, '9007199254740992'],
		[-(2 ** 53), '-9007199254740992'],
		[1e20, '100000000000000000000'],
		[1e21, '1e+21'],
		[-1.5e300, '-1.5e+300'],
		[Number.MAX_VALUE, '1.7976931348623157e+308'],
	])('is refused if it may be rounded: %d', (value, printed) => {
		expect(check(value)).toEqual([`${TOO_LONG}: ${printed}`, 1]);
	});

	it.each([0, 7, -42, 999_999_999_999_999, 0.5])(
		'costs no evaluation if it is exact: %d',
		(value) => {
			expect(check(value)).toEqual([undefined, 0]);
		},
	);

	it.each([Number.MAX_SAFE_INTEGER, '9007199254740993', 1 / 3, 5e-324])('is exact: %p', (value) => {
		expect(check(value)[0]).toBeUndefined();
	});
});

it('a template that is nothing but expressions is evaluated part by part', () => {
	expect(check(7, '={{ value }} {{ value }}')).toEqual([undefined, 2]);
	expect(check(true, '={{ value }} ')).toEqual(['must be text, not true', 1]);
});

it.each(['row-7', 'row-{{ value }}', '={{ value }}', '=row-7', 7, null])(
	'what has no part of its own is not evaluated: %p',
	(entered) => {
		expect(check(2 ** 53, entered as string)).toEqual([undefined, 0]);
	},
);

it('zeros at the beginning of a fraction are not counted as its digits', () => {
	expect(textIssue(0.00123456789012345)).toBeUndefined();
	expect(textIssue(0.001234567890123456)?.message).toContain('rounding error');
});
