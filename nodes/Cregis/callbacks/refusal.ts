/** Deliveries that are refused: what Cregis, or whoever else called, receives, and what n8n's log has of it. */
import { NodeOperationError } from 'n8n-workflow';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Ends a delivery without starting or resuming a workflow. */
export class CallbackRefusal extends Error {
	/**
	 * @param status of the response: Cregis marks the callback as failed, so it can be resent
	 * @param reason the response's text; holds no value of the callback
	 * @param isLogged whether n8n's log says so too. Only for what carries a valid signature: anybody else
	 * could fill the log
	 */
	constructor(
		readonly status: number,
		readonly reason: string,
		readonly isLogged = false,
	) {
		super(reason);
	}
}

/** Tells the merchant why a callback of Cregis's own is refused, in n8n's log. */
export function logRefusal(context: IWebhookFunctions, reason: string): void {
	const { id, name } = context.getWorkflow();
	const place = `workflow "${name}" (${id}), node "${context.getNode().name}"`;
	context.logger.warn(`A Cregis callback was refused in ${place}: ${reason}`);
}

/** Responds by hand: n8n would respond 200, or 500 and store an execution. */
export function respond(
	context: IWebhookFunctions,
	status: number,
	text: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/** Runs what handles a delivery, and responds if it throws a {@link CallbackRefusal}. */
export async function respondingToRefusals(
	context: IWebhookFunctions,
	handle: () => Promise<IWebhookResponseData>,
): Promise<IWebhookResponseData> {
	try {
		return await handle();
	} catch (error) {
		if (!(error instanceof CallbackRefusal)) {
			throw new NodeOperationError(context.getNode(), error as Error);
		}
		const { status, reason, isLogged } = error;
		if (isLogged) logRefusal(context, reason);
		return respond(context, status, reason);
	}
}
