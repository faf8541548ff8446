/** Decides which failed polls the merchant is told about. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';
import { CregisError } from '../transport/errors';

/** How many polls in a row Cregis may limit before the merchant is told. */
const TOLERATED_LIMITS = 5;

interface Streak {
	failures: number;
	isTold: boolean;
}

/** The failed polls in a row of each published workflow. n8n makes a context when it starts one. */
const streaks = new WeakMap<IPollFunctions, Streak>();

/** When n8n starts, an error would keep the workflow inactive, and n8n waits longer before each new try. */
const isStart = (context: IPollFunctions) =>
	['init', 'leadershipChange'].includes(context.getActivationMode());

/** Returns how many failures in a row aren't reported. */
function tolerated(context: IPollFunctions, error: Error): number {
	if (context.getMode() === 'manual') return 0;
	if (error instanceof CregisError && error.isRateLimited) return TOLERATED_LIMITS;
	return isStart(context) ? 1 : 0;
}

export function noteSuccess(context: IPollFunctions): void {
	streaks.delete(context);
}

/**
 * Notes a failed poll. n8n stores a failed execution and runs the error workflow for each error, so only one
 * of a row of failures is reported. The others are in n8n's log. The next poll tries again in any case.
 *
 * @returns the error if the merchant is to be told
 */
export function noteFailure(
	context: IPollFunctions,
	error: Error,
): NodeApiError | NodeOperationError | undefined {
	const streak = streaks.get(context) ?? { failures: 0, isTold: false };
	streak.failures++;
	streaks.set(context, streak);
	if (streak.isTold || streak.failures <= tolerated(context, error)) {
		const { id, name } = context.getWorkflow();
		const place = `workflow "${name}" (${id}), node "${context.getNode().name}"`;
		context.logger.warn(`A poll of Cregis failed in ${place}: ${error.message}`);
		return undefined;
	}
	streak.isTold = true;
	return error instanceof NodeApiError ? error : new NodeOperationError(context.getNode(), error);
}
