import { describe, expect, it, jest } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { JsonNumber } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { projectOf, signedRequest } from '../../nodes/Cregis/signedRequest.ts';
import { isJsonObject, parseJson } from '../../sandbox/json.mts';
import { isSigned } from '../../sandbox/signature.mts';
import { KEY, PID } from './samples.mts';

const HOST = 'https://t-abcdefgh.cregis.io';
const CREDENTIAL = { baseUrl: HOST, pid: PID, apiKey: KEY };
const PROJECT = projectOf(CREDENTIAL);
const COINS = `${HOST}/api/v1/coins`;

type Options = Partial<IHttpRequestOptions> & Record<string, unknown>;

function signed(options: Options) {
	return signedRequest({ url: '/api/v1/coins', ...options } as IHttpRequestOptions, PROJECT);
}

function isSignedBody(text: unknown): boolean {
	const body = parseJson(String(text));
	return isJsonObject(body) && isSigned(body, KEY);
}

describe('the project of a credential', () => {
	it.each([
		[HOST, HOST],
		[` ${HOST}/ `, HOST],
		[`${HOST}/api/v1`, HOST],
		['https://T-ABC.cregis.io:443', 'https://t-abc.cregis.io'],
		['http://localhost:4010', 'http://localhost:4010'],
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
		['http://[::1]:4010', 'http://[::1]:4010'],
	])('is at the origin of %j', (baseUrl, origin) => {
		expect(projectOf({ ...CREDENTIAL, baseUrl }).origin).toBe(origin);
	});

	it.each([
		'http://t-abcdefgh.cregis.io',
		'http://localhost.evil.com',
		'http://127.0.0.1.evil.com',
		'http://localhost@evil.com',
		'http://10.0.0.1',
		'ftp://t-abcdefgh.cregis.io',
		'file:///etc/passwd',
	])('must be at https: %s', (baseUrl) => {
		expect(() => projectOf({ ...CREDENTIAL, baseUrl })).toThrow("'Base URL'");
		expect(() => projectOf({ ...CREDENTIAL, baseUrl })).toThrow('must start with https://');
	});

	it.each(['', 't-abcdefgh.cregis.io', 'https://'])('needs an address: %j', (baseUrl) => {
		expect(() => projectOf({ ...CREDENTIAL, baseUrl })).toThrow(
			"The 'Base URL' of the Cregis credential is not a web address",
		);
	});

	it.each(['', 'abc', '12a', '-1', '1.5', '1e3'])('needs a pid in digits: %j', (pid) => {
		expect(() => projectOf({ ...CREDENTIAL, pid })).toThrow(
			"The 'Project ID' of the Cregis credential must consist of digits",
		);
	});

	it.each(['', ' \n'])('needs a key: %j', (apiKey) => {
		expect(() => projectOf({ ...CREDENTIAL, apiKey })).toThrow(
			"The Cregis credential has no 'API Key'",
		);
	});

	it.each([
		['baseUrl', "The 'Base URL' of the Cregis credential is not a web address"],
		['pid', "The 'Project ID' of the Cregis credential must consist of digits"],
		['apiKey', "The Cregis credential has no 'API Key'"],
	])('needs its %s', (name, sentence) => {
		const others = Object.entries(CREDENTIAL).filter(([other]) => other !== name);
		expect(() => projectOf(Object.fromEntries(others))).toThrow(sentence);
	});

	it('is read without the white space that comes with copying', () => {
		const copied = {
			...CREDENTIAL,
			pid: ` ${PID}\n`,
			apiKey: `\t${KEY} `,
			callbackUrl: ' https://x ',
		};
		expect(projectOf(copied)).toEqual({
			origin: HOST,
			pid: PID,
			apiKey: KEY,
			callbackUrl: 'https://x',
		});
	});
});

describe('where a request goes', () => {
	it.each<[string, Options]>([
		['a path', { url: '/api/v1/coins' }],
		['a path without a slash', { url: 'api/v1/coins' }],
		['a whole address', { url: COINS }],
		['the default port', { url: `${HOST}:443/api/v1/coins` }],
		['the host in upper case', { url: COINS.replace('t-abcdefgh', 'T-ABCDEFGH') }],
		['baseURL and url', { baseURL: HOST, url: '/api/v1/coins' }],
		['an empty baseURL', { baseURL: '', url: '/api/v1/coins' }],
		['a whole address behind a foreign baseURL', { baseURL: 'https://evil.com', url: COINS }],
		['uri', { url: undefined, uri: COINS }],
	])("is the project's own host: %s", (_title, options) => {
		const request = signed(options) as unknown as Record<string, unknown>;
		expect(request.url).toBe(COINS);
		// Whoever sends it must find no second address.
		expect([request.uri, request.baseURL]).toEqual([undefined, undefined]);
	});

	it.each<[string, Options]>([
		['another host', { url: 'https://evil.com/api/v1/coins' }],
		['a subdomain', { url: 'https://x.t-abcdefgh.cregis.io/' }],
		['a longer domain', { url: 'https://t-abcdefgh.cregis.io.evil.com/' }],
		['another project', { url: 'https://t-other.cregis.io/api/v1/coins' }],
		['no scheme of its own', { url: '//evil.com/api/v1/coins' }],
		['backslashes', { url: '\\\\evil.com/api/v1/coins' }],
		['a mixed start', { url: '/\\evil.com/' }],
		['a line end in the scheme-relative start', { url: '/\n/evil.com/' }],
		['the host as user name', { url: `${HOST}@evil.com/` }],
		['the host as user name and password', { url: 'https://t-abcdefgh.cregis.io:x@evil.com/' }],
		['a backslash before the host', { url: 'https://evil.com\\@t-abcdefgh.cregis.io/' }],
		['another port', { url: `${HOST}:8443/api/v1/coins` }],
		['http', { url: 'http://t-abcdefgh.cregis.io/api/v1/coins' }],
		['another scheme', { url: 'ftp://t-abcdefgh.cregis.io/' }],
		['a dot behind the host', { url: 'https://t-abcdefgh.cregis.io./api' }],
		['a foreign baseURL', { baseURL: 'https://evil.com', url: '/api/v1/coins' }],
		['a baseURL that is none', { baseURL: 'evil', url: '/api/v1/coins' }],
		['a foreign uri', { url: undefined, uri: 'https://evil.com/' }],
		['a foreign url beside an own uri', { url: 'https://evil.com/', uri: COINS }],
		['no address', { url: 'https://' }],
	])('is never elsewhere: %s', (_title, options) => {
		expect(() => signed(options)).toThrow("This credential signs only for its own 'Base URL'");
	});

	it('is not broken off when the execution is cancelled: what became of it would not be known', () => {
		const abortSignal = new AbortController().signal;
		expect(signed({ abortSignal } as Options).abortSignal).not.toBe(abortSignal);
	});

	it.each([
		['its time-out', { timeout: 30_000 }, 30_000],
		['a minute, where it has none', {}, 60_000],
	])('ends after %s, however slowly the reply drips', (_title, options, limit) => {
		const timeout = jest.spyOn(AbortSignal, 'timeout');
		const { abortSignal } = signed(options);
		expect(timeout).toHaveBeenCalledWith(limit);
		expect(abortSignal).toBe(timeout.mock.results[0].value);
		timeout.mockRestore();
	});

	it('is POST, and not on to where a redirect points', () => {
		expect(
			signed({ method: 'GET', disableFollowRedirect: false, followAllRedirects: true }),
		).toMatchObject({ method: 'POST', disableFollowRedirect: true, followAllRedirects: false });
	});
});

describe('the body', () => {
	it.each<[string, unknown]>([
		['an object', { chain_id: '195' }],
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
		['a text that is no JSON', 'chain_id=195'],
		['a JSON array', '[1]'],
		['JSON null', 'null'],
		['a number', 5],
		['bytes', Buffer.from('{}')],
		['a key twice', '{"amount":"1","amount":"2"}'],
	])('is refused: %s', (_title, body) => {
		expect(() => signed({ body } as Options)).toThrow('Cregis takes only a JSON object as body.');
	});

	it('leaves no form to be sent in its place', () => {
		const request = signed({ form: { a: 1 }, formData: { a: 1 } });
		expect(request).not.toHaveProperty('form');
		expect(request).not.toHaveProperty('formData');
	});

	it('is signed anew by each call', () => {
		const first = signed({ body: { chain_id: '195' } });
		const second = signedRequest(first, PROJECT);
		const nonces = [first, second].map(({ body }) => /"nonce":"(\w+)"/.exec(String(body))?.[1]);
		expect(nonces[0]).not.toBe(nonces[1]);
		expect(isSignedBody(second.body)).toBe(true);
	});

	it('leaves the given options as they are', () => {
		const options = { url: COINS, body: { chain_id: '195' }, headers: { Accept: 'text/plain' } };
		const before = structuredClone(options);
		signedRequest(options, PROJECT);
		expect(options).toEqual(before);
	});
});

describe('the headers', () => {
	it.each(['content-type', 'Content-Type', 'CONTENT-TYPE'])('%s is JSON', (name) => {
		expect(signed({ headers: { [name]: 'text/plain', Accept: 'x' } }).headers).toEqual({
			'Content-Type': 'application/json; charset=utf-8',
			Accept: 'x',
		});
	});

	it('say JSON where there are none', () => {
		expect(signed({}).headers).toEqual({ 'Content-Type': 'application/json; charset=utf-8' });
	});
});
