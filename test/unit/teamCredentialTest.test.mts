/** What the test of the Cregis Team API credential says about each response. */
import { describe, expect, it } from '@jest/globals';
import type { ICredentialTestFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import { HOST } from './signing.mts';

interface Given {
	status?: number;
	body?: unknown;
	error?: unknown;
	credential?: Record<string, string>;
}

async function testCredential({ status = 200, body = '', error, credential = {} }: Given) {
	const requests: IHttpRequestOptions[] = [];
	const request = async (options: IHttpRequestOptions) => {
		requests.push(options);
		if (error) throw error;
		return { statusCode: status, body, headers: {} };
	};
	const context = { helpers: { request } } as unknown as ICredentialTestFunctions;
	const verdict = await new Cregis().methods.credentialTest.cregisTeamApiTest.call(context, {
		id: '1',
		name: 'Cregis',
		type: 'cregisTeamApi',
		data: { baseUrl: HOST, accessKey: 'team-key', accessSecret: 'team-secret', ...credential },
	});
	return { verdict, requests };
}

const messageFor = async (given: Given) => {
	const { verdict } = await testCredential(given);
	expect(verdict.status).toBe('Error');
	return verdict.message;
};

const envelope = (code: unknown, msg = 'as Cregis says') =>
	JSON.stringify({ code, msg, data: null });

describe('the test', () => {
	it('reads one wallet, and succeeds if Cregis does', async () => {
		const { verdict, requests } = await testCredential({ body: envelope('00000') });
		expect(verdict).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(requests).toEqual([
			expect.objectContaining({
				url: `${HOST}/openapi/v1/wallets`,
				method: 'POST',
				body: '{"page_num":1,"page_size":1}',
				followRedirect: false,
			}),
		]);
	});

	it.each([
		['B0001', "Check 'Access Secret' in the credential"],
		['O0015', "The API key doesn't exist or is disabled. Check 'Access Key'"],
		['E0004', "The API key isn't allowed to do this. Check the permissions"],
		['O0016', 'Cregis refused the API key of the team. Check the permissions'],
		['E0003', 'must be that of the team, not of a project'],
	])('says what to correct for %s', async (code, message) => {
		expect(await messageFor({ body: envelope(code) })).toContain(message);
	});

	it('shows the IP address that Cregis saw', async () => {
		const body = envelope('E0001', 'The IP is not added to the whitelist list 203.0.113.7');
		expect(await messageFor({ body })).toContain(
			"isn't on the whitelist of the API key: 203.0.113.7",
		);
	});

	it.each<[string, Given, string]>([
		['a code of something else', { body: envelope('E0099') }, "Check 'Base URL'."],
		['a number as code', { body: envelope(0) }, "isn't a Cregis API"],
		['a web page', { body: '<html></html>' }, "isn't a Cregis API (HTTP 200)"],
		['no such page', { status: 404, body: '<html></html>' }, "isn't a Cregis API (HTTP 404)"],
		['success with an HTTP error', { status: 500, body: envelope('00000') }, '(HTTP 500)'],
		['a refusal by the network', { status: 403, body: '' }, "Cregis's network refused"],
		['nothing that responds', { error: { code: 'ENOTFOUND', message: 'x' } }, "can't reach Cregis"],
		['plain http', { credential: { baseUrl: 'http://cregis.example' } }, 'must start with https'],
		['no secret', { credential: { accessSecret: ' ' } }, "has no 'Access Secret'"],
	])('fails for %s', async (_title, given, message) => {
		expect(await messageFor(given)).toContain(message);
	});
});
