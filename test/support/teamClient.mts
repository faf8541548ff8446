/** Sends requests to the sandbox's Team API, signed with the sandbox's own code. */
import axios from 'axios';
import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { type JsonObject, parseJson, toJson } from '../../sandbox/contract/json.mts';
import { teamSignature } from '../../sandbox/contract/teamSignature.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import type { Envelope } from './client.mts';

const httpAgent = new Agent({ keepAlive: false });

/** The canonical JSON of fields whose values aren't nested. */
function canonicalBody(fields: JsonObject): string {
	const sorted = Object.entries(fields).sort(([left], [right]) => (left < right ? -1 : 1));
	return toJson(Object.fromEntries(sorted));
}

export type Change = {
	/** Replaces the body, before it is signed. */
	raw?: string;
	/** Replaces headers, after they are signed. Undefined leaves one out. */
	headers?: Record<string, string | undefined>;
	/** Signs with another secret. */
	accessSecret?: string;
	nonce?: string;
	timestamp?: string;
};

/** Sends a signed request. Resolves to the envelope, parsed losslessly. */
export async function teamCall(
	sandbox: Sandbox,
	path: string,
	fields: JsonObject = {},
	change: Change = {},
): Promise<Envelope> {
	const { accessKey, accessSecret } = sandbox.team;
	const { nonce = randomBytes(16).toString('hex'), timestamp = String(Date.now()) } = change;
	const raw = change.raw ?? canonicalBody(fields);
	const signed = { path, timestamp, nonce, raw };
	const headers = {
		'Content-Type': 'application/json; charset=utf-8',
		'Access-Key': accessKey,
		'Access-Timestamp': timestamp,
		'Access-Nonce': nonce,
		'Access-Signature': teamSignature(signed, change.accessSecret ?? accessSecret),
		...change.headers,
	};
	const { data } = await axios.post<string>(sandbox.baseUrl + path, Buffer.from(raw), {
		httpAgent,
		headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
		proxy: false,
		responseType: 'text',
		transformResponse: (text: string) => text,
		validateStatus: () => true,
	});
	return parseJson(data) as Envelope;
}
