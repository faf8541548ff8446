import { describe, expect, it } from '@jest/globals';
import { isAtLeast } from '../../nodes/Cregis/protocol/amount.ts';
import { passesFilters } from '../../nodes/Cregis/trigger/filters.ts';

describe('an amount compared with another', () => {
	it.each([
		['1', '1', true],
		['1.10', '1.1', true],
		['1.1', '1.10', true],
		['0.3', '0.30000000000000004', false],
		['9007199254740993', '9007199254740992', true],
		['9007199254740992', '9007199254740993', false],
		['10', '9', true],
		['9.99', '10', false],
	])('%p is at least %p: %p', (amount, least, expected) => {
		expect(isAtLeast(amount, least)).toBe(expected);
	});
});

const DEPOSIT = { address: 'T1', currency: 'USDT', amount: '50.5' };
const WITHDRAWAL = { from_address: 'T1', to_address: 'T2', currency: 'TRX', amount: '3' };
const ORDER = {
	payment_address: '0x1',
	order_amount: '100',
	order_currency: 'HKD',
	receive_amount: '13',
	pay_amount: '12.86',
	pay_currency: 'USDT',
};
const EXPIRED_ORDER = { order_amount: '100', order_currency: 'HKD' };

describe('the filters of the trigger', () => {
	it.each([
		['nothing is asked for', {}, DEPOSIT, true],
		[
			'empty filters ask for nothing',
			{ address: '', currency: ' ', minimumAmount: '' },
			DEPOSIT,
			true,
		],
		['the amount is enough', { minimumAmount: '50.50' }, DEPOSIT, true],
		['the amount is too small', { minimumAmount: '50.51' }, DEPOSIT, false],
		['a number is asked for', { minimumAmount: 50 }, DEPOSIT, true],
		['what was paid counts for an order, not what was due', { minimumAmount: '13' }, ORDER, false],
		[
			'an order that was not paid has no amount to compare',
			{ minimumAmount: '13' },
			EXPIRED_ORDER,
			true,
		],
		['the currency is another', { currency: 'TRX' }, DEPOSIT, false],
		['the currency is written in another case', { currency: 'usdt' }, DEPOSIT, true],
		["an order's currency is what was paid", { currency: 'HKD' }, ORDER, false],
		['the address is another', { address: 'T2' }, DEPOSIT, false],
		['the address is the one that paid', { address: 'T1' }, WITHDRAWAL, true],
		['the address is the one that was paid', { address: 'T2' }, WITHDRAWAL, true],
		['all must hold', { address: 'T1', currency: 'USDT', minimumAmount: '51' }, DEPOSIT, false],
		['a filter that is no amount asks for nothing', { minimumAmount: 'much' }, DEPOSIT, true],
	])('%s', (_, filters, fields, expected) => {
		expect(passesFilters(filters, fields)).toBe(expected);
	});
});
