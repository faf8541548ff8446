/** What n8n keeps beside an execution while it pays, and shows even if a user stops it. */
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { ExecuteContext } from 'n8n-core';
import * as metadata from 'n8n-core/dist/execution-engine/node-execution-context/utils/execution-metadata.js';
import { useGateway } from './gateway.mts';
import { rows } from './payoutRows.mts';
import { COLLECTION, CONTINUES, LOST, PAID, PAYOUT, envelope, run } from './paying.mts';

useGateway();

let set: jest.SpiedFunction<typeof metadata.setWorkflowExecutionMetadata>;
beforeEach(() => {
	set = jest.spyOn(metadata, 'setWorkflowExecutionMetadata');
});
afterEach(() => set.mockRestore());

/** The values of one name, in the order in which they were set. */
const values = (name: string) =>
	set.mock.calls.filter(([, each]) => each === name).map(([, , value]) => value);

it('the payment whose request is under way', async () => {
	const replies = [PAID, envelope('E0010'), LOST];
	await run(replies, PAYOUT, { items: rows('a', 'b', 'c'), ...CONTINUES });
	expect(values('cregis_in_progress')).toEqual(['a', 'none', 'b', 'none', 'c', 'none']);
});

it('all payments whose requests are under way', async () => {
	const parameters = { ...PAYOUT, options: { checkAllFirst: false, parallelRequests: 2 } };
	await run([PAID, PAID], parameters, { items: rows('a', 'b') });
	expect(values('cregis_in_progress').slice(0, 2)).toEqual(['a', 'a, b']);
	expect(values('cregis_in_progress').at(-1)).toBe('none');
});

it('the same before n8n 2.16, whose contexts have no custom data', async () => {
	Object.defineProperty(ExecuteContext.prototype, 'customData', {
		value: undefined,
		configurable: true,
	});
	await run([PAID], PAYOUT, { items: rows('a') });
	Reflect.deleteProperty(ExecuteContext.prototype, 'customData');
	expect(values('cregis_in_progress')).toEqual(['a', 'none']);
});

it('the item, if the payment has no reference', async () => {
	await run([PAID], COLLECTION, { items: [{ amount: '1' }] });
	expect(values('cregis_in_progress')).toEqual(['item 0', 'none']);
});

it('how many payments Cregis has accepted, and the last', async () => {
	await run([PAID, PAID], PAYOUT, { items: rows('a', 'b') });
	expect(values('cregis_accepted')).toEqual([
		'1, the last: a (1382626461605888)',
		'2, the last: b (1382626461605888)',
	]);
});
