/** What becomes of an item that does not succeed. */
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INode, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { CregisError, type Outcome } from '../errors';

export type Failure = NodeApiError | NodeOperationError;

export type Attempt<T> = { value: T; error?: undefined } | { value?: undefined; error: Failure };

const isFailure = (error: unknown): error is Failure =>
	error instanceof CregisError || error instanceof NodeOperationError;

/** Runs a step of one item; the one place where its errors are caught. */
export async function attempt<T>(
	context: IExecuteFunctions,
	itemIndex: number,
	step: () => T | Promise<T>,
): Promise<Attempt<T>> {
	try {
		return { value: await step() };
	} catch (error) {
		if (isFailure(error)) return { error };
		return { error: new NodeOperationError(context.getNode(), error as Error, { itemIndex }) };
	}
}

/** What is known of a request: of one that has left, nothing, unless the error itself says so. */
export function outcomeOf(error: Failure, wasSent: boolean): Outcome {
	if (error instanceof CregisError) return error.outcome;
	return wasSent ? 'unknown' : 'not done';
}

/** The items that have a fault, where nothing is sent because of them. */
export function faultyItems(node: INode, faults: Map<number, Failure>, all: number): Failure {
	const [[, only]] = faults;
	if (all === 1) return only;
	const reasons = [...faults].map(([index, { message }]) => `Item ${index}: ${message}.`);
	return new NodeOperationError(node, `${faults.size} of ${all} items can't be sent, so none is`, {
		description: `${reasons.join(' ')} Correct them, and run this again.`,
	});
}

/**
 * What comes out for the item. n8n takes an item with just these fields for a failed one, and sends it
 * to the error output where there is one; with an `error` beside `json`, it would drop the details.
 */
export function failedItem(
	error: Failure,
	outcome: Outcome,
	itemIndex: number,
): INodeExecutionData {
	const { httpCode: code } = error as Partial<CregisError>;
	const advice = error.description ?? '';
	return {
		json: { error: error.message, details: { advice, outcome, ...(code ? { code } : {}) } },
		pairedItem: { item: itemIndex },
	};
}
