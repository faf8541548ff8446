/** Callback: Respond sends one response, and passes its items on. */
import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { answerCallback } from '../../nodes/Cregis/actions/run/answer.ts';
import type { AnswerOperation } from '../../nodes/Cregis/actions/shared/operation.ts';

const INPUT = [{ json: { a: 1 }, binary: { file: {} } }, { json: { b: 2 } }];

function run({ fails = false, continues = false }) {
	const sent: unknown[] = [];
	const context = {
		getInputData: () => INPUT,
		getNode: () => ({ name: 'Cregis', parameters: {} }),
		continueOnFail: () => continues,
		sendResponse: (response: unknown) => {
			if (fails) throw new Error('The connection is closed');
			sent.push(response);
		},
	};
	const operation = { answer: () => ({ statusCode: 200, body: 'success' }) };
	const items = answerCallback(
		context as unknown as IExecuteFunctions,
		operation as unknown as AnswerOperation,
	);
	return { items, sent };
}

describe('Callback: Respond', () => {
	it('sends plain text once', async () => {
		const { items, sent } = run({});
		await items;
		expect(sent).toEqual([
			{
				statusCode: 200,
				body: 'success',
				headers: { 'content-type': 'text/plain; charset=utf-8' },
			},
		]);
	});

	it('passes its items on whole', async () => {
		expect(await run({}).items).toEqual(
			INPUT.map((item, index) => ({ ...item, pairedItem: { item: index } })),
		);
	});

	it('ends with the error if nothing could be sent', async () => {
		await expect(run({ fails: true }).items).rejects.toThrow('The connection is closed');
	});

	it('returns failed items with Continue On Fail', async () => {
		const items = await run({ fails: true, continues: true }).items;
		expect(items).toEqual(
			INPUT.map((_, index) => ({
				json: {
					error: 'The connection is closed',
					message: { advice: '', outcome: 'not done' },
				},
				pairedItem: { item: index },
			})),
		);
	});
});
