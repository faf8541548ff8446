/** Deliveries of Cregis's, as n8n hands them to a webhook: whose they are, and what they say. */
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { UNSUPPORTED_N8N, isSupportedN8n } from '../n8nVersion';
import { verifyCallback } from '../protocol/callback';
import type { JsonObject } from '../protocol/losslessJson';
import { projectOf, type CregisProject } from '../transport/signedRequest';

/** For whoever tries the URL, by hand or with a test of Cregis's portal. */
const UNSIGNED = "This URL works, but the request isn't signed by Cregis";

export type Delivery =
	| { payload: JsonObject; ambiguous?: boolean; refusal?: undefined }
	| { payload?: undefined; ambiguous?: undefined; refusal: IWebhookResponseData };

/** Answers by hand, without an execution: n8n would answer 200, or 500 and store an execution. */
export function refuse(
	this: IWebhookFunctions,
	status: number,
	reason: string,
): IWebhookResponseData {
	this.getResponseObject().status(status).type('text/plain').send(reason);
	return { noWebhookResponse: true };
}

/**
 * Tells the merchant why a callback of Cregis's own is refused, in n8n's log. Only for what carries a
 * valid signature: anybody else could fill the log.
 *
 * @param reason holds no value of the callback
 */
export function logRefusal(this: IWebhookFunctions, reason: string): void {
	const { id, name } = this.getWorkflow();
	const place = `workflow "${name}" (${id}), node "${this.getNode().name}"`;
	this.logger.warn(`A Cregis callback was refused in ${place}: ${reason}`);
}

/** As {@link refuse}, of a callback whose signature holds. */
export function refuseSigned(
	this: IWebhookFunctions,
	status: number,
	reason: string,
): IWebhookResponseData {
	logRefusal.call(this, reason);
	return refuse.call(this, status, reason);
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

/**
 * Reads a delivery, and verifies it before anything else, on the bytes as they came. One that can't be
 * verified has been answered 401, and is to leave no trace. Never throws.
 */
export async function readDelivery(this: IWebhookFunctions): Promise<Delivery> {
	if (!isSupportedN8n()) return { refusal: refuse.call(this, 503, UNSUPPORTED_N8N) };
	const project = await readProject.call(this);
	if (!project) {
		const reason = 'The Cregis credential of this workflow is missing or incomplete';
		return { refusal: refuse.call(this, 500, reason) };
	}
	const rawBody = await readRawBody.call(this);
	const callback = verifyCallback(rawBody, project.apiKey, project.pid);
	if (callback.verified) return { payload: callback.payload, ambiguous: callback.ambiguous };
	const { reason, signature } = callback;
	if (signature === 'valid') return { refusal: refuseSigned.call(this, 401, reason) };
	return { refusal: refuse.call(this, 401, signature === 'missing' ? UNSIGNED : reason) };
}
