/** Receives the callback that an execution waits for. */
import type {
	IDataObject,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { requireConfirmation } from '../../callbacks/confirm';
import { readDelivery } from '../../callbacks/delivery';
import { CallbackRefusal, respondingToRefusals } from '../../callbacks/refusal';
import { RESPONSES } from '../../protocol/responses';
import type { Result } from '../shared/operation';
import { orderResult } from '../shared/orderResult';
import { paymentResult } from '../shared/paymentResult';

/**
 * The last part of the URL that Cregis calls. The rest of it belongs to the execution, and a Wait node
 * further down listens there: a callback that is sent again must not resume that one.
 */
export const RESULT_PATH = 'cregis';

/** n8n listens here only while an execution waits at this node. */
export const resultWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		path: RESULT_PATH,
		isFullPath: true,
		restartWebhook: true,
		responseMode: 'onReceived',
		responseData: RESPONSES.received,
	},
];

/** By the kind of callback, and not by the node's fields: an expression in them may read other data here. */
const RESULTS: Result[] = [orderResult, paymentResult];

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { event, isAmbiguous } = await readDelivery(context);
	const { kind, event: name, eventId, fields } = event;
	const sent = (context.evaluateExpression('{{ $json }}') ?? {}) as IDataObject;
	const result = RESULTS.find(
		({ kinds, matches }) => kinds.includes(kind) && matches(fields, sent),
	);
	if (!result) throw new CallbackRefusal(401, 'The execution waits for another payment');

	if (isAmbiguous) await requireConfirmation(context, event);
	context.getResponseObject().type('text/plain');
	if (!result.isFinal(name, fields, sent)) return { webhookResponse: RESPONSES.received };
	const reached = { ...result.present(fields), event: name, eventId, timedOut: false };
	return { workflowData: [context.helpers.returnJsonArray({ ...sent, ...reached })] };
}

/**
 * Receives a callback for a waiting execution: verifies it, confirms receipt of a status that isn't final,
 * and resumes the execution with the final one.
 *
 * A valid signature isn't enough: Cregis signs every callback of the project, and the execution's URL may be
 * known (n8n 2.8 has no token in it).
 */
export async function receiveResult(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await respondingToRefusals(context, async () => await receive(context));
}
