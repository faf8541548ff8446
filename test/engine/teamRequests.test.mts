/** What the Team API receives: each attempt is signed anew, over the bytes and the path as they arrive. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { isTeamSignature } from '../../sandbox/contract/teamSignature.mts';
import { close, listen, readBody, urlOf } from '../support/server.mts';
import { useVirtualClock } from '../support/clock.mts';
import { runNode } from './engine.mts';
import { byId } from './project.mts';

useVirtualClock();

const SECRET = 'team-secret';

interface Received {
	request: IncomingMessage;
	raw: string;
}

let server: Server;
let received: Received[];
/** The statuses of the responses, the last of which is repeated. */
let statuses: number[];

beforeEach(async () => {
	received = [];
	server = createServer(async (request, response) => {
		received.push({ request, raw: (await readBody(request)).toString() });
		const status = statuses[received.length - 1] ?? statuses.at(-1)!;
		response.writeHead(status, { 'content-type': 'application/json' });
		const data = { pageNum: 1, pageSize: 50, total: 0, rows: [] };
		response.end(status === 200 ? JSON.stringify({ code: '00000', msg: 'ok', data }) : '');
	});
	await listen(server);
});
afterEach(() => close(server));

const run = async () =>
	await runNode({
		credential: { baseUrl: urlOf(server), accessKey: 'team-key', accessSecret: SECRET },
		parameters: {
			resource: 'teamWallet',
			operation: 'getBalances',
			walletId: byId('11434198045401089'),
		},
	});

function isSigned({ request, raw }: Received): boolean {
	const { headers, url = '' } = request;
	const timestamp = String(headers['access-timestamp']);
	const signed = { path: url, timestamp, nonce: String(headers['access-nonce']), raw };
	return isTeamSignature(String(headers['access-signature']), signed, SECRET);
}

it('sends exactly the bytes that it signs', async () => {
	statuses = [200];
	expect((await run()).error).toBeUndefined();
	expect(received.map(({ raw }) => raw)).toEqual([
		'{"page_num":1,"page_size":50,"wallet_id":11434198045401089}',
	]);
	expect(received.every(isSigned)).toBe(true);
	const [{ request }] = received;
	expect(request.headers['access-key']).toBe('team-key');
	expect(request.headers['content-type']).toBe('application/json; charset=utf-8');
	expect(JSON.stringify(request.headers)).not.toContain(SECRET);
});

it('signs each attempt anew, with another nonce', async () => {
	statuses = [429, 429, 200];
	expect((await run()).error).toBeUndefined();
	expect(received).toHaveLength(3);
	expect(received.every(isSigned)).toBe(true);
	const nonces = received.map(({ request }) => request.headers['access-nonce']);
	expect(new Set(nonces).size).toBe(3);
});

it.each([
	[403, 'Access to Cregis was denied (HTTP 403)'],
	[404, 'No Cregis API found at this URL'],
	[502, 'Unexpected response from Cregis (HTTP 502)'],
])('explains HTTP %s', async (status, message) => {
	statuses = [status];
	expect((await run()).error?.message).toBe(message);
});
