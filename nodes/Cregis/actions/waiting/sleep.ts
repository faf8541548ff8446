/** Puts an execution to wait until Cregis reports the result of what the node has sent. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { invalidField } from '../../transport/errors';
import { MAX_WAIT_DAYS, MAX_WAIT_MS, UNIT_MS } from './fields';
import { RESULT_PATH } from './webhook';

/** The URL for Cregis to call, which resumes this execution while this node waits, and at no other time. */
export function resumeUrl(context: IExecuteFunctions): string {
	const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	// Newer versions of n8n have a token in the query: what is added belongs in front of it.
	url.pathname += `/${RESULT_PATH}`;
	return url.href;
}

/**
 * The longest time to wait, in milliseconds.
 *
 * @throws NodeOperationError if the time can't be waited for
 */
export function waitLimit(context: IExecuteFunctions): number {
	const amount = Number(context.getNodeParameter('waitAmount', 0));
	const limit = amount * UNIT_MS[String(context.getNodeParameter('waitUnit', 0))];
	if (limit > 0 && limit <= MAX_WAIT_MS) return limit;
	throw invalidField(
		{ node: context.getNode(), itemIndex: 0 },
		`'Wait at Most' must be greater than 0 and at most ${MAX_WAIT_DAYS} days`,
		"Correct 'Wait at Most' or 'Wait Unit'.",
	);
}

/**
 * Puts the execution to wait, until a callback resumes it or the time is up.
 *
 * When the time is up, n8n doesn't run the node again but passes on its input, as if the node were disabled.
 * So the payment takes the place of the input, and the next node has its IDs. No webhook can change that
 * place later: n8n stores nothing of an execution that keeps waiting.
 *
 * @param sent the output for the one item
 * @param limit the longest time to wait, in milliseconds
 */
export async function sleepUntilResult(
	context: IExecuteFunctions,
	sent: INodeExecutionData,
	limit: number,
) {
	const { data } = context.getExecuteData();
	data.main[0] = [{ json: { ...sent.json, timedOut: true } }];
	await context.putExecutionToWait(new Date(Date.now() + limit));
}
