/** Executions that a person cancels, or that have taken as long as the workflow may. */
import type { IExecuteFunctions, IWebhookFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { clock } from './clock';

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
	const end = clock.now() + milliseconds;
	for (let rest = milliseconds; rest > 0 && !isCancelled(context); rest = end - clock.now()) {
		await clock.sleep(Math.min(rest, STEP_MS));
	}
}
