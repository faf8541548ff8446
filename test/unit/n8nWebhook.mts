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
}

const envelope = (record: JsonObject | string) =>
	typeof record === 'string'
		? { code: record, msg: 'declined' }
		: { code: '00000', msg: 'ok', data: record };

/** Delivers a body, and returns what Cregis, the workflow and the log received. */
export async function deliverBody(
	body: string,
	{ parameters = {}, written = parameters, records = {}, waitsWith }: Surroundings = {},
): Promise<Delivered> {
	const sent = { status: 200, text: undefined as string | undefined };
	const log: string[] = [];
	const asked: string[] = [];
	const questions: string[] = [];
	const response = {
		status: (status: number) => Object.assign(response, { code: (sent.status = status) }),
		type: () => response,
		send: (text: string) => Object.assign(response, { body: (sent.text = text) }),
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
		getCredentials: async () => ({ pid: PID, apiKey: KEY, baseUrl: 'https://t-1.cregis.io' }),
		getRequestObject: () => ({ rawBody: Buffer.from(body) }),
		getResponseObject: () => response,
		helpers: {
			returnJsonArray: (item: IDataObject) => [{ json: item }],
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
	// What n8n sends unless the node responded.
	sent.text ??= result.workflowData ? 'success' : String(result.webhookResponse);
	const item = result.workflowData?.[0][0].json;
	return { status: sent.status, text: sent.text, item, log, asked, questions };
}

/** Like {@link deliverBody}, for a callback signed with the project's key. */
export async function deliver(callback: JsonObject, surroundings?: Surroundings) {
	return await deliverBody(signedText(callback), surroundings);
}
