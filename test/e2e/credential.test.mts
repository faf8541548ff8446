import { afterEach, describe, expect, it } from '@jest/globals';
import { startListener, type Listener } from './listener.mts';
import { useStage } from './stage.mts';

const stage = useStage();

const test = async (change: Record<string, string> = {}) =>
	await stage.editor.testCredential('cregisApi', { ...stage.project, ...change });

describe('the test of the Cregis API credential', () => {
	afterEach(() => stage.sandbox.reset());

	it('succeeds with the right key of a WaaS project', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('succeeds with the right key of a Payment Engine project', async () => {
		const { pid, apiKey } = stage.sandbox.payment;
		expect(await test({ pid, apiKey, projectType: 'payment' })).toMatchObject({ status: 'OK' });
	});

	it.each([
		['a wrong key', { apiKey: 'of another project' }, "Check 'API Key' and 'Project ID'"],
		['an unknown project', { pid: '1' }, "Cregis doesn't know this project"],
		['plain http', { baseUrl: 'http://cregis.example' }, 'must start with https://'],
		['no key', { apiKey: ' ' }, "has no 'API Key'"],
		['a project ID in letters', { pid: 'shop' }, 'can contain only digits'],
		['an unreachable URL', { baseUrl: 'http://127.0.0.1:1' }, 'ECONNREFUSED'],
	])('says what to fix for %s', async (_, change, message) => {
		const verdict = await test(change);
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain(message);
	});

	it('says what to fix for the other type of project', async () => {
		const { pid, apiKey } = stage.sandbox.payment;
		const verdict = await test({ pid, apiKey });
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain("Choose the other 'Project Type'");
	});

	it("says what to fix if the IP address isn't on the whitelist", async () => {
		const { pid } = stage.sandbox.waas;
		stage.sandbox.setSettings(pid, { whitelist: { enabled: true, ips: [] } });
		const verdict = await test();
		stage.sandbox.setSettings(pid, { whitelist: { enabled: false, ips: [] } });
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain("isn't on the project's whitelist: 127.0.0.1");
	});

	it.each(['not_json', 'http'] as const)(
		"fails for another server's response (%s)",
		async (kind) => {
			stage.sandbox.addFault({
				path: '/api/v1/coins',
				kind,
				...(kind === 'http' ? { status: 404 } : {}),
			});
			expect(await test()).toMatchObject({ status: 'Error' });
		},
	);

	it.each(['0', '200', '"E0099"', '"A0001"', '"E0024"', 'null', '"0"'])(
		'fails for a response without success: %s',
		async (code) => {
			const body = `{"code":${code},"msg":"ok","data":{}}`;
			stage.sandbox.addFault({ path: '/api/v1/coins', kind: 'envelope', body });
			expect(await test()).toMatchObject({ status: 'Error' });
		},
	);
});

interface Node {
	parameters?: Record<string, unknown>;
	typeVersion?: number;
	/** The fields of the node's credential. */
	project?: Record<string, string>;
}

/** Runs n8n's own node with the credential, and a node after it that reads its error. */
async function request(url: string, body: string, { parameters, typeVersion, project }: Node = {}) {
	const credential = await stage.editor.createCredential(
		'cregisApi',
		'Cregis',
		project ?? stage.project,
	);
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
				typeVersion: typeVersion ?? 4.2,
				position: [200, 0],
				onError: 'continueRegularOutput',
				parameters: {
					method: 'POST',
					requestMethod: 'POST',
					url,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'cregisApi',
					sendBody: true,
					specifyBody: 'json',
					jsonBody: body,
					jsonParameters: true,
					bodyParametersJson: body,
					...parameters,
				},
				credentials: { cregisApi: credential },
			},
			{
				name: 'Look at Error',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [400, 0],
				parameters: {
					assignments: {
						assignments: [
							{
								id: 'sent',
								name: 'sent',
								type: 'string',
								value: '={{ $json.error?.cause?.options?.data ?? "" }}',
							},
							{
								id: 'error',
								name: 'error',
								type: 'string',
								value: '={{ $json.error?.message ?? $json.error ?? "" }}',
							},
						],
					},
					options: {},
				},
			},
		],
		connections: {
			Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] },
			'HTTP Request': { main: [[{ node: 'Look at Error', type: 'main', index: 0 }]] },
		},
	});
	const run = await stage.editor.run(workflow, 'Start');
	const itemOf = (name: string) => run.nodes[name].outputs[0][0].json;
	const { sent, error } = itemOf('Look at Error') as { sent: string; error: string };
	return { output: itemOf('HTTP Request'), sent, error };
}

describe("n8n's HTTP Request node with the credential", () => {
	const listeners: Listener[] = [];
	const listen = async (...answer: Parameters<typeof startListener>) => {
		const listener = await startListener(...answer);
		listeners.push(listener);
		return listener;
	};
	afterEach(() => {
		for (const listener of listeners.splice(0)) listener.close();
		stage.sandbox.reset();
	});

	const coins = () => `${stage.sandbox.baseUrl}/api/v1/coins`;

	it('is signed', async () => {
		const { output } = await request(
			`${stage.sandbox.baseUrl}/api/v1/address/legal`,
			'{"chain_id":"195","address":"TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"}',
		);
		expect(output).toMatchObject({ code: '00000', data: { result: true } });
	});

	it('is not signed for another host', async () => {
		const before = stage.sandbox.getRequests().length;
		const { error } = await request(coins().replace('127.0.0.1', 'localhost'), '{}');
		expect(error).toContain("signs only for its own 'Base URL'");
		expect(stage.sandbox.getRequests()).toHaveLength(before);
	});

	it.each([2, 4.2])('is not signed for a proxy (version %s)', async (typeVersion) => {
		const proxy = await listen();
		const options = { proxy: proxy.url };
		const { error } = await request(coins(), '{}', { typeVersion, parameters: { options } });
		expect(error).toContain("doesn't sign requests that go through a proxy");
		expect(proxy.requests).toEqual([]);
	});

	it("is not signed if certificates aren't checked", async () => {
		const url = 'https://t-abcdefgh.cregis.example';
		const { error } = await request(`${url}/api/v1/coins`, '{}', {
			project: { ...stage.project, baseUrl: url },
			parameters: { options: { allowUnauthorizedCerts: true } },
		});
		expect(error).toContain('always checks the certificate of Cregis');
	});

	it("goes to the credential's host without any headers of its own", async () => {
		const cregis = await listen();
		const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Cookie: 'a=b' };
		await request(`${cregis.url}/api/v1/coins`, '{}', {
			project: { ...stage.project, baseUrl: cregis.url },
			parameters: {
				sendHeaders: true,
				specifyHeaders: 'json',
				jsonHeaders: JSON.stringify(headers),
			},
		});
		expect(cregis.requests).toHaveLength(1);
		const [{ headers: sent }] = cregis.requests;
		expect(sent.host).toBe(new URL(cregis.url).host);
		expect(Object.keys(sent)).not.toContain('cookie');
		expect(Object.keys(sent)).not.toContain('x-forwarded-host');
	});

	it('is not signed for the target of a redirect', async () => {
		const other = await listen();
		const cregis = await listen(307, { Location: `${other.url}/api/v1/coins` });
		await request(`${cregis.url}/api/v1/coins`, '{}', {
			project: { ...stage.project, baseUrl: cregis.url },
			parameters: { options: { redirect: { redirect: { followRedirects: true } } } },
		});
		expect(cregis.requests).toHaveLength(1);
		expect(other.requests).toEqual([]);
	});

	// n8n's error for a failed request contains the body that was sent, and expressions can read it.
	describe('a body whose signature n8n would show in an error', () => {
		const deposit = {
			address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
			amount: '1000000',
			chain_id: '195',
			cid: 1391751691788288,
			currency: 'TRX',
			status: '1',
			token_id: '195',
			txid: '6dd05b0972075542219a3fcc116c58feaf9480f1f698cc46c4367ded83955cfd',
		};
		// The signed text has no separators, so these two have the same text.
		const { address, amount, ...others } = deposit;
		const hidden = { ...others, address: `${address}amount${amount}` };

		it.each([
			['its fields', deposit],
			['its fields, one hidden in another', hidden],
		])('is not signed if it reads like a callback: %s', async (_title, fields) => {
			const before = stage.sandbox.getRequests().length;
			stage.sandbox.addFault({ path: '/api/v1/coins', kind: 'http', status: 404 });
			const { sent, error } = await request(coins(), JSON.stringify(fields));
			expect(sent).toBe('');
			expect(error).toContain('because it reads like a callback');
			expect(stage.sandbox.getRequests()).toHaveLength(before);
		});
	});
});
