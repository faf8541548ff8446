import { Readable } from 'node:stream';
import { describe, expect, it, jest } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { JsonNumber } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { projectOf, signedRequest } from '../../nodes/Cregis/transport/signedRequest.ts';
import { isJsonObject, parseJson } from '../../sandbox/contract/json.mts';
import { isSigned } from '../../sandbox/contract/signature.mts';
import { DEPOSIT, KEY, PID } from '../support/samples.mts';

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
			"The 'Base URL' of the Cregis credential isn't a valid URL",
		);
	});

	it.each(['', 'abc', '12a', '-1', '1.5', '1e3'])('needs a pid in digits: %j', (pid) => {
		expect(() => projectOf({ ...CREDENTIAL, pid })).toThrow(
			"The 'Project ID' of the Cregis credential can contain only digits",
		);
	});

	it.each(['', ' \n'])('needs a key: %j', (apiKey) => {
		expect(() => projectOf({ ...CREDENTIAL, apiKey })).toThrow(
			"The Cregis credential has no 'API Key'",
		);
	});

	it.each([
		['baseUrl', "The 'Base URL' of the Cregis credential isn't a valid URL"],
		['pid', "The 'Project ID' of the Cregis credential can contain only digits"],
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
		const redirecting = {
			method: 'GET' as const,
			disableFollowRedirect: false,
			followRedirect: true,
			followAllRedirects: true,
			maxRedirects: 21,
			sendCredentialsOnCrossOriginRedirect: true,
		};
		const request = signed(redirecting);
		expect(request).toMatchObject({
			method: 'POST',
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
		});
		expect(request).not.toHaveProperty('maxRedirects');
		expect(request).not.toHaveProperty('sendCredentialsOnCrossOriginRedirect');
	});

	it('has no user name: it would go out as a header', () => {
		expect(signed({ url: 'https://a:b@t-abcdefgh.cregis.io/api/v1/coins' }).url).toBe(COINS);
	});
});

describe('what would let somebody else listen', () => {
	const PROXY_URL = 'http://evil.com:8080';

	it.each<[string, Options]>([
		['its address', { proxy: PROXY_URL as unknown as IHttpRequestOptions['proxy'] }],
		['its host and port', { proxy: { host: 'evil.com', port: 8080 } }],
		['its host alone', { proxy: { host: 'evil.com' } as IHttpRequestOptions['proxy'] }],
	])('is refused: a proxy, by %s', (_title, options) => {
		expect(() => signed(options)).toThrow("doesn't sign requests that go through a proxy");
	});

	it.each<[string, Options]>([
		['rejectUnauthorized', { rejectUnauthorized: false }],
		['skipSslCertificateValidation', { skipSslCertificateValidation: true }],
	])('is refused: certificates that are not checked, %s', (_title, options) => {
		expect(() => signed(options)).toThrow('always checks the certificate of Cregis');
	});

	it.each<[string, Options]>([
		['trusts its own authority', { agentOptions: { ca: 'PEM' } }],
		['has its own certificate', { agentOptions: { cert: 'PEM', key: 'PEM' } }],
		['checks none', { agentOptions: { rejectUnauthorized: false } }],
		['checks another name', { agentOptions: { servername: 'evil.com' } }],
	])('is refused: a connection that %s', (_title, options) => {
		expect(() => signed(options)).toThrow("doesn't use SSL certificates of a request");
	});

	it('is not refused where it is off', () => {
		const off = {
			proxy: undefined,
			rejectUnauthorized: true,
			skipSslCertificateValidation: false,
			agentOptions: {},
		};
		expect(signed(off)).toEqual(expect.objectContaining({ url: COINS }));
		expect(signed({ proxy: '' as unknown as IHttpRequestOptions['proxy'] }).url).toBe(COINS);
		for (const name of Object.keys(off)) expect(signed(off)).not.toHaveProperty(name);
	});

	const listener = () => 'evil.com';
	it.each([
		['agent', {}],
		['agents', { http: {}, https: {} }],
		['httpAgent', {}],
		['httpsAgent', {}],
		['socketPath', '/tmp/evil.sock'],
		['lookup', listener],
		['transport', { request: listener }],
		['adapter', listener],
		['beforeRedirect', listener],
		['transformRequest', [listener]],
		['auth', { username: 'a', password: 'b' }],
		['pool', {}],
		['tunnel', true],
		['something unknown', 1],
	])('is dropped: %s', (name, value) => {
		expect(signed({ [name]: value })).not.toHaveProperty([name]);
	});

	describe('on this machine', () => {
		const local = projectOf({ ...CREDENTIAL, baseUrl: 'https://localhost:4010' });
		const signedLocally = (options: Options) =>
			signedRequest({ url: '/api/v1/coins', ...options } as IHttpRequestOptions, local);

		it.each<Options>([{ rejectUnauthorized: false }, { skipSslCertificateValidation: true }])(
			'a certificate may go unchecked: %j',
			(options) => {
				expect(signedLocally(options)).toMatchObject(options);
			},
		);

		it.each<[string, Options]>([
			['proxy', { proxy: { host: 'evil.com', port: 8080 } }],
			['agentOptions', { agentOptions: { ca: 'PEM' } }],
		])('the rest is refused as elsewhere: %s', (_title, options) => {
			expect(() => signedLocally(options)).toThrow('The Cregis credential');
		});
	});
});

describe('what goes through', () => {
	it.each<[string, unknown]>([
		['timeout', 1000],
		['encoding', 'text'],
		['encoding', null],
		['json', false],
		['returnFullResponse', true],
		['resolveWithFullResponse', true],
		['ignoreHttpStatusErrors', { ignore: true, except: [401] }],
		['simple', false],
		['useStream', true],
		['allowedDomains', 't-abcdefgh.cregis.io'],
	])('is how the answer is read: %s %j', (name, value) => {
		expect(signed({ [name]: value })).toHaveProperty([name], value);
	});

	it('is nothing that is not given', () => {
		expect(Object.keys(signed({})).sort()).toEqual([
			'abortSignal',
			'body',
			'disableFollowRedirect',
			'followAllRedirects',
			'followRedirect',
			'headers',
			'method',
			'url',
		]);
	});

	it.each<[string, Options]>([
		['qs', { qs: { chain_id: '195' } }],
		['the URL', { url: '/api/v1/coins?chain_id=195' }],
	])('has no query, which Cregis would ignore: %s', (_title, options) => {
		expect(() => signed(options)).toThrow('Cregis ignores query parameters');
	});

	it('may have an empty query', () => {
		expect(signed({ qs: {}, url: '/api/v1/coins?#top' })).toMatchObject({ url: COINS });
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
		['a form', new URLSearchParams('chain_id=195')],
		['a stream', Readable.from(['{}'])],
		['a date', new Date(0)],
		['a key twice', '{"amount":"1","amount":"2"}'],
	])('is refused: %s', (_title, body) => {
		expect(() => signed({ body } as Options)).toThrow('Cregis takes only a JSON object as body.');
	});

	it.each<[string, Options]>([
		['form', { form: { chain_id: '195' } }],
		['form', { form: 'chain_id=195' }],
		['formData', { formData: { chain_id: '195' } }],
	])('is no form: %s %j', (_title, options) => {
		expect(() => signed(options)).toThrow('Cregis takes only a JSON object as body.');
	});

	it.each(['form', 'formData'])('leaves no empty %s to be sent in its place', (name) => {
		expect(signed({ [name]: {} })).not.toHaveProperty(name);
	});

	it('is not signed if the signature could serve for a callback', () => {
		const { pid, nonce, timestamp, ...fields } = DEPOSIT.required;
		expect([pid, nonce, timestamp]).not.toContain(undefined);
		expect(() => signed({ body: fields } as Options)).toThrow(
			"The Cregis credential doesn't sign this body, because it reads like a callback",
		);
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

	it('may say who asks, and what for', () => {
		const headers = { accept: 'a', 'Accept-Language': 'b', 'user-agent': 'c' };
		expect(signed({ headers }).headers).toMatchObject(headers);
	});

	// Cregis reads none of them; whoever does stands in between, or is somebody else.
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
