/** Which URLs Cregis can't call, and what the trigger says about them when it is published. */
import { describe, expect, it } from '@jest/globals';
import type { IHookFunctions, WorkflowActivateMode } from 'n8n-workflow';
import { CregisTrigger } from '../../nodes/Cregis/CregisTrigger.node.ts';
import { urlIssue } from '../../nodes/Cregis/protocol/publicUrl.ts';

const NOT_PUBLIC = "isn't a public address";
const NOT_HTTPS = "doesn't start with https://";

describe('a URL', () => {
	it.each([
		...['http://localhost:5678/', 'https://localhost/', 'https://LOCALHOST./', 'http://n8n:5678/'],
		...['https://127.0.0.1/', 'https://127.8.8.8/', 'https://0.0.0.0/', 'https://10.1.2.3/'],
		...['https://172.16.0.1/', 'https://172.31.255.255/', 'https://192.168.0.9/'],
		...['https://169.254.1.1/', 'https://100.64.0.1/', 'https://100.127.255.255/'],
		...['https://[::1]/', 'https://[::]/', 'https://[fd00::1]/', 'https://[fe80::1]/'],
		...['https://[::ffff:10.0.0.1]/', 'https://n8n.local/', 'https://n8n.internal/'],
		...[
			'https://n8n.lan/',
			'https://a.home.arpa/',
			'https://app.localhost/',
			'https://n8n.local./',
		],
		'https://10.0.0.1.local/',
		// Other ways to write 127.0.0.1
		...['https://2130706433/', 'https://0x7f.1/', 'https://127.1/'],
	])("that isn't public: %s", (url) => {
		expect(urlIssue(url)).toBe(NOT_PUBLIC);
	});

	it.each([
		...['https://n8n.example.com/webhook/1', 'https://8.8.8.8/', 'https://172.32.0.1/'],
		...['https://100.128.0.1/', 'https://11.0.0.1/', 'https://[2001:db8::1]/'],
		...[
			'https://local.example.com/',
			'https://n8n.local.example.com/',
			'https://localhost.example.com:8443/',
			'https://192.169.0.1/',
		],
	])('that may be public: %s', (url) => {
		expect(urlIssue(url)).toBeUndefined();
	});

	it.each([
		['http://n8n.example.com/webhook/1', NOT_HTTPS],
		['', "isn't a valid URL"],
		['n8n.example.com', "isn't a valid URL"],
	])('that Cregis may not call: %p', (url, issue) => {
		expect(urlIssue(url)).toBe(issue);
	});
});

describe('publishing the trigger', () => {
	const HOST = 'https://t-abcdefgh.cregis.io';
	const LOCAL = 'http://localhost:5678/webhook/1/webhook';

	async function publish(
		url: string,
		credential: Record<string, string> | undefined = {},
		mode: WorkflowActivateMode = 'activate',
	) {
		const context = {
			getNode: () => ({ name: 'Cregis Trigger', parameters: {} }),
			getActivationMode: () => mode,
			getNodeWebhookUrl: () => url,
			getCredentials: async () => ({ pid: '1', apiKey: 'key', baseUrl: HOST, ...credential }),
		} as unknown as IHookFunctions;
		return await new CregisTrigger().webhookMethods.default.checkExists.call(context);
	}

	it.each([
		[LOCAL, NOT_PUBLIC],
		['https://10.0.0.1/webhook/1/webhook', NOT_PUBLIC],
		['http://n8n.example.com/webhook/1/webhook', NOT_HTTPS],
	])("is refused if Cregis can't call %s", async (url, issue) => {
		await expect(publish(url)).rejects.toMatchObject({
			message: `Cregis can't call this trigger: ${url} ${issue}`,
			description: expect.stringContaining('WEBHOOK_URL'),
		});
	});

	it("is refused if the credential's callback URL isn't public either", async () => {
		await expect(publish(LOCAL, { callbackUrl: LOCAL })).rejects.toThrow("Cregis can't call");
	});

	it.each<[string, string, Record<string, string>, WorkflowActivateMode]>([
		['at a public URL', 'https://n8n.example.com/webhook/1/webhook', {}, 'activate'],
		['if Cregis is on this machine', LOCAL, { baseUrl: 'http://127.0.0.1:4010' }, 'activate'],
		[
			'if it has another public URL',
			LOCAL,
			{ callbackUrl: 'https://tunnel.example.com/webhook/1' },
			'activate',
		],
		['if the credential is incomplete', LOCAL, { apiKey: '' }, 'activate'],
		['when n8n starts', LOCAL, {}, 'init'],
	])('is possible %s', async (_, url, credential, mode) => {
		await expect(publish(url, credential, mode)).resolves.toBe(true);
	});
});
