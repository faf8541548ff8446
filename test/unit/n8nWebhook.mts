/** Runs the webhooks as n8n does for one delivery, with given responses from Cregis's API. */
import { ApplicationError } from 'n8n-workflow';
import type { IDataObject, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import { CregisTrigger } from '../../nodes/Cregis/CregisTrigger.node.ts';
import { stringifyJson } from '../../nodes/Cregis/protocol/jsonText.ts';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { KEY, PID, signedText } from '../support/samples.mts';

export interface Delivered {
	/** The response to Cregis. */
	status: number;
	text: string;
	/** Its content type, if the node set one. */
	type?: string;
	/** The item that the workflow started or resumed with, if it did. */
	item?: IDataObject;
	/** The lines in n8n's log. */
	log: string[];
	/** The paths of the requests to Cregis. */
	asked: string[];
	/** The bodies of those requests, as JSON text. */
	questions: string[];
}

export interface Surroundings {
	/** The trigger's parameters, as n8n resolves them. */
	parameters?: JsonObject;
	/** The parameters as they are in the workflow, with expressions. */
	written?: JsonObject;
	/** What Cregis's API returns at a path: the data of its response, a return code, or nothing. */
	records?: Record<string, JsonObject | string | undefined>;
	/** What the waiting execution sent. Left out, the callback goes to the trigger. */
	waitsWith?: JsonObject | null;
	/** What differs from the credential of the samples. Null if it was deleted. */
	credential?: JsonObject | null;
	/** When n8n reads the body: for the node's content type, or only when the node asks, which can fail. */
	bodyIsRead?: 'in advance' | 'when asked' | 'never';
}

const CREDENTIAL: JsonObject = { pid: PID, apiKey: KEY, baseUrl: 'https://t-1.cregis.io' };

const envelope = (record: JsonObject | string) =>
	typeof record === 'string'
		? { code: record, msg: 'declined' }
		: { code: '00000', msg: 'ok', data: record };

/** Delivers a body, and returns what Cregis, the workflow and the log received. */
export async function deliverBody(
	body: string,
	{
		parameters = {},
		written = parameters,
		records = {},
		waitsWith,
		credential = {},
		bodyIsRead = 'in advance',
	}: Surroundings = {},
): Promise<Delivered> {
	const sent: Pick<Delivered, 'status' | 'type'> & { text?: string } = { status: 200 };
	const log: string[] = [];
	const asked: string[] = [];
	const questions: string[] = [];
	const response = {
		status: (status: number) => Object.assign(response, { code: (sent.status = status) }),
		type: (type: string) => Object.assign(response, { contentType: (sent.type = type) }),
		send: (text: string) => Object.assign(response, { body: (sent.text = text) }),
	};
	const request = {
		rawBody: bodyIsRead === 'in advance' ? Buffer.from(body) : undefined,
		readRawBody: async () => {
			if (bodyIsRead === 'never') throw new ApplicationError('request entity too large');
			request.rawBody = Buffer.from(body);
		},
	};
	const values: JsonObject = { events: ['*'], ...parameters };
	const context = {
		logger: { warn: (line: string) => log.push(line) },
		getNode: () => ({ name: 'Cregis Trigger', parameters: { events: ['*'], ...written } }),
		getWorkflow: () => ({ id: 'w1', name: 'Deposits', active: true }),
		getNodeParameter: (name: string, fallback: unknown) => {
			const value = name in values ? values[name] : fallback;
			if (value instanceof Error) throw value;
			return value;
		},
		evaluateExpression: () => waitsWith,
		getCredentials: async (type: string) => {
			if (!credential || type !== 'cregisApi')
				throw new ApplicationError('The credential was deleted');
			return { ...CREDENTIAL, ...credential };
		},
		getRequestObject: () => request,
		getResponseObject: () => response,
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { url, body }: IHttpRequestOptions) => {
				asked.push(url);
				questions.push(stringifyJson(body));
				const record = records[url];
				if (record === undefined) throw new ApplicationError('No answer');
				return { statusCode: 200, headers: {}, body: JSON.stringify(envelope(record)) };
			},
		},
	} as unknown as IWebhookFunctions;

	const node = waitsWith === undefined ? new CregisTrigger() : new Cregis();
	const result = await node.webhook.call(context);
	if (!result.noWebhookResponse) {
		if (sent.text !== undefined) throw new ApplicationError('Responded by the node and by n8n');
		sent.text = result.workflowData ? 'success' : String(result.webhookResponse);
	}
	const item = result.workflowData?.[0][0].json;
	return { ...sent, text: sent.text ?? '', item, log, asked, questions };
}

/** Like {@link deliverBody}, for a callback signed with the project's key. */
export async function deliver(callback: JsonObject, surroundings?: Surroundings) {
	return await deliverBody(signedText(callback), surroundings);
}
