/** Control calls accept what their schemas describe, and report an issue in one sentence. */
import { describe, expect, it } from '@jest/globals';
import { post } from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';

useSandbox();

const send = async (path: string, body: string) =>
	await post(`${sandbox.baseUrl}/sandbox/${path}`, body);

const INVALID: Array<[string, string, string]> = [
	['deposits', '{}', 'address is required.'],
	['deposits', '{"address":1,"amount":"1"}', 'address must be text.'],
	['deposits', '{"address":"T1","amount":1}', 'amount must be text.'],
	['deposits', '{"address":"T1","amount":"-1"}', 'amount must be decimal text.'],
	['deposits', '{"address":"T1","amount":"1","older":"yes"}', 'older must be true or false.'],
	['deposits', '{"address":"T1","amount":"1","tag":"7"}', "tag isn't a known field."],
	['payouts/1/status', '{"status":8}', 'status must be a number from 0 to 7.'],
	['payouts/1/status', '{"status":"6"}', 'status must be a number from 0 to 7.'],
	['withdrawals/1/status', '{}', 'status is required.'],
	['collections/1/status', '{"status":3}', 'status must be a number from 0 to 2.'],
	['trades', '{"count":12345678901234567890}', 'count must be a whole number from 1.'],
	['orders/po1/pay', '{"amount":"0.00"}', 'amount must be decimal text greater than 0.'],
	['orders/po1/refund', '{"amount":"-1"}', 'amount must be decimal text greater than 0.'],
	['orders/po1/expire', '{"at":1}', "at isn't a known field."],
	['callbacks', '{"project":"x"}', 'project must be "waas" or "payment".'],
	[
		'callbacks',
		'{"project":"waas","url":"http://127.0.0.1/","payload":[]}',
		'payload must be an object or text.',
	],
	['faults', '{"path":"*","kind":"delay","times":0}', 'times must be a whole number from 1.'],
	['faults', '{"path":"*","kind":"delay","ms":"5"}', 'ms must be a whole number from 0.'],
	['faults', '{"path":"*","kind":"http","status":700}', 'status must be at most 599.'],
	['projects/1/settings', '{"quota":1}', "quota isn't a known field."],
	['projects/1/settings', '{"payoutQuota":-1}', 'payoutQuota must be a whole number from 0.'],
	['projects/1/settings', '{"whitelist":{"enabled":true}}', 'whitelist.ips is required.'],
	['projects/1/settings', '{"walletIds":"1"}', 'walletIds must be a list of texts.'],
	['projects/1/settings', '{"walletIds":["1",2]}', 'walletIds.1 must be text.'],
	[
		'projects/1/settings',
		'{"minimumCallbackAmounts":"1"}',
		'minimumCallbackAmounts must be an object.',
	],
	['projects/1/settings', '{"whitelist":null}', 'whitelist must be an object.'],
	[
		'projects/1/settings',
		'{"minimumCallbackAmounts":{"TRON":0.5}}',
		'minimumCallbackAmounts.TRON must be text.',
	],
	[
		'projects/1/settings',
		'{"callbackForm":{"types":"words"}}',
		'callbackForm.types must be "texts" or "numbers".',
	],
	['projects/1/settings', '{}', 'There is no project 1.'],
	['reset', '[]', 'The body must be a JSON object.'],
	['reset', '7', 'The body must be a JSON object.'],
];

describe('the body of a control call', () => {
	it.each(INVALID)('%s %s: %s', async (path, body, error) => {
		const before = sandbox.getState();
		const expected = structuredClone({ faults: before.faults, projects: before.projects });
		expect(await send(path, body)).toMatchObject({ status: 400, text: JSON.stringify({ error }) });
		expect(sandbox.getState()).toMatchObject(expected);
	});

	it('must be JSON', async () => {
		expect((await send('reset', '{')).status).toBe(400);
	});

	it('keeps the digits of numbers', async () => {
		const cid = '12345678901234567890';
		const payload = `{"cid":${cid},"amount":1.10}`;
		const url = `${sandbox.baseUrl}/nowhere`;
		await send('callbacks', `{"project":"waas","url":"${url}","payload":${payload}}`);
		expect(sandbox.getState().callbacks[0].body).toBe(payload);
	});

	it('is at most a megabyte long', async () => {
		const fault = (length: number) => `{"path":"*","kind":"http","body":"${'x'.repeat(length)}"}`;
		expect((await send('faults', fault(2 ** 20 - 100))).status).toBe(200);
		expect((await send('faults', fault(2 ** 20))).status).toBe(413);
		const url = `${sandbox.baseUrl}/api/v1/coins`;
		expect((await post(url, 'x'.repeat(2 ** 20 + 1))).status).toBe(413);
		expect(sandbox.getRequests()).toEqual([]);
		expect(sandbox.getState().faults).toHaveLength(1);
	});
});

describe('an unknown control call', () => {
	it.each(['nope', 'payouts/x/status', 'payouts/1', 'orders/1/pay'])('%s', async (path) => {
		const text = JSON.stringify({ error: `There is no POST /sandbox/${path}.` });
		expect(await send(path, '{}')).toMatchObject({ status: 404, text });
	});
});
