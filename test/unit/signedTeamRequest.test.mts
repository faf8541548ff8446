/** The credential of a team signs only for its own host, and never where somebody else could listen. */
import { describe, expect, it, jest } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { CregisTeamApi } from '../../credentials/CregisTeamApi.credentials.ts';
import { signedTeamRequest, teamOf } from '../../nodes/Cregis/transport/signedTeamRequest.ts';
import { isTeamSignature } from '../../sandbox/contract/teamSignature.mts';
import { HOST, type Options } from './signing.mts';

const CREDENTIAL = { baseUrl: HOST, accessKey: 'team-key', accessSecret: 'team-secret' };
const WALLETS = `${HOST}/openapi/v1/wallets`;

const signed = (options: Options, team = teamOf(CREDENTIAL)) =>
	signedTeamRequest({ url: '/openapi/v1/wallets', ...options } as IHttpRequestOptions, team);

/** Whether the headers hold the signature of what is sent. */
function isSigned({ url, headers = {}, body }: IHttpRequestOptions): boolean {
	const request = {
		path: new URL(url).pathname,
		timestamp: String(headers['Access-Timestamp']),
		nonce: String(headers['Access-Nonce']),
		raw: String(body),
	};
	return isTeamSignature(String(headers['Access-Signature']), request, 'team-secret');
}

describe('the team of a credential', () => {
	it('ignores white space from copying', () => {
		const copied = { baseUrl: ` ${HOST}/openapi `, accessKey: ' team-key\n', accessSecret: '\tx ' };
		expect(teamOf(copied)).toEqual({ origin: HOST, accessKey: 'team-key', accessSecret: 'x' });
	});

	it.each([
		[{ baseUrl: 'http://t-abcdefgh.cregis.io' }, 'must start with https://'],
		[{ baseUrl: 'http://127.0.0.1.evil.com' }, 'must start with https://'],
		[{ baseUrl: '' }, "isn't a valid URL. Copy it from the API key of your team"],
		[{ accessKey: ' ' }, "has no 'Access Key'"],
		[{ accessKey: 'key\r\nHost: evil.com' }, "characters that a key can't have"],
		[{ accessKey: 'schlüssel' }, "characters that a key can't have"],
		[{ accessSecret: ' ' }, "has no 'Access Secret'"],
		[{ accessSecret: undefined }, "has no 'Access Secret'"],
	])('requires valid values: %j', (change, message) => {
		expect(() => teamOf({ ...CREDENTIAL, ...change } as never)).toThrow(message);
	});

	it.each(['http://localhost:4010', 'http://127.0.0.1:4010', 'http://[::1]:4010'])(
		'may be on this machine: %s',
		(baseUrl) => {
			expect(teamOf({ ...CREDENTIAL, baseUrl }).origin).toBe(baseUrl);
		},
	);
});

describe('a request', () => {
	it.each<[string, Options, string]>([
		['an object', { body: { page_size: 1, page_num: 1 } }, '{"page_num":1,"page_size":1}'],
		[
			'JSON text, with the digits of its IDs',
			{ body: '{ "wallet_id": 11434198045401089 }' },
			'{"wallet_id":11434198045401089}',
		],
		['nothing', {}, '{}'],
		['empty text', { body: ' ' }, '{}'],
	])('is signed exactly as it is sent: %s', (_title, options, body) => {
		const request = signed(options);
		expect(request).toMatchObject({ url: WALLETS, method: 'POST', body });
		expect(isSigned(request)).toBe(true);
	});

	it.each([
		['a space', '/openapi/v1/a b', '/openapi/v1/a%20b'],
		['letters beyond ASCII', '/openapi/v1/ü', '/openapi/v1/%C3%BC'],
		['dots', '/openapi/v1/x/../wallets', '/openapi/v1/wallets'],
		['a line feed', '/openapi/v1/wal\nlets', '/openapi/v1/wallets'],
		['a fragment', '/openapi/v1/wallets#x', '/openapi/v1/wallets'],
	])('signs the path that is sent, with %s in it', (_title, url, path) => {
		const request = signed({ url });
		expect(request.url).toBe(HOST + path);
		expect(isSigned(request)).toBe(true);
	});

	it('has no headers of its own, such as another key or host', () => {
		const headers = {
			Host: 'evil.com',
			'access-key': 'another',
			'ACCESS-SIGNATURE': 'another',
			'X-Forwarded-Host': 'evil.com',
			Accept: 'application/json',
		};
		expect(signed({ headers }).headers).toEqual({
			Accept: 'application/json',
			'Content-Type': 'application/json; charset=utf-8',
			'Access-Key': 'team-key',
			'Access-Timestamp': expect.any(String),
			'Access-Nonce': expect.any(String),
			'Access-Signature': expect.any(String),
		});
	});

	it('follows no redirects, and ends after its time limit', () => {
		const timeout = jest.spyOn(AbortSignal, 'timeout');
		const request = signed({ timeout: 30_000, followRedirect: true } as Options);
		expect(timeout).toHaveBeenCalledWith(30_000);
		timeout.mockRestore();
		expect(request).toMatchObject({ disableFollowRedirect: true, followRedirect: false });
	});

	it.each<[string, Options, string]>([
		['another host', { url: 'https://evil.com/openapi/v1/wallets' }, "its own 'Base URL'"],
		['a scheme-relative URL', { url: '//evil.com/openapi/v1/wallets' }, "its own 'Base URL'"],
		['the host as user name', { url: `${HOST}@evil.com/` }, "its own 'Base URL'"],
		['another base URL', { baseURL: 'https://evil.com' }, "its own 'Base URL'"],
		['a query', { url: '/openapi/v1/wallets?a=1' }, 'ignores query parameters'],
		['query fields', { qs: { a: 1 } }, 'ignores query parameters'],
		['a proxy', { proxy: { host: 'evil.com', port: 80 } }, 'go through a proxy'],
		['unchecked certificates', { skipSslCertificateValidation: true }, 'checks the certificate'],
		['its own certificates', { agentOptions: { ca: 'PEM' } }, 'SSL certificates'],
		['a list as body', { body: [] as never }, 'only a JSON object'],
		['a body that is not JSON', { body: 'a=b' }, 'only a JSON object'],
		['a form', { form: { a: 1 } }, 'only a JSON object'],
	])('is refused with %s', (_title, options, message) => {
		expect(() => signed(options)).toThrow(message);
	});

	it.each(['agent', 'httpsAgent', 'socketPath', 'lookup', 'auth', 'maxRedirects'])(
		'drops the option %s',
		(name) => {
			expect(signed({ [name]: 'evil.com' })).not.toHaveProperty([name]);
		},
	);
});

describe('the credential', () => {
	// n8n copies only properties, and offers a credential in its HTTP Request node only if the copy has it.
	it('has authenticate as a property, which signs', async () => {
		const { authenticate, name } = { ...new CregisTeamApi() };
		expect(name).toBe('cregisTeamApi');
		expect(isSigned(await authenticate(CREDENTIAL, { url: '/openapi/v1/wallets' }))).toBe(true);
	});

	it('hides the secret', () => {
		const secret = new CregisTeamApi().properties.find(({ name }) => name === 'accessSecret');
		expect(secret?.typeOptions).toEqual({ password: true });
	});
});
