/** An execution that sleeps until Cregis reports what became of what the node has sent. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { invalidField } from '../../errors';
import { UNIT_MS } from './fields';
import { RESULT_PATH } from './webhook';

/** The URL for Cregis to call, which resumes this execution while this node waits, and at no other time. */
export function resumeUrl(context: IExecuteFunctions): string {
	const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	// Newer versions of n8n have a token in the query: what is added belongs in front of it.
	url.pathname += `/${RESULT_PATH}`;
	return url.href;
}

/**
 * For how long to wait at the most, in milliseconds.
 *
 * @throws NodeOperationError if that is no time
 */
export function waitLimit(context: IExecuteFunctions): number {
	const amount = Number(context.getNodeParameter('waitAmount', 0));
	const limit = amount * UNIT_MS[String(context.getNodeParameter('waitUnit', 0))];
	if (limit > 0 && Number.isFinite(limit)) return limit;
	throw invalidField(
		{ node: context.getNode(), itemIndex: 0 },
		"'Wait at Most' must be greater than 0",
		"Enter a time in 'Wait at Most'. Nothing was sent.",
	);
}

/**
 * Puts the execution to sleep, until a callback goes on with it or the time is up.
 *
 * When the time is up, n8n does not run the node again, but hands on its input as if the node were
 * disabled. So the payment takes the input's place: whoever comes next knows its IDs, and can ask for it.
 *
 * @param sent what came out for the one item
 * @param limit for how long at the most, in milliseconds
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
