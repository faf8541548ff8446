/** Handles executions that are canceled, by a person or because they reach the workflow's time limit. */
import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { clock } from './clock';

/** How often a wait checks for cancellation. */
const STEP_MS = 500;

/** Whether the execution was canceled. Contexts other than executions can't be canceled. */
export function isCancelled(
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions,
): boolean {
	return 'getExecutionCancelSignal' in context
		? (context.getExecutionCancelSignal()?.aborted ?? false)
		: false;
}

/** Waits, but stops waiting when the execution is canceled. */
export async function sleepUnlessCancelled(
	context: Parameters<typeof isCancelled>[0],
	milliseconds: number,
): Promise<void> {
	const end = clock.now() + milliseconds;
	for (let rest = milliseconds; rest > 0 && !isCancelled(context); rest = end - clock.now()) {
		await clock.sleep(Math.min(rest, STEP_MS));
	}
}
