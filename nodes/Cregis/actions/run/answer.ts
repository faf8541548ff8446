/** Responds to the callback that started the workflow. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Item } from '../shared/item';
import type { AnswerOperation } from '../shared/operation';
import { attempt, failedItem } from './failure';

/**
 * Responds once, for the first item, because a callback gets only one response. The items pass through.
 *
 * Cregis requires plain text (webhooks.md §1.3).
 *
 * @throws the error that prevented the response, unless the node continues on fail
 */
export async function answerCallback(
	context: IExecuteFunctions,
	operation: AnswerOperation,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const { error } = await attempt(context, 0, async () => {
		const { statusCode, body } = operation.answer(new Item(context, 0));
		const headers = { 'content-type': 'text/plain; charset=utf-8' };
		await context.sendResponse({ statusCode, body, headers });
	});
	if (!error) return items.map((item, index) => ({ ...item, pairedItem: { item: index } }));
	if (!context.continueOnFail()) throw error;
	return items.map((_, index) => failedItem(error, 'not done', index));
}
