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
 * The last part of the URL that Cregis calls. The rest identifies the execution, and a later Wait node
 * listens there. A repeated callback must not resume that node.
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

/**
 * Selected by the kind of callback instead of the node's fields, because expressions may read other data
 * here.
 */
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
	return { workflowData: [[{ json: { ...sent, ...reached } }]] };
}

/**
 * Receives a callback for a waiting execution. Verifies it, confirms receipt of any status, and resumes the
 * execution if the status is final.
 *
 * A valid signature isn't enough. Cregis signs every callback of the project, and the execution's URL may be
 * known: in n8n 2.8, it has no token.
 */
export async function receiveResult(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await respondingToRefusals(context, async () => await receive(context));
}
