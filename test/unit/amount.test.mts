import { describe, expect, it } from '@jest/globals';
import {
	amountIssue,
	decimalIssue,
	decimalsIssue,
	isAtLeast,
	isSameAmount,
	plainAmount,
	sumAmounts,
} from '../../nodes/Cregis/protocol/amount.ts';

describe('an amount', () => {
	it.each([
		...['1', '0.1', '12.50', '100000000000000000000000', '0.000000000000000001', '1.0', '10'],
	])('%s can be paid', (text) => {
		expect(amountIssue(text)).toBeUndefined();
	});

	it.each(['0', '0.0', '0.000000000000000000'])('%s is not greater than 0', (text) => {
		expect(amountIssue(text)).toBe('must be greater than 0');
	});

	it('is missing', () => {
		expect(amountIssue('')).toBe('is missing');
	});

	it.each(['1,5', '1000,00', '1,000'])('%s has a comma', (text) => {
		expect(amountIssue(text)).toBe(`must use a decimal point instead of a comma: '${text}'`);
	});

	it.each(['1e3', '1E3', '1.5e-7', '0e0', '1e+21'])('%s has an exponent', (text) => {
		expect(amountIssue(text)).toBe(`can't have an exponent: '${text}'`);
	});

	it.each([
		...['-1', '+1', '.5', '1.', '01', '00.5', '1.2.3', '1,000.50', '1_000', '1 000', ' 1', '1 '],
		...['1\n', '0x10', 'NaN', 'Infinity', 'abc', '$5', '٣', '１', '1/2', '-0', '5 USDT'],
		...['-1,5', '$1,50', '1,5 USDT', '-1e3', '1e3 USDT', '1e', 'e3', '1e3.5'],
	])("%j isn't a plain number", (text) => {
		expect(amountIssue(text)).toBe(`must be a plain number such as 12.5: '${text}'`);
	});

	it('with a unit that contains an e has no exponent', () => {
		expect(amountIssue('5 Ether')).toBe("must be a plain number such as 12.5: '5 Ether'");
	});
});

describe('a decimal, which can be 0', () => {
	it.each(['0', '0.00', '1', '12.50'])('%s is valid', (text) => {
		expect(decimalIssue(text)).toBeUndefined();
	});

	it.each(['', '-1', '1,5', '1e3', 'free', '.5'])('%j is invalid', (text) => {
		expect(decimalIssue(text)).toBe(amountIssue(text));
		expect(decimalIssue(text)).toBeDefined();
	});
});

describe('the decimals of an amount', () => {
	it.each([
		['1', 0],
		['1', 6],
		['1.0', 1],
		['0.000001', 6],
		['0.000000000000000001', 18],
		['123456789', 2],
		['1.123456789', Infinity],
	])('of %s are valid if the coin has %d', (amount, decimals) => {
		expect(decimalsIssue(amount, decimals)).toBeUndefined();
	});

	it.each([
		['1.0', 0, 'has 1 decimal places, but only 0 are allowed'],
		['1.50', 1, 'has 2 decimal places, but only 1 are allowed'],
		['0.0000001', 6, 'has 7 decimal places, but only 6 are allowed'],
	])('of %s are too many if the coin has %d', (amount, decimals, fault) => {
		expect(decimalsIssue(amount, decimals)).toBe(`${fault}: '${amount}'`);
	});
});

describe('the comparison of two amounts', () => {
	it.each([
		['1.5', 'at least', '1.49'],
		['1.5', 'at least', '1.5'],
		['1.50', 'at least', '1.5'],
		['10', 'at least', '9.99'],
		['100000000000000000000000.1', 'at least', '100000000000000000000000.01'],
		['1.49', 'less than', '1.5'],
		['9.99', 'less than', '10'],
		['1.05', 'less than', '1.5'],
		['0', 'less than', '0.000000000000000001'],
	])('%s is %s %s', (amount, is, other) => {
		expect(isAtLeast(amount, other)).toBe(is === 'at least');
	});
});

describe('the sum of amounts', () => {
	it.each([
		[['1', '2'], '3'],
		[['0.1', '0.2'], '0.3'],
		[['1.50', '2.5'], '4.00'],
		[['0.000000000000000001', '1000000000000'], '1000000000000.000000000000000001'],
		[['9007199254740993', '1'], '9007199254740994'],
		[['1', 'undefined', ''], '1'],
		[[], '0'],
	])('%p is %p', (amounts, sum) => {
		expect(sumAmounts(amounts)).toBe(sum);
	});
});

describe('an amount without redundant zeros', () => {
	it.each([
		['1.50', '1.5'],
		['2.0', '2'],
		['10.00', '10'],
		['100', '100'],
		['0.05', '0.05'],
		['0.00', '0'],
		['0', '0'],
	])('%p is %p', (amount, plain) => {
		expect(plainAmount(amount)).toBe(plain);
	});
});

describe('two amounts are the same', () => {
	it.each([
		['1.5', '1.50'],
		['1', '1.000000000000000000'],
		['0.10', '0.1'],
		['100000000000000000000000.1', '100000000000000000000000.10'],
	])('%s and %s', (a, b) => {
		expect(isSameAmount(a, b)).toBe(true);
		expect(isSameAmount(b, a)).toBe(true);
	});
});

describe('two amounts differ', () => {
	it.each([
		['1.5', '15'],
		['1', '10'],
		['1.5', '1.5000000000000001'],
		['100000000000000000000001', '100000000000000000000000'],
		// Only plain decimal numbers are compared as numbers.
		['1.5', ''],
		['10', '1e1'],
		['', ''],
		['1.5', 'abc'],
	])('%j and %j', (a, b) => {
		expect(isSameAmount(a, b)).toBe(false);
		expect(isSameAmount(b, a)).toBe(false);
	});
});
