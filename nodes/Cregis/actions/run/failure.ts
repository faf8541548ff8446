/** Catches the errors of items, and returns failed items. */
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { CregisError, type Outcome } from '../../transport/errors';

export type Failure = NodeApiError | NodeOperationError;

export type Attempt<T> = { value: T; error?: undefined } | { value?: undefined; error: Failure };

const isFailure = (error: unknown): error is Failure =>
	error instanceof CregisError || error instanceof NodeOperationError;

/**
 * Runs a step of one item, or of the whole run. Errors are caught only here.
 *
 * @param itemIndex left out if the step isn't about one item
 */
export async function attempt<T>(
	context: IExecuteFunctions,
	itemIndex: number | undefined,
	step: () => T | Promise<T>,
): Promise<Attempt<T>> {
	try {
		return { value: await step() };
	} catch (error) {
		if (isFailure(error)) return { error };
		return { error: new NodeOperationError(context.getNode(), error as Error, { itemIndex }) };
	}
}

/** Returns the outcome of a request that was sent: unknown, unless the error itself tells. */
export function outcomeOfSent(error: Failure): Outcome {
	return error instanceof CregisError ? error.outcome : 'unknown';
}

/**
 * Returns the output for a failed item. n8n sends an item with exactly these two fields to the error output,
 * if there is one. Before 2.35.3, n8n recognizes no other fields. With an `error` next to `json`, it drops
 * the advice.
 *
 * @param inWords the meaning of the outcome, if it matters
 */
export function failedItem(
	error: Failure,
	outcome: Outcome,
	itemIndex: number,
	inWords = '',
): INodeExecutionData {
	const { httpCode: code } = error as Partial<CregisError>;
	const advice = [error.description, inWords].filter(Boolean).join(' ');
	return {
		json: { error: error.message, message: { advice, outcome, ...(code ? { code } : {}) } },
		pairedItem: { item: itemIndex },
	};
}
