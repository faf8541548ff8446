import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { RECEIVED, readDelivery, refuse } from '../delivery';
import { VERIFICATION, readEvent, type CregisEvent } from '../protocol/event';
import type { JsonObject } from '../protocol/losslessJson';
import { confirmWithCregis } from './confirm';
import { ALL_EVENTS } from './description';
import { passesFilters, type Filters } from './filters';
import { IMMEDIATELY } from './responseMode';

/** What ends the payout that Cregis asks about. Nobody but the workflow may approve one. */
const DENIED = 'deny';

function isWanted(this: IWebhookFunctions, { event, fields }: CregisEvent): boolean {
	const events = this.getNodeParameter('events', []) as string[];
	const isChosen = events.includes(ALL_EVENTS) || events.includes(event);
	return isChosen && passesFilters(this.getNodeParameter('filters', {}) as Filters, fields);
}

function toItem(
	this: IWebhookFunctions,
	{ event, eventId, fields }: CregisEvent,
	payload: JsonObject,
): IDataObject {
	const isSimple = this.getNodeParameter('simplify', true) as boolean;
	const own = { event, eventId };
	// Ours stand first and win: Cregis may have a field of the same name.
	return { ...own, ...(isSimple ? fields : { body: payload }), ...own } as IDataObject;
}

/** Takes a delivery of Cregis's, and starts the workflow if the event is one of those chosen. */
export async function receiveCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { payload, refusal } = await readDelivery.call(this);
	if (refusal) return refusal;

	this.getResponseObject().type('text/plain');
	const event = readEvent(payload);
	if (!isWanted.call(this, event)) {
		return { webhookResponse: event.event === VERIFICATION ? DENIED : RECEIVED };
	}
	const { confirm } = this.getNodeParameter('options', {}) as { confirm?: boolean };
	if (confirm) {
		const confirmation = await confirmWithCregis.call(this, payload, event);
		if (confirmation.result !== 'confirmed') {
			const status = confirmation.result === 'contradicted' ? 401 : 503;
			return refuse.call(this, status, confirmation.reason);
		}
		Object.assign(event.fields, confirmation.adds);
	}
	const workflowData = [this.helpers.returnJsonArray(toItem.call(this, event, payload))];
	if (
		event.event === VERIFICATION &&
		this.getNodeParameter('respond', IMMEDIATELY) === IMMEDIATELY
	) {
		// n8n would answer 'success', and what Cregis takes that for is not known.
		this.getResponseObject().send(DENIED);
		return { workflowData, noWebhookResponse: true };
	}
	return { workflowData };
}
