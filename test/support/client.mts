import axios from 'axios';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, Agent } from 'node:http';
import { jsonNumber, type JsonObject, parseJson, toJson } from '../../sandbox/contract/json.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { sign } from '../../sandbox/contract/signature.mts';
import { close, listen, readBody } from './server.mts';

const httpAgent = new Agent({ keepAlive: false });

export type Credentials = { pid: string; apiKey: string };
export type HttpReply = { status: number; headers: Record<string, unknown>; text: string };

/** Posts the text unchanged and resolves to the response, whatever its status. Rejects if the connection is cut. */
export async function post(
	url: string,
	body: string,
	contentType = 'application/json',
): Promise<HttpReply> {
	const { status, headers, data } = await axios.post<string>(url, Buffer.from(body), {
		httpAgent,
		headers: { 'Content-Type': contentType },
		proxy: false,
		responseType: 'text',
		transformResponse: (text: string) => text,
		validateStatus: () => true,
	});
	return { status, headers, text: data };
}

/** Adds new system fields, which `fields` can override, and the signature. */
export function signedFields(credentials: Credentials, fields: JsonObject): JsonObject {
	const body = {
		pid: jsonNumber(credentials.pid),
		nonce: randomBytes(3).toString('hex'),
		timestamp: jsonNumber(Date.now()),
		...fields,
	};
	return { ...body, sign: sign(body, credentials.apiKey) };
}

export type Envelope = { code: string; msg: string; data: JsonObject };

/** Sends a signed request to the sandbox. Resolves to the envelope, parsed losslessly. */
export async function call(
	sandbox: Sandbox,
	path: string,
	fields: JsonObject,
	credentials: Credentials = sandbox.waas,
): Promise<Envelope> {
	const { text } = await post(sandbox.baseUrl + path, toJson(signedFields(credentials, fields)));
	return parseJson(text) as Envelope;
}

export type Received = { body: string; headers: IncomingHttpHeaders };

export type Receiver = { url: string; received: Received[]; close: () => void };

/** A merchant's endpoint that records every request and gives all of them the same response. */
export async function startReceiver(answer = 'success', status = 200): Promise<Receiver> {
	const received: Received[] = [];
	const server = createServer(async (request, response) => {
		received.push({ body: (await readBody(request)).toString(), headers: request.headers });
		response.writeHead(status, { Location: '/elsewhere' }).end(answer);
	});
	return { url: `${await listen(server)}/callback`, received, close: () => close(server) };
}

export const RECIPIENT = 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS';
export const XRP_RECIPIENT = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';

/** A valid payout of version 1. */
export function payoutFields(third_party_id: string, fields: JsonObject = {}): JsonObject {
	return { currency: '195@195', address: RECIPIENT, amount: '1.1', third_party_id, ...fields };
}

/** A valid payout of version 2. */
export function payoutV2Fields(fields: JsonObject): JsonObject {
	const { address, ...rest } = payoutFields('v2');
	return { to_address: address, ...rest, ...fields };
}

/** Creates an address of the WaaS project. */
export async function newAddress(
	sandbox: Sandbox,
	chain_id = '195',
	fields: JsonObject = {},
): Promise<string> {
	const { data } = await call(sandbox, '/api/v1/address/create', { chain_id, ...fields });
	return String(data.address);
}

/** A valid withdrawal from the address. */
export function withdrawalFields(from_address: string, fields: JsonObject = {}): JsonObject {
	const { address, ...rest } = payoutFields('w');
	return { from_address, to_address: address, ...rest, ...fields };
}

/** A valid order. */
export function orderFields(fields: JsonObject = {}): JsonObject {
	return {
		order_id: 'o1',
		order_amount: '5',
		order_currency: 'HKD',
		payer_id: 'payer001',
		success_url: 'https://merchant.example/paid',
		cancel_url: 'https://merchant.example/cancel',
		valid_time: jsonNumber(60),
		...fields,
	};
}

/** Sends a control call. Resolves to the response, which is `{error}` if it was rejected. */
export async function control(sandbox: Sandbox, path: string, body: unknown): Promise<JsonObject> {
	const { text } = await post(`${sandbox.baseUrl}/sandbox/${path}`, toJson(body));
	return parseJson(text) as JsonObject;
}
