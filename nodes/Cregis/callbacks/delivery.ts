/** Reads and verifies the callbacks that n8n passes to a webhook. */
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { UNSUPPORTED_N8N, isSupportedN8n } from '../n8nVersion';
import { readCallback } from '../protocol/callback';
import { readEvent, type CregisEvent } from '../protocol/event';
import type { JsonObject } from '../protocol/losslessJson';
import { readSignedBody, type RefusedCallback } from '../protocol/signedBody';
import { projectOf, type CregisProject } from '../transport/signedRequest';
import { CallbackRefusal } from './refusal';

/** For someone who tries the URL, by hand or with the test in Cregis's portal. */
const UNSIGNED = "This URL works, but the request isn't signed by Cregis";

const NO_CREDENTIAL = 'The Cregis credential of this workflow is missing or incomplete';

export interface Delivery {
	/** The body as received, parsed without rounding numbers. */
	payload: JsonObject;
	event: CregisEvent;
	/** Whether only Cregis can tell if this is the body that it signed. */
	isAmbiguous: boolean;
}

/**
 * Returns the bytes of the body, or none if the body can't be read. n8n reads bodies in advance only for the
 * content types that it parses. When the body is read here, an oversized or incomplete body throws, and n8n
 * would store that as an execution.
 */
async function readRawBody(context: IWebhookFunctions): Promise<Uint8Array> {
	const request = context.getRequestObject();
	try {
		if (!request.rawBody) await request.readRawBody();
		return request.rawBody ?? new Uint8Array();
	} catch {
		return new Uint8Array();
	}
}

/** Returns the project of the trigger's credential, or undefined if the credential is missing or incomplete. */
export async function readProject(
	context: IHookFunctions | IWebhookFunctions,
): Promise<CregisProject | undefined> {
	try {
		return projectOf(await context.getCredentials('cregisApi'));
	} catch {
		return undefined;
	}
}

function refuse({ reason, signature }: RefusedCallback): CallbackRefusal {
	const text = signature === 'missing' ? UNSIGNED : reason;
	return new CallbackRefusal(401, text, signature === 'valid');
}

/**
 * Reads a delivery, and first verifies it on the bytes as received. The credential is read only for a body that
 * could be from Cregis, because that's what takes n8n the most time.
 *
 * @throws CallbackRefusal if it can't be verified
 */
export async function readDelivery(context: IWebhookFunctions): Promise<Delivery> {
	if (!isSupportedN8n()) throw new CallbackRefusal(503, UNSUPPORTED_N8N);
	const body = readSignedBody(await readRawBody(context));
	if ('verified' in body) throw refuse(body);
	const project = await readProject(context);
	if (!project) throw new CallbackRefusal(500, NO_CREDENTIAL);
	const callback = readCallback(body, project.apiKey, project.pid);
	if (!callback.verified) throw refuse(callback);
	const { payload, isAmbiguous } = callback;
	return { payload, event: readEvent(callback), isAmbiguous };
}
