/** What a refused delivery writes to the log, and the response to it. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { deliver, deliverBody } from './n8nWebhook.mts';
import { DEPOSIT, KEY, PID, signedText } from '../support/samples.mts';

const GENUINE = signedText(DEPOSIT.required);

/** Expects one line that names the workflow, and no value of the callback. */
function expectOneLine(log: string[]) {
	expect(log).toHaveLength(1);
	expect(log[0]).toContain('Deposits');
	for (const value of Object.values(DEPOSIT.required).map(String)) {
		if (value.length > 1) expect(log[0]).not.toContain(value);
	}
}

describe('a callback from Cregis that is refused', () => {
	it.each([
		['has fields of no known kind', { hello: 'world' }],
		['has a value in another format', { ...DEPOSIT.required, amount: 'much' }],
		['is of another project', { ...DEPOSIT.required, pid: 1 }],
	])("writes one line to n8n's log when it %s", async (_, callback) => {
		const { status, text, log } = await deliver(callback);
		expect(status).toBe(401);
		expectOneLine(log);
		expect(log[0]).toContain(text);
	});

	it('writes one line if the settings are invalid', async () => {
		const parameters = { filters: { minimumAmount: '1,000' } };
		const { text, log } = await deliver(DEPOSIT.required, { parameters });
		expectOneLine(log);
		expect(log[0]).toContain(text);
	});

	it("writes one line with the reason if Cregis couldn't be asked", async () => {
		const parameters = { options: { confirm: true } };
		const records = { '/api/v1/trade/page': 'E0001' };
		const { log } = await deliver(DEPOSIT.required, { parameters, records });
		expectOneLine(log);
		expect(log[0]).toMatch(/whitelist/);
	});
});

it.each([
	['a wrong signature', GENUINE.replace('"1.2"', '"9.2"')],
	['the signature of another key', signedText(DEPOSIT.required, 'another')],
	['no signature', JSON.stringify(DEPOSIT.required)],
	['no JSON', 'hello'],
	['nothing', ''],
	['an array', '[1]'],
	['too much', ' '.repeat(100_000)],
])('a body with %s leaves no line in the log', async (_, body) => {
	expect(await deliverBody(body)).toMatchObject({ status: 401, log: [], item: undefined });
});

it('a callback that starts the workflow leaves no line in the log', async () => {
	expect(await deliverBody(GENUINE)).toMatchObject({ status: 200, log: [] });
});

describe("a body that can't be from Cregis is refused before the credential is read:", () => {
	it.each([
		['nothing', ''],
		['text', 'ping'],
		['a callback without a signature', JSON.stringify(DEPOSIT.required)],
		['a signature of another form', JSON.stringify({ ...DEPOSIT.required, sign: 'x' })],
		['too much', ' '.repeat(2_097_153)],
	])('%s', async (_, body) => {
		// With a credential that was deleted, a read would lead to another response.
		expect(await deliverBody(body, { credential: null })).toMatchObject({ status: 401 });
	});
});

describe('a request that tries out the URL', () => {
	const REACHED = "This URL works, but the request isn't signed by Cregis";

	it.each([
		['nothing', ''],
		['{}', '{}'],
		['a callback without a signature', JSON.stringify(DEPOSIT.required)],
		['an empty signature', JSON.stringify({ ...DEPOSIT.required, sign: '' })],
		['text', 'ping'],
		['an array', '[]'],
		['null', 'null'],
		['a form', 'test=1'],
		["bytes that aren't text", '\u0000\ufffd'],
	])('with %s is told that the URL works', async (_, body) => {
		expect(await deliverBody(body)).toMatchObject({ status: 401, text: REACHED });
	});

	it.each([
		['an invalid signature', JSON.stringify({ ...DEPOSIT.required, sign: 'x' })],
		['a wrong signature', GENUINE.replace('"1.2"', '"9.2"')],
	])("with %s is told that the signature doesn't match", async (_, body) => {
		expect(await deliverBody(body)).toMatchObject({
			status: 401,
			text: "The signature doesn't match",
		});
	});
});

describe("a body that n8n hasn't read in advance", () => {
	it('is read and verified', async () => {
		expect(await deliverBody(GENUINE, { bodyIsRead: 'when asked' })).toMatchObject({
			status: 200,
			item: { event: 'deposit.success' },
		});
	});

	it("is refused if it can't be read", async () => {
		expect(await deliverBody(GENUINE, { bodyIsRead: 'never' })).toMatchObject({
			status: 401,
			text: "This URL works, but the request isn't signed by Cregis",
			item: undefined,
		});
	});
});

describe('a genuine callback is refused, but can be resent, if the credential', () => {
	const credential = { pid: PID, apiKey: KEY, baseUrl: 'https://t-1.cregis.io' };

	it.each([
		['was deleted', null],
		['has no key', { ...credential, apiKey: '' }],
		['has no project', { ...credential, pid: '' }],
		['has no URL', { ...credential, baseUrl: '' }],
	])('%s', async (_, incomplete) => {
		expect(await deliverBody(GENUINE, { credential: incomplete })).toMatchObject({
			status: 500,
			text: 'The Cregis credential of this workflow is missing or incomplete',
			item: undefined,
		});
	});
});

describe('the response is plain text', () => {
	it.each<[what: string, body: string, events: string[], status: number]>([
		['to an event that starts the workflow', GENUINE, ['*'], 200],
		['to an event that no workflow wants', GENUINE, ['order.paid'], 200],
		['to a forged callback', GENUINE.replace('"1.2"', '"9.2"'), ['*'], 401],
	])('%s', async (_, body, events, status) => {
		const delivered = await deliverBody(body, { parameters: { events } });
		expect(delivered).toMatchObject({ status, type: 'text/plain' });
	});
});

// n8n's function for items takes an object with such a field for a finished item.
it.each([
	['an object', { json: { event: 'deposit.success', amount: '1000000' } }],
	['text', { json: '{}', binary: { data: { id: 'x' } } }],
])("a field named 'json' with %s doesn't replace the item", async (_, more) => {
	const callback: JsonObject = { ...DEPOSIT.required, ...more };
	const record = { ...callback, to_address: callback.address };
	const records = { '/api/v1/trade/page': { total: 1, rows: [record] } };
	const { item } = await deliver(callback, { records });
	expect(item).toMatchObject({ event: 'deposit.success', amount: '1.2', ...more });
});
