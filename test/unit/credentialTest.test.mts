import { describe, expect, it } from '@jest/globals';
import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import { CregisPollingTrigger } from '../../nodes/Cregis/CregisPollingTrigger.node.ts';
import { CregisTrigger } from '../../nodes/Cregis/CregisTrigger.node.ts';
import { isJsonObject, parseJson } from '../../sandbox/contract/json.mts';
import { isSigned } from '../../sandbox/contract/signature.mts';
import { KEY, PID } from '../support/samples.mts';

const HOST = 'https://t-abcdefgh.cregis.io';
const SUCCESS = { status: 'OK', message: 'Connection successful!' };

interface Given {
	projectType?: 'waas' | 'payment';
	status?: number;
	body?: unknown;
	/** The error that n8n's helper throws. */
	error?: unknown;
	credential?: Record<string, string>;
}

/** The verdict of the credential test for a response, and the requests that it sends. */
async function testCredential(given: Given) {
	const { projectType = 'waas', status = 200, body = '', error, credential = {} } = given;
	const requests: Array<IHttpRequestOptions & Record<string, unknown>> = [];
	const context = {
		helpers: {
			request: async (options: (typeof requests)[number]) => {
				requests.push(options);
				if (error) throw error;
				return { statusCode: status, body, headers: {} };
			},
		},
	} as unknown as ICredentialTestFunctions;
	const credentials = {
		id: '1',
		name: 'Cregis',
		type: 'cregisApi',
		data: { projectType, baseUrl: HOST, pid: PID, apiKey: KEY, ...credential },
	} satisfies ICredentialsDecrypted;
	const verdict: INodeCredentialTestResult =
		await new Cregis().methods.credentialTest.cregisApiTest.call(context, credentials);
	return { verdict, requests };
}

const verdictOn = async (given: Given) => (await testCredential(given)).verdict;

const envelope = (code: unknown, msg = 'ok', data: unknown = {}) =>
	JSON.stringify({ code, msg, data });

describe('the test succeeds', () => {
	it.each([
		['without a callback URL', {}],
		['with a public one', { callbackUrl: 'https://n8n.example.com/webhook/1' }],
		[
			'with any, if Cregis is on this machine',
			{ callbackUrl: 'http://localhost:5678/webhook/1', baseUrl: 'http://127.0.0.1:4010' },
		],
	])('%s', async (_, credential) => {
		expect(await verdictOn({ body: envelope('00000'), credential })).toEqual(SUCCESS);
	});
});

describe('the request of the test', () => {
	it.each([
		['waas', '/api/v1/coins', {}],
		['payment', '/api/v2/order/info', { cregis_id: 'po0' }],
	] as const)('changes nothing and is signed: %s', async (projectType, path, fields) => {
		const { requests } = await testCredential({ projectType, body: envelope('00000') });
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({
			url: HOST + path,
			method: 'POST',
			followRedirect: false,
			resolveWithFullResponse: true,
			simple: false,
		});
		const body = parseJson(String(requests[0].body));
		expect(body).toMatchObject(fields);
		expect(isJsonObject(body) && isSigned(body, KEY)).toBe(true);
	});

	it.each([
		[{ baseUrl: 'http://t-abcdefgh.cregis.io' }, 'must start with https://'],
		[{ baseUrl: '' }, "isn't a valid URL"],
		[{ pid: 'shop' }, 'can contain only digits'],
		[{ apiKey: ' ' }, "has no 'API Key'"],
	])('is not sent with %j', async (credential, message) => {
		const { verdict, requests } = await testCredential({ credential });
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain(message);
		expect(requests).toEqual([]);
	});
});

describe('the credential test succeeds', () => {
	it.each([
		['waas', '00000'],
		['payment', '00000'],
		// The order in the test doesn't exist, so this response proves that the key is right.
		['payment', 'E0024'],
	] as const)('for %s and %s', async (projectType, code) => {
		expect(await verdictOn({ projectType, body: envelope(code) })).toEqual(SUCCESS);
	});

	it('with any data in the response', async () => {
		const body = '{ "ok": true, "data": null, "code": "00000" }';
		expect(await verdictOn({ body })).toEqual(SUCCESS);
	});
});

describe('the credential test fails', () => {
	it.each<[string, Given]>([
		['E0024 of a WaaS project', { body: envelope('E0024') }],
		['an unknown code', { body: envelope('E0099') }],
		['a parameter code', { body: envelope('A0001') }],
		['another word', { body: envelope('success') }],
		['zero', { body: envelope(0) }],
		['zeros as a number', { body: '{"code":00000}' }],
		['200', { body: envelope(200) }],
		['true', { body: envelope(true) }],
		['null', { body: envelope(null) }],
		['a list', { body: envelope(['00000']) }],
		['fewer zeros', { body: envelope('0000') }],
		['more zeros', { body: envelope('000000') }],
		['an empty code', { body: envelope('') }],
		['no code', { body: '{"msg":"ok"}' }],
		['a list of responses', { body: `[${envelope('00000')}]` }],
		['a page', { body: '<html>00000</html>' }],
		['nothing', { body: undefined }],
		['success with an HTTP error', { status: 500, body: envelope('00000') }],
		['a redirect', { status: 302, body: envelope('00000') }],
		['a code twice', { body: '{"code":"B0001","code":"00000"}' }],
	])('to %s', async (_title, given) => {
		expect(await verdictOn(given)).toMatchObject({ status: 'Error' });
	});

	it.each([
		['B0001', "Check 'API Key' and 'Project ID'"],
		['E0003', "doesn't know this project"],
		['E0004', "Choose the other 'Project Type'"],
	])('for %s, and says what to do', async (code, message) => {
		expect((await verdictOn({ body: envelope(code) })).message).toContain(message);
	});

	it("for an IP address that isn't on the whitelist, and names it", async () => {
		const msg = 'The IP is not added to the whitelist list 203.0.113.7';
		const { message } = await verdictOn({ body: envelope('E0001', msg) });
		expect(message).toContain("isn't on the project's whitelist: 203.0.113.7");
	});

	it.each([
		['waas', 'E0024'],
		['waas', 'E0009'],
		['waas', 'A0001'],
		['payment', 'E0099'],
	] as const)("with the code if it isn't about the credential: %s %s", async (type, code) => {
		const body = envelope(code, 'what Cregis says');
		const { message } = await verdictOn({ projectType: type, body });
		expect(message).toBe(
			`Cregis responded to the test with code ${code} (what Cregis says). Check 'Project Type' and 'Base URL'.`,
		);
	});

	it("with at most one line of the server's response", async () => {
		const body = envelope('E0099', 'x'.repeat(100_000));
		expect((await verdictOn({ body })).message.length).toBeLessThan(300);
	});

	it.each([
		[200, "This URL responds, but it isn't a Cregis API (HTTP 200)"],
		[404, "This URL responds, but it isn't a Cregis API (HTTP 404)"],
		[403, "Cregis's network refused the request (HTTP 403)"],
		[429, 'Cregis received too many requests (HTTP 429)'],
	])('for a web page with HTTP %s', async (status, message) => {
		expect((await verdictOn({ status, body: '<html></html>' })).message).toContain(message);
	});

	it('if nothing responds', async () => {
		const error = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
		expect(await verdictOn({ error })).toEqual({
			status: 'Error',
			message:
				"This n8n can't reach Cregis (ENOTFOUND). Check 'Base URL' and the network of this n8n.",
		});
	});

	it.each([
		['http://localhost:5678/webhook/1', "it isn't a public address"],
		['https://192.168.1.5/webhook/1', "it isn't a public address"],
		['http://n8n.example.com/webhook/1', "it doesn't start with https://"],
		['n8n.example.com', "it isn't a valid URL"],
	])("if Cregis can't call 'Default Callback URL' %s", async (callbackUrl, reason) => {
		const { status, message } = await verdictOn({
			body: envelope('00000'),
			credential: { callbackUrl },
		});
		expect(status).toBe('Error');
		expect(message).toContain(`Cregis can't call 'Default Callback URL': ${reason}.`);
	});

	it('without showing the signature of the request', async () => {
		const error = Object.assign(new Error('boom'), { options: { data: '{"sign":"abc"}' } });
		expect((await verdictOn({ error })).message).not.toContain('sign"');
	});
});

it.each([
	[
		new Cregis(),
		[
			['cregisApi', 'cregisApiTest'],
			['cregisTeamApi', 'cregisTeamApiTest'],
		],
	],
	[new CregisTrigger(), [['cregisApi', 'cregisApiTest']]],
	[new CregisPollingTrigger(), [['cregisApi', 'cregisApiTest']]],
])('each credential of a node has its test: %#', (node, tests) => {
	const named = (node.description.credentials ?? []).map(({ name, testedBy }) => [name, testedBy]);
	expect(named).toEqual(tests);
	for (const [, test] of tests) expect(node.methods.credentialTest).toHaveProperty(test);
});
