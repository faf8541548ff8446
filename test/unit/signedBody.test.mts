/** The body and the headers of a signed request. */
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { JsonNumber } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { signedRequest } from '../../nodes/Cregis/transport/signedRequest.ts';
import { isJsonObject, parseJson } from '../../sandbox/contract/json.mts';
import { isSigned } from '../../sandbox/contract/signature.mts';
import { DEPOSIT, KEY } from '../support/samples.mts';
import { COINS, type Options, PROJECT, signed } from './signing.mts';

function isSignedBody(text: unknown): boolean {
	const body = parseJson(String(text));
	return isJsonObject(body) && isSigned(body, KEY);
}

describe('the body', () => {
	it.each<[string, unknown]>([
		['an object', { chain_id: '195' }],
		['an object without a prototype', Object.assign(Object.create(null), { chain_id: '195' })],
		['its JSON text', '{ "chain_id": "195" }'],
		['with an old signature', { chain_id: '195', pid: 1, nonce: 'x', timestamp: 1, sign: 'x' }],
	])('is signed and sent as text: %s', (_title, body) => {
		const { body: text } = signed({ body } as Options);
		expect(text).toMatch(
			/^\{"chain_id":"195","pid":1382528827416576,"nonce":"[a-z0-9]{6}","timestamp":\d{13},"sign":"[0-9a-f]{32}"\}$/,
		);
		expect(isSignedBody(text)).toBe(true);
	});

	it.each([[undefined], [null], [''], [' \n'], [{}], ['{}']])('may be empty: %j', (body) => {
		const { body: text } = signed({ body } as Options);
		expect(text).toMatch(/^\{"pid":1382528827416576,/);
		expect(isSignedBody(text)).toBe(true);
	});

	it.each<[string, unknown]>([
		['JSON text', '{"wallet_id":12345678901234567891,"amount":1.10}'],
		[
			'JsonNumber',
			{ wallet_id: new JsonNumber('12345678901234567891'), amount: new JsonNumber('1.10') },
		],
	])('keeps numbers digit for digit: %s', (_title, body) => {
		const { body: text } = signed({ body } as Options);
		expect(text).toMatch(/^\{"wallet_id":12345678901234567891,"amount":1\.10,/);
		expect(isSignedBody(text)).toBe(true);
	});

	it.each<[string, unknown]>([
		['an array', []],
		["text that isn't JSON", 'chain_id=195'],
		['a JSON array', '[1]'],
		['JSON null', 'null'],
		['a number', 5],
		['bytes', Buffer.from('{}')],
		['a form', new URLSearchParams('chain_id=195')],
		['a stream', Readable.from(['{}'])],
		['a date', new Date(0)],
		['a repeated key', '{"amount":"1","amount":"2"}'],
	])('is refused: %s', (_title, body) => {
		expect(() => signed({ body } as Options)).toThrow(
			'Cregis accepts only a JSON object as the body.',
		);
	});

	it.each<[string, Options]>([
		['form', { form: { chain_id: '195' } }],
		['form', { form: 'chain_id=195' }],
		['formData', { formData: { chain_id: '195' } }],
	])("can't be a form: %s %j", (_title, options) => {
		expect(() => signed(options)).toThrow('Cregis accepts only a JSON object as the body.');
	});

	it.each(['form', 'formData'])('is not replaced by an empty %s', (name) => {
		expect(signed({ [name]: {} })).not.toHaveProperty(name);
	});

	it('is not signed if the signature could work for a callback', () => {
		const { pid, nonce, timestamp, ...fields } = DEPOSIT.required;
		expect([pid, nonce, timestamp]).not.toContain(undefined);
		expect(() => signed({ body: fields } as Options)).toThrow(
			"The Cregis credential doesn't sign this body, because it reads like a callback",
		);
	});

	it('gets a new signature with each call', () => {
		const first = signed({ body: { chain_id: '195' } });
		const second = signedRequest(first, PROJECT);
		const nonces = [first, second].map(({ body }) => /"nonce":"(\w+)"/.exec(String(body))?.[1]);
		expect(nonces[0]).not.toBe(nonces[1]);
		expect(isSignedBody(second.body)).toBe(true);
	});

	it('leaves the options unchanged', () => {
		const options = { url: COINS, body: { chain_id: '195' }, headers: { Accept: 'text/plain' } };
		const before = structuredClone(options);
		signedRequest(options, PROJECT);
		expect(options).toEqual(before);
	});
});

describe('the headers', () => {
	it.each(['content-type', 'Content-Type', 'CONTENT-TYPE'])('%s is set to JSON', (name) => {
		expect(signed({ headers: { [name]: 'text/plain', Accept: 'x' } }).headers).toEqual({
			'Content-Type': 'application/json; charset=utf-8',
			Accept: 'x',
		});
	});

	it('are set to JSON if there are none', () => {
		expect(signed({}).headers).toEqual({ 'Content-Type': 'application/json; charset=utf-8' });
	});

	it('can have Accept and User-Agent', () => {
		const headers = { accept: 'a', 'Accept-Language': 'b', 'user-agent': 'c' };
		expect(signed({ headers }).headers).toMatchObject(headers);
	});

	// Cregis reads none of these. Only something in between, or another server, would.
	it.each([
		'Host',
		'host',
		'HOST',
		'Host ',
		':authority',
		'Connection',
		'Keep-Alive',
		'Transfer-Encoding',
		'content-length',
		'Content-Encoding',
		'Expect',
		'Upgrade',
		'Proxy-Authorization',
		'proxy-connection',
		'Forwarded',
		'X-Forwarded-Host',
		'X-Original-URL',
		'X-HTTP-Method-Override',
		'X-Anything',
		'Authorization',
		'Cookie',
		'Origin',
	])('have no %s', (name) => {
		expect(signed({ headers: { [name]: 'evil.com' } }).headers).toEqual({
			'Content-Type': 'application/json; charset=utf-8',
		});
	});

	// axios reads headers from these, too.
	it.each(['common', 'post', 'POST'])('have no set of headers: %s', (name) => {
		const headers = { [name]: { Host: 'evil.com' }, Accept: { Host: 'evil.com' } };
		expect(signed({ headers }).headers).toEqual({
			'Content-Type': 'application/json; charset=utf-8',
		});
	});
});
