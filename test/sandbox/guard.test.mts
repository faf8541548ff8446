/** Who can call the sandbox. Any web page that a developer opens can reach loopback, too. */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/sandbox.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';

useSandbox();

let port: string;

beforeEach(async () => {
	({ port } = new URL(sandbox.baseUrl));
});

type Call = { method?: string; path?: string; headers?: Record<string, string>; body?: string };

async function send({ method = 'GET', path = '/', headers = {}, body = '' }: Call) {
	const call = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
	call.end(body);
	const [response] = (await once(call, 'response')) as [IncomingMessage];
	response.setEncoding('utf8');
	let text = '';
	for await (const chunk of response) text += chunk;
	return { status: response.statusCode, text };
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const reset = (call: Call) => send({ method: 'POST', path: '/sandbox/reset', ...call });

describe('a valid host name', () => {
	it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('is %s', async (name) => {
		const { status } = await send({ headers: { Host: `${name}:${port}` } });
		expect(status).toBe(200);
	});

	// DNS can resolve any name to loopback, and a page at that name could read the keys.
	it.each([
		['another name', () => `evil.example:${port}`],
		['a name with the same beginning', () => `localhost.evil.example:${port}`],
		['a name with the same end', () => `evil-localhost:${port}`],
		['another port', () => `127.0.0.1:${Number(port) + 1}`],
		['no port', () => '127.0.0.1'],
		['a user name', () => `evil@127.0.0.1:${port}`],
	])('is not %s', async (_title, host) => {
		for (const path of ['/', '/live', '/sandbox/state', '/sandbox/requests']) {
			const { status, text } = await send({ path, headers: { Host: host() } });
			expect(status).toBe(403);
			expect(text).not.toContain(sandbox.waas.apiKey);
		}
	});

	it('is still one of loopback if the sandbox listens on all addresses', async () => {
		const open = await startSandbox({ host: '0.0.0.0' });
		const statusFor = async (name: string) => {
			const { port: openPort } = new URL(open.baseUrl);
			port = openPort;
			return (await send({ headers: { Host: `${name}:${openPort}` } })).status;
		};
		try {
			expect(new URL(open.baseUrl).hostname).toBe('127.0.0.1');
			for (const name of ['127.0.0.1', 'localhost']) expect(await statusFor(name)).toBe(200);
			for (const name of ['0.0.0.0', 'n8n', '192.168.0.2']) expect(await statusFor(name)).toBe(403);
		} finally {
			await open.close();
		}
	});

	it('is required for every request', async () => {
		const headers = { Host: `evil.example:${port}`, ...JSON_TYPE };
		for (const path of ['/sandbox/reset', '/sandbox/callbacks', '/api/v1/coins']) {
			expect((await send({ method: 'POST', path, headers })).status).toBe(403);
		}
		expect(sandbox.getRequests()).toEqual([]);
	});
});

describe('a call that changes something', () => {
	it.each([
		['as a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'a=1'],
		['as text', { 'Content-Type': 'text/plain' }, '{}'],
		['as text, empty', { 'Content-Type': 'text/plain' }, ''],
		['as nothing, empty', {}, ''],
		['as another kind of JSON', { 'Content-Type': 'application/json-seq' }, '{}'],
	])('is rejected in a form that any web page can send: %s', async (_title, headers, body) => {
		sandbox.addFault({ path: '*', kind: 'http' });
		expect((await reset({ headers, body })).status).toBe(415);
		expect(sandbox.getState().faults).toHaveLength(1);
	});

	it.each([
		['application/json', ''],
		['application/json; charset=utf-8', '{}'],
		['Application/JSON', '{}'],
	])('is accepted as JSON, even if it is empty: %s %j', async (type, body) => {
		sandbox.addFault({ path: '*', kind: 'http' });
		expect((await reset({ headers: { 'Content-Type': type }, body })).status).toBe(200);
		expect(sandbox.getState().faults).toEqual([]);
	});

	it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1'])(
		'is rejected from a page at %s',
		async (origin) => {
			expect((await reset({ headers: { ...JSON_TYPE, Origin: origin } })).status).toBe(403);
		},
	);

	it("is accepted from the sandbox's own page", async () => {
		const headers = { ...JSON_TYPE, Host: `localhost:${port}`, Origin: `http://localhost:${port}` };
		expect((await reset({ headers })).status).toBe(200);
	});
});
