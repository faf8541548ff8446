/** What counts toward 'Maximum Total' in one execution. */
import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import {
	SpendingMemory,
	SpendingTotals,
	type Spending,
} from '../../nodes/Cregis/actions/run/spending.ts';

const spend = (key: string, amount: string, coin = '195@195'): Spending => ({ key, coin, amount });

describe('the total of a coin', () => {
	it.each<[what: string, spendings: Spending[], total: string]>([
		['is exact', [spend('a', '0.1'), spend('b', '0.2')], '0.3'],
		['counts a reference once', [spend('a', '1'), spend('a', '1')], '1'],
		['counts the largest amount of a reference', [spend('a', '1'), spend('a', '3')], '3'],
		['even if a smaller one comes later', [spend('a', '3'), spend('a', '1')], '3'],
		['next to others', [spend('b', '2'), spend('a', '1'), spend('a', '3')], '5'],
		['without other coins', [spend('a', '1', '60@60'), spend('b', '2')], '2'],
	])('%s', (_, spendings, total) => {
		const totals = new SpendingTotals();
		expect(spendings.map((each) => totals.add(each)).at(-1)).toBe(total);
	});
});

describe("n8n's data of the execution", () => {
	const memoryOf = (data: object) =>
		new SpendingMemory({ getContext: () => data } as unknown as IExecuteFunctions);

	it('holds what is reserved, for later tries, passes and calls', () => {
		const data = {};
		memoryOf(data).reserve([spend('a', '1')]);
		memoryOf(data).reserve([spend('b', '2')]);
		expect(data).toEqual({ cregisSpending: [spend('a', '1'), spend('b', '2')] });
		expect(memoryOf(data).totals().add(spend('c', '4'))).toBe('7');
	});

	it('no longer holds what is released, but still an equal reservation of another call', () => {
		const data = {};
		const [own, equal] = [spend('a', '1'), spend('a', '1')];
		const memory = memoryOf(data);
		memory.reserve([own, equal, spend('b', '2')]);
		memory.release([own]);
		expect(data).toEqual({ cregisSpending: [equal, spend('b', '2')] });
		memory.release([equal]);
		expect(data).toEqual({ cregisSpending: [spend('b', '2')] });
	});
});
