/** Executions that a person cancels, or that have taken as long as the workflow may. */
import { sleep } from 'n8n-workflow';
import type { IExecuteFunctions, IWebhookFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

/** How soon a cancelled execution no longer waits. */
const STEP_MS = 500;

/** Whether the execution was cancelled; only an execution can be. */
export function isCancelled(
	context: IExecuteFunctions | IWebhookFunctions | ILoadOptionsFunctions,
): boolean {
	return 'getExecutionCancelSignal' in context
		? (context.getExecutionCancelSignal()?.aborted ?? false)
		: false;
}

/** Waits, and no longer than until the execution is cancelled. */
export async function sleepUnlessCancelled(
	context: Parameters<typeof isCancelled>[0],
	milliseconds: number,
): Promise<void> {
	const end = Date.now() + milliseconds;
	for (let rest = milliseconds; rest > 0 && !isCancelled(context); rest = end - Date.now()) {
		await sleep(Math.min(rest, STEP_MS));
	}
}
