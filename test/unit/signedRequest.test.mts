/** Where a signed request goes, and which options it keeps. */
import { describe, expect, it, jest } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { projectOf } from '../../nodes/Cregis/transport/signedRequest.ts';
import { COINS, CREDENTIAL, HOST, type Options, signed } from './signing.mts';

describe('the URL of a request', () => {
	it.each<[string, Options]>([
		['a path', { url: '/api/v1/coins' }],
		['a path without a slash', { url: 'api/v1/coins' }],
		['a full URL', { url: COINS }],
		['the default port', { url: `${HOST}:443/api/v1/coins` }],
		['the host in upper case', { url: COINS.replace('t-abcdefgh', 'T-ABCDEFGH') }],
		['baseURL and url', { baseURL: HOST, url: '/api/v1/coins' }],
		['an empty baseURL', { baseURL: '', url: '/api/v1/coins' }],
		['a full URL with another baseURL', { baseURL: 'https://evil.com', url: COINS }],
		['uri', { url: undefined, uri: COINS }],
	])("is on the project's own host: %s", (_title, options) => {
		const request = signed(options) as unknown as Record<string, unknown>;
		expect(request.url).toBe(COINS);
		// The HTTP client must not find a second URL.
		expect([request.uri, request.baseURL]).toEqual([undefined, undefined]);
	});

	it.each<[string, Options]>([
		['another host', { url: 'https://evil.com/api/v1/coins' }],
		['a subdomain', { url: 'https://x.t-abcdefgh.cregis.io/' }],
		['a longer domain', { url: 'https://t-abcdefgh.cregis.io.evil.com/' }],
		['another project', { url: 'https://t-other.cregis.io/api/v1/coins' }],
		['a scheme-relative URL', { url: '//evil.com/api/v1/coins' }],
		['backslashes', { url: '\\\\evil.com/api/v1/coins' }],
		['a mixed start', { url: '/\\evil.com/' }],
		['a line break in the scheme-relative start', { url: '/\n/evil.com/' }],
		['the host as user name', { url: `${HOST}@evil.com/` }],
		['the host as user name and password', { url: 'https://t-abcdefgh.cregis.io:x@evil.com/' }],
		['a backslash before the host', { url: 'https://evil.com\\@t-abcdefgh.cregis.io/' }],
		['another port', { url: `${HOST}:8443/api/v1/coins` }],
		['http', { url: 'http://t-abcdefgh.cregis.io/api/v1/coins' }],
		['another scheme', { url: 'ftp://t-abcdefgh.cregis.io/' }],
		['a dot after the host', { url: 'https://t-abcdefgh.cregis.io./api' }],
		['another baseURL', { baseURL: 'https://evil.com', url: '/api/v1/coins' }],
		['an invalid baseURL', { baseURL: 'evil', url: '/api/v1/coins' }],
		['another uri', { url: undefined, uri: 'https://evil.com/' }],
		["another url next to the project's uri", { url: 'https://evil.com/', uri: COINS }],
		['no address', { url: 'https://' }],
	])("can't be on another host: %s", (_title, options) => {
		expect(() => signed(options)).toThrow("This credential signs only for its own 'Base URL'");
	});

	it.each<[string, Options]>([
		['no URL', { url: undefined }],
		['an empty URL', { url: '' }],
	])('is the host itself for %s', (_title, options) => {
		expect(signed(options).url).toBe(`${HOST}/`);
	});

	it("a request isn't aborted when the execution is canceled, because its outcome would be unknown", () => {
		const abortSignal = new AbortController().signal;
		expect(signed({ abortSignal } as Options).abortSignal).not.toBe(abortSignal);
	});

	it.each([
		['its timeout', { timeout: 30_000 }, 30_000],
		['a minute, if it has none', {}, 60_000],
	])('a request ends after %s, however slowly the reply comes', (_title, options, limit) => {
		const timeout = jest.spyOn(AbortSignal, 'timeout');
		const { abortSignal } = signed(options);
		expect(timeout).toHaveBeenCalledWith(limit);
		expect(abortSignal).toBe(timeout.mock.results[0].value);
		timeout.mockRestore();
	});

	it('a request is a POST and follows no redirects', () => {
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

	it('has no user name, which would be sent as a header', () => {
		expect(signed({ url: 'https://a:b@t-abcdefgh.cregis.io/api/v1/coins' }).url).toBe(COINS);
	});
});

describe('an option that would expose the request', () => {
	const PROXY_URL = 'http://evil.com:8080';

	it.each<[string, Options]>([
		['its address', { proxy: PROXY_URL as unknown as IHttpRequestOptions['proxy'] }],
		['its host and port', { proxy: { host: 'evil.com', port: 8080 } }],
		['its host alone', { proxy: { host: 'evil.com' } as IHttpRequestOptions['proxy'] }],
	])('is rejected: a proxy, by %s', (_title, options) => {
		expect(() => signed(options)).toThrow("doesn't sign requests that go through a proxy");
	});

	it.each<[string, Options]>([
		['rejectUnauthorized', { rejectUnauthorized: false }],
		['skipSslCertificateValidation', { skipSslCertificateValidation: true }],
	])('is rejected: unchecked certificates, %s', (_title, options) => {
		expect(() => signed(options)).toThrow('always checks the certificate of Cregis');
	});

	it.each<[string, Options]>([
		['trusts its own certificate authority', { agentOptions: { ca: 'PEM' } }],
		['has its own certificate', { agentOptions: { cert: 'PEM', key: 'PEM' } }],
		['checks none', { agentOptions: { rejectUnauthorized: false } }],
		['checks another name', { agentOptions: { servername: 'evil.com' } }],
	])('is rejected: a connection that %s', (_title, options) => {
		expect(() => signed(options)).toThrow("doesn't use SSL certificates of a request");
	});

	it('is not rejected if it is off', () => {
		const off = {
			proxy: undefined,
			rejectUnauthorized: true,
			skipSslCertificateValidation: false,
			agentOptions: {},
		};
		expect(signed(off)).toEqual(expect.objectContaining({ url: COINS }));
		for (const proxy of ['', null, {}]) {
			expect(signed({ proxy: proxy as IHttpRequestOptions['proxy'] }).url).toBe(COINS);
		}
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
		['an unknown option', 1],
	])('is dropped: %s', (name, value) => {
		expect(signed({ [name]: value })).not.toHaveProperty([name]);
	});

	describe('on loopback', () => {
		const local = projectOf({ ...CREDENTIAL, baseUrl: 'https://localhost:4010' });
		const signedLocally = (options: Options) => signed(options, local);

		it.each<Options>([{ rejectUnauthorized: false }, { skipSslCertificateValidation: true }])(
			'certificate checks can be off: %j',
			(options) => {
				expect(signedLocally(options)).toMatchObject(options);
			},
		);

		it.each<[string, Options]>([
			['proxy', { proxy: { host: 'evil.com', port: 8080 } }],
			['agentOptions', { agentOptions: { ca: 'PEM' } }],
		])('the other options are rejected, too: %s', (_title, options) => {
			expect(() => signedLocally(options)).toThrow('The Cregis credential');
		});
	});
});

describe('an option that is kept', () => {
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
	])('sets how the response is read: %s %j', (name, value) => {
		expect(signed({ [name]: value })).toHaveProperty([name], value);
	});

	it('is never added', () => {
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
	])("can't be a query, which Cregis would ignore: %s", (_title, options) => {
		expect(() => signed(options)).toThrow('Cregis ignores query parameters');
	});

	it('can be an empty query', () => {
		expect(signed({ qs: {}, url: '/api/v1/coins?#top' })).toMatchObject({ url: COINS });
	});
});
