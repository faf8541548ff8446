import { afterEach, describe, expect, it } from '@jest/globals';
import { useStage } from './stage.mts';

const stage = useStage();

const test = async (change: Record<string, string> = {}) =>
	await stage.editor.testCredential('cregisApi', { ...stage.project, ...change });

describe('the test of the Cregis API credential', () => {
	afterEach(() => stage.sandbox.reset());

	it('says yes to the right key of a WaaS project', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('says yes to the right key of a Payment Engine project', async () => {
		const { pid, apiKey } = stage.sandbox.payment;
		expect(await test({ pid, apiKey, projectType: 'payment' })).toMatchObject({ status: 'OK' });
	});

	it.each([
		['a wrong key', { apiKey: 'of another project' }, "Check 'API Key' and 'Project ID'"],
		['an unknown project', { pid: '1' }, 'Cregis does not know this project'],
		['plain http', { baseUrl: 'http://cregis.example' }, 'must start with https://'],
		['no key', { apiKey: ' ' }, "has no 'API Key'"],
		['a project ID in letters', { pid: 'shop' }, 'must consist of digits'],
	])('says what to mend with %s', async (_, change, message) => {
		const verdict = await test(change);
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain(message);
	});

	it('says what to mend with the other type of project', async () => {
		const { pid, apiKey } = stage.sandbox.payment;
		const verdict = await test({ pid, apiKey });
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain("choose the other 'Project Type'");
	});

	it('says what to mend where the IP address is not on the whitelist', async () => {
		const { pid } = stage.sandbox.waas;
		stage.sandbox.setSettings(pid, { whitelist: { enabled: true, ips: [] } });
		const verdict = await test();
		stage.sandbox.setSettings(pid, { whitelist: { enabled: false, ips: [] } });
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain("not on the project's whitelist");
	});

	it.each(['not_json', 'http'] as const)(
		'says no to an answer of another server (%s)',
		async (kind) => {
			stage.sandbox.addFault({
				path: '/api/v1/coins',
				kind,
				...(kind === 'http' ? { status: 404 } : {}),
			});
			expect(await test()).toMatchObject({ status: 'Error' });
		},
	);
});

describe("n8n's HTTP Request node with the credential", () => {
	const request = async (url: string, body: string) => {
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const workflow = await stage.editor.createWorkflow({
			name: 'HTTP Request',
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					name: 'HTTP Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [200, 0],
					parameters: {
						method: 'POST',
						url,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: 'cregisApi',
						sendBody: true,
						specifyBody: 'json',
						jsonBody: body,
					},
					credentials: { cregisApi: credential },
				},
			],
			connections: { Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
		});
		return await stage.editor.run(workflow, 'Start');
	};

	it('is signed', async () => {
		const run = await request(
			`${stage.sandbox.baseUrl}/api/v1/address/legal`,
			'{"chain_id":"195","address":"TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"}',
		);
		expect(run.nodes['HTTP Request'].outputs[0][0].json).toMatchObject({
			code: '00000',
			data: { result: true },
		});
	});

	it('is not signed for another host', async () => {
		const other = stage.sandbox.baseUrl.replace('127.0.0.1', 'localhost');
		const before = stage.sandbox.getRequests().length;
		const run = await request(`${other}/api/v1/coins`, '{}');
		expect(run.error?.message).toContain("signs only for its own 'Base URL'");
		expect(stage.sandbox.getRequests()).toHaveLength(before);
	});
});
