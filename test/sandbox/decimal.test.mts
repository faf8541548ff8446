import { describe, expect, it } from '@jest/globals';
import { amountDue, exchangeRate } from '../../sandbox/chains/payTokens.mts';
import {
	decimal,
	decimalText,
	roundDown,
	roundHalfUp,
	sum,
} from '../../sandbox/contract/decimal.mts';

describe('amounts', () => {
	it.each([
		['0.1', '0.2', '0.3'],
		['9007199254740993', '0.000000000000000001', '9007199254740993.000000000000000001'],
		['1.10', '1', '2.1'],
		['0.0000000000000000001', '0', '0.0000000000000000001'],
		['1000000000000000000000000', '0', '1000000000000000000000000'],
	])('add up exactly: %s and %s', (left, right, total) => {
		expect(decimalText(sum([left, right]))).toBe(total);
	});

	it.each(['', ' 1', '1,5', '0x10', 'NaN', 'Infinity'])('must be decimal text, not %j', (text) => {
		expect(() => decimal(text)).toThrow();
	});

	it('are never JavaScript numbers', () => {
		expect(() => decimal(0.3 as unknown as string)).toThrow();
		expect(() => Number(decimal('0.3'))).toThrow();
	});

	it('are rounded down or to the nearest', () => {
		expect(decimalText(roundDown(decimal('0.019999'), 2))).toBe('0.01');
		expect(decimalText(roundHalfUp(decimal('0.015'), 2))).toBe('0.02');
		expect(decimalText(roundHalfUp(decimal('0.0149999'), 2))).toBe('0.01');
	});
});

describe('the amount due', () => {
	it.each([
		['USD', 'USDT', false, '1'],
		['HKD', 'BTC', false, '0.000001286'],
		['USD', 'TRX', false, '3.3333333333'],
		['USD', 'USDT', true, '1.0004001601'],
	])('follows the rate of %s in %s', (currency, symbol, realtime, rate) => {
		expect(exchangeRate(currency, symbol, realtime)).toBe(rate);
	});

	it('is rounded to the decimals shown, but never to 0', () => {
		expect(amountDue('10', '3.3333333333', 6)).toBe('33.333333');
		expect(amountDue('0.00000001', '0.0000000002', 18)).toBe('0.00000001');
	});
});
