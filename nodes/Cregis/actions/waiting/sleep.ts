/** Pauses an execution until Cregis reports the result. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { operationError } from '../../transport/errors';
import { MAX_WAIT_DAYS, MAX_WAIT_MS, UNIT_MS } from './fields';
import { RESULT_PATH } from './webhook';

/** Returns the URL for Cregis to call. It resumes this execution, but only while it waits at this node. */
export function resumeUrl(context: IExecuteFunctions): string {
	const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	// Newer versions of n8n have a token in the query, so the path is extended before it.
	url.pathname += `/${RESULT_PATH}`;
	return url.href;
}

/**
 * Returns the maximum time to wait, in milliseconds.
 *
 * @throws NodeOperationError if the time is out of range
 */
export function waitLimit(context: IExecuteFunctions): number {
	const amount = Number(context.getNodeParameter('waitAmount', 0));
	const limit = amount * UNIT_MS[String(context.getNodeParameter('waitUnit', 0))];
	if (limit > 0 && limit <= MAX_WAIT_MS) return limit;
	throw operationError(
		{ node: context.getNode(), itemIndex: 0 },
		`'Wait at Most' must be greater than 0 and at most ${MAX_WAIT_DAYS} days`,
		"Correct 'Wait at Most' or 'Wait Unit'.",
	);
}

/**
 * Pauses the execution until a callback resumes it or the time is up.
 *
 * When the time is up, n8n doesn't run the node again. It passes on the node's input, as if the node were
 * disabled. So the input is replaced by the payment, and the next node receives its IDs. A webhook can't
 * change that later, because n8n stores nothing of an execution that keeps waiting.
 *
 * @param sent the output for the one item
 * @param limit the maximum time to wait, in milliseconds
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
