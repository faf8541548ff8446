import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { verifyCallback } from '../protocol/callback';
import { VERIFICATION, readEvent, type CregisEvent } from '../protocol/event';
import type { JsonObject } from '../protocol/losslessJson';
import { projectOf, type CregisProject } from '../signedRequest';
import { confirmWithCregis } from './confirm';
import { ALL_EVENTS } from './description';
import { passesFilters, type Filters } from './filters';

/** What Cregis takes for a received callback; anything else counts as failed (webhooks.md §1). */
const RECEIVED = 'success';

/** What ends the payout that Cregis asks about. Nobody but the workflow may approve one. */
const DENIED = 'deny';

/** Answers by hand, without an execution: n8n would answer 200, or 500 and store an execution. */
function refuse(this: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	this.getResponseObject().status(status).type('text/plain').send(reason);
	return { noWebhookResponse: true };
}

/**
 * The bytes of the body; none if they can't be had. n8n reads them beforehand only for the content types
 * that it parses: read here, a body that is too large or breaks off throws, and n8n would store that as
 * an execution.
 */
async function readRawBody(this: IWebhookFunctions): Promise<Uint8Array> {
	const request = this.getRequestObject();
	try {
		if (!request.rawBody) await request.readRawBody();
		return request.rawBody ?? new Uint8Array();
	} catch {
		return new Uint8Array();
	}
}

async function readProject(this: IWebhookFunctions): Promise<CregisProject | undefined> {
	try {
		return projectOf(await this.getCredentials('cregisApi'));
	} catch {
		return undefined;
	}
}

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
	return { event, eventId, ...(isSimple ? fields : { body: payload }) } as IDataObject;
}

/**
 * Takes a delivery of Cregis's: verifies it first, on the bytes as they came, then starts the workflow
 * if the event is one of those chosen. What can't be verified is answered 401 and leaves no trace.
 */
export async function receiveCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const project = await readProject.call(this);
	if (!project) {
		return refuse.call(
			this,
			500,
			'The Cregis credential of this workflow is missing or incomplete',
		);
	}
	const rawBody = await readRawBody.call(this);
	const callback = verifyCallback(rawBody, project.apiKey, project.pid);
	if (!callback.verified) return refuse.call(this, 401, callback.reason);

	this.getResponseObject().type('text/plain');
	const event = readEvent(callback.payload);
	if (!isWanted.call(this, event)) {
		return { webhookResponse: event.event === VERIFICATION ? DENIED : RECEIVED };
	}
	const { confirm } = this.getNodeParameter('options', {}) as { confirm?: boolean };
	if (confirm) {
		const confirmation = await confirmWithCregis.call(this, callback.payload, event);
		if (confirmation.result !== 'confirmed') {
			const status = confirmation.result === 'contradicted' ? 401 : 503;
			return refuse.call(this, status, confirmation.reason);
		}
		Object.assign(event.fields, confirmation.adds);
	}
	const item = toItem.call(this, event, callback.payload);
	return { workflowData: [this.helpers.returnJsonArray(item)] };
}
