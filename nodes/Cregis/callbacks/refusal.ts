/** Refuses deliveries: the response to Cregis, or to whoever else called, and the entry in n8n's log. */
import { NodeOperationError } from 'n8n-workflow';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Ends a delivery without starting or resuming a workflow. */
export class CallbackRefusal extends Error {
	/**
	 * @param status of the response. Cregis marks the callback as failed, so it can be resent
	 * @param reason the text of the response. Contains no value of the callback
	 * @param isLogged whether to write to n8n's log. Only for a valid signature, because otherwise anybody
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

/** Logs for the merchant why a genuine Cregis callback was refused. */
export function logRefusal(context: IWebhookFunctions, reason: string): void {
	const { id, name } = context.getWorkflow();
	const place = `workflow "${name}" (${id}), node "${context.getNode().name}"`;
	context.logger.warn(`A Cregis callback was refused in ${place}: ${reason}`);
}

/** Sends the response directly. n8n would respond with 200, or with 500 and store an execution. */
export function respond(
	context: IWebhookFunctions,
	status: number,
	text: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/** Runs a delivery handler, and responds if it throws a {@link CallbackRefusal}. */
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
