/** The formats of a project's callbacks, on which Cregis's documents and versions disagree. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject, parseJson } from '../../sandbox/contract/json.mts';
import type { CallbackForm } from '../../sandbox/sandbox.mts';
import { isSigned } from '../../sandbox/contract/signature.mts';
import { call, newAddress, orderFields } from '../support/client.mts';
import { receiver, sandbox, useReceiver, useSandbox } from '../support/sandbox.mts';

useSandbox();
useReceiver();

const last = () => receiver.received.at(-1)!;
const lastBody = () => parseJson(last().body) as JsonObject;

async function deposit(callbackForm: CallbackForm) {
	sandbox.setSettings(sandbox.waas.pid, { callbackForm });
	const address = await newAddress(sandbox, '195', { callback_url: receiver.url });
	return await sandbox.deposit({ address, amount: '1.50' });
}

describe('a callback', () => {
	const TEXT_OF_DIGITS = expect.stringMatching(/^\d+$/);
	const NUMBER = expect.objectContaining({ value: TEXT_OF_DIGITS });

	it.each<[string, CallbackForm, JsonObject]>([
		[
			'as documented',
			{},
			{ pid: NUMBER, cid: NUMBER, timestamp: NUMBER, status: '1', block_time: TEXT_OF_DIGITS },
		],
		[
			'with numbers as strings',
			{ types: 'texts' },
			{ pid: TEXT_OF_DIGITS, cid: TEXT_OF_DIGITS, timestamp: TEXT_OF_DIGITS, status: '1' },
		],
		[
			'with strings as numbers',
			{ types: 'numbers' },
			{
				status: jsonNumber(1),
				block_time: NUMBER,
				chain_id: jsonNumber(195),
				amount: jsonNumber('1.50'),
				currency: 'TRX',
				nonce: expect.any(String),
			},
		],
		['with null for what is empty', { empty: 'null' }, { memo: null, currency: 'TRX' }],
		[
			'with undocumented fields',
			{ extra: { confirmations: 20, is_test: false } },
			{ confirmations: jsonNumber(20), is_test: false, currency: 'TRX' },
		],
	])('%s', async (_, form, fields) => {
		await deposit(form);
		expect(lastBody()).toMatchObject(fields);
		expect(isSigned(lastBody(), sandbox.waas.apiKey)).toBe(true);
	});

	it.each([
		['application/json', {}],
		['text/plain', { contentType: 'text/plain' }],
		[undefined, { contentType: '' }],
	])('of the content type %s', async (contentType, form) => {
		const { callback } = await deposit(form);
		expect(last().headers['content-type']).toBe(contentType);
		expect(callback).toMatchObject({ success: true });
	});

	it('uses the format for a given payload, too, if it is signed', async () => {
		const { pid, apiKey } = sandbox.waas;
		sandbox.setSettings(pid, { callbackForm: { types: 'texts', contentType: 'text/plain' } });
		const to = { project: 'waas' as const, url: receiver.url, payload: { cid: 1 } };
		await sandbox.sendCallback({ ...to, sign: true });
		expect(lastBody().cid).toBe('1');
		expect(isSigned(lastBody(), apiKey)).toBe(true);
		expect(last().headers['content-type']).toBe('text/plain');
		await sandbox.sendCallback({ ...to, contentType: 'application/json' });
		expect(lastBody()).toEqual({ cid: jsonNumber(1) });
		expect(last().headers['content-type']).toBe('application/json');
	});
});

describe("an order's data", () => {
	async function pay(orderDataAs: 'text' | 'object', callbackForm: CallbackForm) {
		const { payment } = sandbox;
		sandbox.setSettings(payment.pid, { orderDataAs, callbackForm });
		const fields = orderFields({ remark: 'Table 1/2', callback_url: receiver.url });
		const { data } = await call(sandbox, '/api/v2/checkout', fields, payment);
		await sandbox.payOrder(String(data.cregis_id));
	}

	it.each(['text', 'object'] as const)('as %s uses the format, too', async (orderDataAs) => {
		await pay(orderDataAs, { types: 'texts', empty: 'null', extra: { coupon: 'SPRING' } });
		const { data, ...envelope } = lastBody();
		const fields = typeof data === 'string' ? parseJson(data) : data;
		expect(typeof data === 'string').toBe(orderDataAs === 'text');
		expect(fields).toMatchObject({ valid_time: '60', payer_name: null, coupon: 'SPRING' });
		expect(envelope).toMatchObject({ coupon: 'SPRING', pid: sandbox.payment.pid });
		expect(isSigned(lastBody(), sandbox.payment.apiKey)).toBe(true);
	});

	it("leaves out empty fields if the settings say so: the SDK can't parse null", async () => {
		await pay('object', { empty: 'left out' });
		const { data, ...envelope } = lastBody();
		expect([...Object.values(data as JsonObject), ...Object.values(envelope)]).not.toContain(null);
		expect(data).not.toHaveProperty('payer_name');
		expect(data).toMatchObject({ status: 'paid', remark: 'Table 1/2' });
		expect(isSigned(lastBody(), sandbox.payment.apiKey)).toBe(true);
	});

	const slashed = (text: string) => text.replaceAll('/', '\\/');
	const sorted = (data: object) => Object.fromEntries(Object.entries(data).sort());

	// Only this text is signed, none of the others.
	it.each<[string, CallbackForm, (data: object) => string]>([
		['in canonical form (RFC 8785)', {}, (data) => JSON.stringify(sorted(data))],
		[
			'exactly as in the body',
			{ objectSigned: 'as it stands' },
			(data) => slashed(JSON.stringify(data)),
		],
		['written anew', { objectSigned: 'written anew' }, (data) => JSON.stringify(data)],
	])('as an object is signed %s', async (_, form, signedText) => {
		await pay('object', form);
		const { sign, data, ...fields } = JSON.parse(last().body) as Record<string, unknown>;
		const members = Object.entries({ ...fields, data: signedText(data as object) }).sort();
		const text = sandbox.payment.apiKey + members.flat().join('');
		expect(sign).toBe(createHash('md5').update(text).digest('hex'));
	});

	it('differs in the body from the text that is signed', async () => {
		await pay('object', { objectSigned: 'written anew' });
		expect(last().body).toContain('"remark": "Table 1\\/2"');
	});
});
