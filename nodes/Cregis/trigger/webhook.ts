import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { readDelivery, refuse, refuseSigned } from '../callbacks/delivery';
import { VERIFICATION, readEvent, type CregisEvent } from '../protocol/event';
import type { JsonObject } from '../protocol/losslessJson';
import { requireConfirmation, withRecord } from '../callbacks/confirm';
import { ALL_EVENTS } from './description';
import { passesFilters } from './filters';
import { filterIssueOf, readSettings, type Settings } from './settings';
import { RESPONSES } from '../protocol/responses';

/**
 * Responses that Cregis counts as failed (webhooks.md §1.3): only a workflow approves or denies a payout.
 * What Cregis does with a question that has no answer isn't documented.
 */
const NOT_ASKED_HERE =
	"This workflow isn't set to decide on this payout, so it neither approves nor denies it";
const NOT_DECIDED =
	'This workflow responds immediately, so it neither approves nor denies the payout';

const isChosen = ({ events }: Settings, { event }: CregisEvent) =>
	events.includes(ALL_EVENTS) || events.includes(event);

function toItem(
	{ event, eventId, fields }: CregisEvent,
	payload: JsonObject,
	{ simplifies }: Settings,
	record?: JsonObject,
): IDataObject {
	const own = { event, eventId };
	const told = simplifies ? fields : { body: payload };
	// Ours stand first and win: Cregis may have a field of the same name.
	return { ...own, ...(record ? withRecord(told, record) : told), ...own } as IDataObject;
}

/** Takes a delivery of Cregis's, and starts the workflow if the event is one of those chosen. */
export async function receiveCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { payload, ambiguous, refusal } = await readDelivery.call(this);
	if (refusal) return refusal;

	this.getResponseObject().type('text/plain');
	const event = readEvent(payload);
	const isQuestion = event.event === VERIFICATION;
	const settings = readSettings.call(this);
	if (typeof settings === 'string') return refuseSigned.call(this, 500, settings);
	const chosen = isChosen(settings, event);
	const issue = chosen ? filterIssueOf.call(this, settings) : undefined;
	if (issue) return refuseSigned.call(this, 500, issue);
	if (!chosen || !passesFilters(settings.filters, event.fields)) {
		return isQuestion
			? refuse.call(this, 503, NOT_ASKED_HERE)
			: { webhookResponse: RESPONSES.received };
	}
	let record: JsonObject | undefined;
	if (settings.confirms || ambiguous) {
		const confirmation = await requireConfirmation.call(this, payload, event);
		if (confirmation.refusal) return confirmation.refusal;
		({ record } = confirmation);
	}
	const item = toItem(event, payload, settings, record);
	const workflowData = [this.helpers.returnJsonArray(item)];
	// n8n would respond 'success', and what Cregis takes that for isn't documented.
	if (isQuestion && settings.respondsImmediately) {
		return { workflowData, ...refuse.call(this, 503, NOT_DECIDED) };
	}
	return { workflowData };
}
