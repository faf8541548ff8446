/** What an error says about a request that was sent. */
import { describe, expect, it } from '@jest/globals';
import { NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';
import { attempt, failedItem, outcomeOfSent } from '../../nodes/Cregis/actions/run/failure.ts';
import { CregisError, type Outcome } from '../../nodes/Cregis/transport/errors.ts';

const node: INode = {
	id: 'node',
	name: 'Cregis',
	type: 'n8n-nodes-cregis.cregis',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const context = { getNode: () => node } as IExecuteFunctions;

const cregisError = (outcome: Outcome) =>
	new CregisError({ node, itemIndex: 3 }, outcome, { message: 'Declined', description: 'Wait.' });

describe('after a request was sent', () => {
	it.each<[Outcome]>([['not done'], ['already sent'], ['unknown']])(
		"an error with an outcome says '%s'",
		(outcome) => {
			expect(outcomeOfSent(cregisError(outcome))).toBe(outcome);
		},
	);

	it("any other error says 'unknown'", () => {
		expect(outcomeOfSent(new NodeOperationError(node, 'The answer has no date'))).toBe('unknown');
	});
});

describe('a step', () => {
	it.each([
		['at once', () => 7],
		['later', async () => 7],
	] as Array<[string, () => number]>)('that ends %s returns its value', async (_, step) => {
		expect(await attempt(context, 3, step)).toEqual({ value: 7 });
	});

	it.each([cregisError('not done'), new NodeOperationError(node, 'Not a date')])(
		'that throws an error for the merchant returns that error: %s',
		async (error) => {
			const step = () => {
				throw error;
			};
			expect((await attempt(context, 3, step)).error).toBe(error);
		},
	);

	it('that throws anything else returns an error for its item', async () => {
		const { error } = await attempt(context, 3, () => {
			throw new TypeError('x is undefined');
		});
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'x is undefined', context: { itemIndex: 3 } });
	});
});

describe('the output for a failed item', () => {
	it('has what happened, what to do and the outcome', () => {
		expect(failedItem(cregisError('unknown'), 'unknown', 3, 'It may be sent.')).toEqual({
			json: { error: 'Declined', message: { advice: 'Wait. It may be sent.', outcome: 'unknown' } },
			pairedItem: { item: 3 },
		});
	});

	it("has Cregis's code, if there is one", () => {
		const details = { message: 'Declined', description: 'Wait.', code: 'E0010' };
		const error = new CregisError({ node }, 'not done', details);
		expect(failedItem(error, 'not done', 0).json.message).toEqual({
			advice: 'Wait. (Cregis code E0010)',
			outcome: 'not done',
			code: 'E0010',
		});
	});
});
