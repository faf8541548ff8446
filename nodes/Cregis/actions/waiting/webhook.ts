/** The callback that a sleeping execution waits for. */
import type {
	IDataObject,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { RECEIVED, readDelivery, refuse } from '../../delivery';
import { callbackKind } from '../../protocol/callbackKinds';
import { readEvent } from '../../protocol/event';
import type { JsonObject } from '../../protocol/losslessJson';
import type { Result } from '../operation';
import { operationOf } from '../resources';

/** n8n listens here while an execution sleeps, and at no other time. */
export const resultWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		path: '',
		isFullPath: true,
		restartWebhook: true,
		responseMode: 'onReceived',
		responseData: RECEIVED,
	},
];

/** The merchant's own references, under the names that callbacks and outputs share. */
const REFERENCES = ['third_party_id', 'order_id'];

/**
 * Whether a callback is about what the execution waits for. That its signature holds does not tell: the
 * execution's address may be known (n8n 2.8 puts no token in it), and every callback of the project is signed.
 */
function isAbout(result: Result, payload: JsonObject, fields: JsonObject, awaited: IDataObject) {
	const kind = callbackKind(payload)?.name;
	return (
		kind !== undefined &&
		result.kinds.includes(kind) &&
		[result.id, ...REFERENCES.filter((name) => name in awaited)].every(
			(name) => String(fields[name]) === String(awaited[name]),
		)
	);
}

/**
 * Takes a callback for a sleeping execution: verifies it, lets states pass that are not final, and goes on
 * with the final one.
 */
export async function receiveResult(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { payload, refusal } = await readDelivery.call(this);
	if (refusal) return refusal;

	const { result } = operationOf(
		this.getNodeParameter('resource') as string,
		this.getNodeParameter('operation') as string,
	);
	const { event, eventId, fields } = readEvent(payload);
	const awaited = this.evaluateExpression('{{ $json }}') as IDataObject;
	if (!result || !isAbout(result, payload, fields, awaited)) {
		return refuse.call(this, 401, 'The execution waits for another payment than this one');
	}
	this.getResponseObject().type('text/plain');
	if (!result.isFinal(event, fields, awaited)) return { webhookResponse: RECEIVED };

	const reached = { ...result.present(fields), event, eventId, timedOut: false };
	return { workflowData: [this.helpers.returnJsonArray({ ...awaited, ...reached })] };
}
