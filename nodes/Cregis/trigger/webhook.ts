import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { RECEIVED, readDelivery, refuse } from '../delivery';
import { VERIFICATION, readEvent, type CregisEvent } from '../protocol/event';
import type { JsonObject } from '../protocol/losslessJson';
import { confirmWithCregis } from './confirm';
import { ALL_EVENTS } from './description';
import { passesFilters } from './filters';
import { filterIssueOf, readSettings, type Settings } from './settings';

/** What ends the payout that Cregis asks about. Nobody but the workflow may approve one. */
const DENIED = 'deny';

const isChosen = ({ events }: Settings, { event }: CregisEvent) =>
	events.includes(ALL_EVENTS) || events.includes(event);

function toItem(
	{ event, eventId, fields }: CregisEvent,
	payload: JsonObject,
	{ simplifies }: Settings,
): IDataObject {
	const own = { event, eventId };
	// Ours stand first and win: Cregis may have a field of the same name.
	return { ...own, ...(simplifies ? fields : { body: payload }), ...own } as IDataObject;
}

/** Takes a delivery of Cregis's, and starts the workflow if the event is one of those chosen. */
export async function receiveCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { payload, refusal } = await readDelivery.call(this);
	if (refusal) return refusal;

	this.getResponseObject().type('text/plain');
	const event = readEvent(payload);
	const settings = readSettings.call(this);
	if (typeof settings === 'string') return refuse.call(this, 500, settings);
	const issue = isChosen(settings, event) ? filterIssueOf.call(this, settings) : undefined;
	if (issue) return refuse.call(this, 500, issue);
	if (!isChosen(settings, event) || !passesFilters(settings.filters, event.fields)) {
		return { webhookResponse: event.event === VERIFICATION ? DENIED : RECEIVED };
	}
	if (settings.confirms) {
		const confirmation = await confirmWithCregis.call(this, payload, event);
		if (confirmation.result !== 'confirmed') {
			const status = confirmation.result === 'contradicted' ? 401 : 503;
			return refuse.call(this, status, confirmation.reason);
		}
		Object.assign(event.fields, confirmation.adds);
	}
	const workflowData = [this.helpers.returnJsonArray(toItem(event, payload, settings))];
	if (event.event === VERIFICATION && settings.respondsImmediately) {
		// n8n would answer 'success', and what Cregis takes that for is not known.
		this.getResponseObject().send(DENIED);
		return { workflowData, noWebhookResponse: true };
	}
	return { workflowData };
}
