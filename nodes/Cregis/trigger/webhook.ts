import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { requireConfirmation, withRecord } from '../callbacks/confirm';
import { readDelivery, type Delivery } from '../callbacks/delivery';
import { CallbackRefusal, respond, respondingToRefusals } from '../callbacks/refusal';
import { VERIFICATION, type CregisEvent } from '../protocol/event';
import type { JsonObject } from '../protocol/losslessJson';
import { RESPONSES } from '../protocol/responses';
import { ALL_EVENTS } from './description';
import { passesFilters } from './filters';
import { checkFilters, readSettings, type Settings } from './settings';

/**
 * Responses that Cregis counts as failed (webhooks.md §1.3), because only a workflow approves or denies a
 * payout. Cregis doesn't document what happens to a payout whose question fails.
 */
const NOT_ASKED_HERE = "This workflow isn't set up to approve or deny this payout";
const NOT_DECIDED =
	'This workflow responds immediately, so it neither approves nor denies the payout';

function isWanted(context: IWebhookFunctions, settings: Settings, event: CregisEvent): boolean {
	const { events, filters } = settings;
	if (!events.includes(ALL_EVENTS) && !events.includes(event.event)) return false;
	checkFilters(context, settings);
	return passesFilters(filters, event.fields);
}

function toItem(
	{ payload, event: { event, eventId, fields } }: Delivery,
	{ simplifies }: Settings,
	record?: JsonObject,
): IDataObject {
	const own = { event, eventId };
	const told = simplifies ? fields : { body: payload };
	// Our fields come first and take precedence, because Cregis may have a field of the same name.
	return { ...own, ...(record ? withRecord(told, record) : told), ...own } as IDataObject;
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const delivery = await readDelivery(context);
	const { event, isAmbiguous } = delivery;
	const settings = readSettings(context);
	const isQuestion = event.event === VERIFICATION;
	if (!isWanted(context, settings, event)) {
		if (isQuestion) throw new CallbackRefusal(503, NOT_ASKED_HERE);
		context.getResponseObject().type('text/plain');
		return { webhookResponse: RESPONSES.received };
	}
	const asks = settings.confirms || isAmbiguous;
	const record = asks ? await requireConfirmation(context, event) : undefined;
	const item = toItem(delivery, settings, record);
	const workflowData = [[{ json: item }]];
	// n8n would respond 'success', and Cregis doesn't document what that means here.
	if (isQuestion && settings.respondsImmediately) {
		return { workflowData, ...respond(context, 503, NOT_DECIDED) };
	}
	context.getResponseObject().type('text/plain');
	return { workflowData };
}

/** Receives a delivery, and starts the workflow if the event is one of the chosen events. */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await respondingToRefusals(context, async () => await receive(context));
}
