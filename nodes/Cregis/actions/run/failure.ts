/** Items that fail: how errors are caught, and what comes out. */
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { CregisError, type Outcome } from '../../transport/errors';

export type Failure = NodeApiError | NodeOperationError;

export type Attempt<T> = { value: T; error?: undefined } | { value?: undefined; error: Failure };

const isFailure = (error: unknown): error is Failure =>
	error instanceof CregisError || error instanceof NodeOperationError;

/**
 * Runs a step of one item, or of the whole run; the one place where errors are caught.
 *
 * @param itemIndex left out where the step is not about one item
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

/** What is known of a request that has left: nothing, unless the error itself says so. */
export function outcomeOfSent(error: Failure): Outcome {
	return error instanceof CregisError ? error.outcome : 'unknown';
}

/**
 * What comes out for a failed item. n8n sends an item with just these two fields to the error output, where
 * there is one: before 2.35.3 it knows no others, and with an `error` beside `json` it drops the advice.
 *
 * @param inWords what the outcome means, where it matters
 */
export function failedItem(
	error: Failure,
	outcome: Outcome,
	itemIndex: number,
	inWords = '',
): INodeExecutionData {
	const { httpCode: code } = error as Partial<CregisError>;
	const advice = joined(error.description, inWords);
	return {
		json: { error: error.message, message: { advice, outcome, ...(code ? { code } : {}) } },
		pairedItem: { item: itemIndex },
	};
}

/** Adds a sentence to what the merchant is advised to do. */
export function append(error: Failure, sentence: string) {
	error.description = joined(error.description, sentence);
}

const joined = (...sentences: Array<string | null | undefined>) =>
	sentences.filter(Boolean).join(' ');
