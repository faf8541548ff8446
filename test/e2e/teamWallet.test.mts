/** The wallets of a team in a real n8n: all operations, the credential, and the examples. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { importExample } from '../../demo/examples.mts';
import type { WorkflowNode } from '../../harness/editor.mts';
import type { TeamSettings } from '../../sandbox/sandbox.mts';
import { startListener, type Listener } from './listener.mts';
import { useStage } from './stage.mts';

const stage = useStage();

/** Above 2^53, and odd: no double holds it. */
const LARGE_ID = '11434198045401089';

const USDT = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

const team = () => ({ baseUrl: stage.sandbox.baseUrl, ...stage.sandbox.team });

let credential: { id: string; name: string };
beforeAll(async () => {
	credential = await stage.editor.createCredential('cregisTeamApi', 'Cregis Team', team());
});

let walletId: string;
let address: string;
beforeEach(() => {
	stage.sandbox.reset();
	walletId = LARGE_ID;
	const wallet = stage.sandbox.addTeamWallet({
		walletId,
		alias: 'Reserve',
		coins: ['TRON'],
		walletType: 'multi_sign',
	});
	stage.sandbox.addTeamTransaction({ walletId, coin: 'TRON', amount: '1000' });
	[{ address }] = wallet.addresses;
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const TRIGGER: WorkflowNode = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Runs one node after a manual trigger. */
async function run(node: Pick<WorkflowNode, 'type' | 'parameters'> & Partial<WorkflowNode>) {
	const workflow = await stage.editor.createWorkflow({
		name: 'Team wallets',
		nodes: [
			TRIGGER,
			{
				typeVersion: 1,
				position: [200, 0],
				credentials: { cregisTeamApi: credential },
				...node,
				name: 'Node',
			},
		],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
	});
	const { nodes, error, text } = await stage.editor.run(workflow, 'Start');
	return { json: (nodes.Node?.outputs[0] ?? []).map(({ json }) => json), error, text };
}

const get = async (operation: string, parameters: object = {}) =>
	await run({
		type: 'n8n-nodes-cregis.cregis',
		parameters: {
			resource: 'teamWallet',
			operation,
			walletId: byId(walletId),
			returnAll: true,
			...parameters,
		},
	});

const send = (status: 'pending' | 'success' | 'failed', amount = '1') =>
	stage.sandbox.addTeamTransaction({ walletId, coin: 'TRON', type: 'send', amount, status });

describe('the operations', () => {
	const coin = { chainId: byId('195'), tokenId: byId('195') };
	const balance = { chain_id: '195', token_id: '195', total: '999', available: '997' };
	const transaction = {
		chain_id: '195',
		token_id: '195',
		amount: '1',
		transactionTypeName: 'send',
	};

	it.each<[string, object, () => object]>([
		['getAll', { filters: { walletType: 'multi_sign' } }, () => ({ alias: 'Reserve' })],
		['getAddresses', { chainId: byId('195') }, () => ({ address, address_status: 'enable' })],
		['getBalances', { filters: coin }, () => balance],
		[
			'getAddressBalances',
			{ filters: { ...coin, minimumBalance: '997', maximumBalance: '997' } },
			() => ({ ...balance, address }),
		],
		[
			'getTransactions',
			{
				filters: {
					...coin,
					transactionType: 2,
					transactionStatus: 1,
					blocktimeStart: '2026-01-01T00:00:00',
					blocktimeEnd: '2100-01-01T00:00:00',
				},
			},
			() => ({ ...transaction, statusName: 'success', blockTimeIso: expect.any(String) }),
		],
		[
			'getPendingTransactions',
			{ filters: coin },
			() => ({ ...transaction, amount: '2', statusName: 'pending' }),
		],
	])('%s runs with its filters', async (operation, parameters, expected) => {
		send('success');
		send('failed');
		send('pending', '2');
		const { json, error } = await get(operation, parameters);
		expect(error).toBeUndefined();
		const own = json.filter(({ wallet_id }) => wallet_id === walletId);
		expect(own).toEqual([expect.objectContaining(expected())]);
	});

	it('read several pages', async () => {
		for (let count = 0; count < 230; count++) send('pending', '0.01');
		const { json } = await get('getPendingTransactions');
		expect(new Set(json.map(({ txid }) => txid)).size).toBe(230);
	});

	it.each<[string, Partial<TeamSettings>, string]>([
		['a disabled key', { enabled: false }, "The API key doesn't exist or is disabled"],
		['a missing permission', { permissions: [] }, "The API key isn't allowed to do this"],
	])('say what to correct for %s', async (_title, settings, message) => {
		stage.sandbox.setTeamSettings(settings);
		const { error, text } = await get('getBalances');
		expect(error?.message).toBe(message);
		expect(text).not.toContain(stage.sandbox.team.accessSecret);
		expect(text).not.toMatch(/access-signature/i);
	});
});

describe('the test of the Cregis Team API credential', () => {
	const test = async (change: object = {}) =>
		await stage.editor.testCredential('cregisTeamApi', { ...team(), ...change });

	it('succeeds with the right key', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it.each([
		['a wrong secret', { accessSecret: 'x' }, "Check 'Access Secret'"],
		['an unknown key', { accessKey: 'x' }, "The API key doesn't exist"],
		['plain http', { baseUrl: 'http://cregis.example' }, 'must start with https://'],
		['an unreachable URL', { baseUrl: 'http://127.0.0.1:1' }, 'ECONNREFUSED'],
	])('says what to fix for %s', async (_title, change, message) => {
		const { status, message: said } = await test(change);
		expect(status).toBe('Error');
		expect(said).toContain(message);
	});

	it.each<[string, Partial<TeamSettings>, string]>([
		['a missing permission', { permissions: ['balances'] }, 'Check the permissions'],
		[
			'an IP address that is not on the whitelist',
			{ whitelist: { enabled: true, ips: [] } },
			"isn't on the whitelist of the API key: 127.0.0.1",
		],
	])('says what to fix for %s', async (_title, settings, message) => {
		stage.sandbox.setTeamSettings(settings);
		const { status, message: said } = await test();
		expect(status).toBe('Error');
		expect(said).toContain(message);
	});

	it("fails for a URL that isn't Cregis", async () => {
		const { status, message } = await test({ baseUrl: stage.editor.url });
		expect(status).toBe('Error');
		expect(message).toContain("it isn't a Cregis API");
	});
});

describe('n8n', () => {
	it('asks only for the credential that the resource needs', async () => {
		const type = (await stage.editor.nodeType('n8n-nodes-cregis.cregis')) as unknown as {
			credentials: Array<{ name: string; displayOptions: object }>;
		};
		expect(type.credentials.map(({ name, displayOptions }) => [name, displayOptions])).toEqual([
			['cregisApi', { hide: { resource: ['callback', 'teamWallet'] } }],
			['cregisTeamApi', { show: { resource: ['teamWallet'] } }],
		]);
	});

	it('offers the credential in the HTTP Request node, which it signs', async () => {
		const types = await stage.editor.credentialTypes();
		expect(types.find(({ name }) => name === 'cregisTeamApi')).toHaveProperty('authenticate');
		const { json } = await run(httpRequest(stage.sandbox.baseUrl));
		expect(json).toEqual([expect.objectContaining({ code: '00000' })]);
	});

	const httpRequest = (baseUrl: string, parameters: object = {}) => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		onError: 'continueRegularOutput',
		parameters: {
			method: 'POST',
			url: `${baseUrl}/openapi/v1/wallet_balance`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'cregisTeamApi',
			sendBody: true,
			// n8n would round the ID in a body of its type 'JSON'.
			contentType: 'raw',
			rawContentType: 'application/json',
			body: `{ "wallet_id": ${walletId}, "chain_id": "195" }`,
			...parameters,
		},
	});

	describe('with somebody who listens', () => {
		let listener: Listener;
		beforeEach(async () => {
			listener = await startListener();
		});
		afterEach(() => listener.close());

		it('signs for no other host, and for no proxy', async () => {
			await run(httpRequest(listener.url));
			const options = { proxy: listener.url };
			await run(httpRequest(stage.sandbox.baseUrl, { options }));
			expect(listener.requests).toEqual([]);
		});
	});
});

describe('an example', () => {
	let slack: Listener;
	beforeEach(async () => {
		slack = await startListener();
	});
	afterEach(() => slack.close());

	/** The messages that an example sends. */
	async function messagesOf(
		example: 'wallet-balances' | 'low-balance-alarm',
		filledIn: Record<string, Record<string, unknown>> = {},
		prepare = () => {},
	) {
		const project = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const workflow = await importExample(
			stage.editor,
			stage,
			example,
			project,
			{ 'Send to Slack': { url: slack.url }, ...filledIn },
			{ cregisTeamApi: credential },
		);
		prepare();
		const { error } = await stage.editor.run(workflow, 'Every Morning');
		const texts = slack.requests.map(({ body }) => (JSON.parse(body) as { text: string }).text);
		return { texts, error };
	}

	it('sends one message with the balances of all wallets, even of empty ones', async () => {
		send('pending', '0.1');
		stage.sandbox.addTeamWallet({ alias: '<!channel> & co', coins: ['TRON'] });
		const { texts, error } = await messagesOf('wallet-balances');
		expect(error).toBeUndefined();
		expect(texts).toEqual([
			[
				'*Payout wallet*',
				'• 1000 TRON',
				'• 5000.25 USDT-TRC20',
				'',
				'*Treasury*',
				'• 2.5 Ethereum',
				'• 120000 USDT-ERC20',
				'',
				'*Reserve*',
				'• 1000 TRON (999.9 available)',
				'',
				'*&lt;!channel&gt; &amp; co*',
				'• nothing',
			].join('\n'),
		]);
	});

	describe('that warns about payouts', () => {
		const alarm = async (...rows: string[]) =>
			await messagesOf(
				'low-balance-alarm',
				{ 'Get Balances': { walletId: byId(walletId) } },
				() => {
					const lines = ['reference,coin,address,amount,note', ...rows, ''];
					writeFileSync(join(stage.filesFolder, 'payouts.csv'), lines.join('\n'));
				},
			);

		it('says nothing if the wallet holds exactly what they need', async () => {
			const { texts, error } = await alarm('a,TRON,T1,999.7,', `b,195@195,T1,0.3,`);
			expect(error).toBeUndefined();
			expect(texts).toEqual([]);
		});

		it('says what is missing, by coin and to the last digit', async () => {
			send('pending', '0.1');
			const { texts, error } = await alarm(
				'a,TRON,T1,999.7,',
				'b,195@195,T1,0.3,',
				`c,195@${USDT},T1,0.000001,`,
				'd,Ethereum,0x1,1,',
				'e,<!channel>,T1,1,',
			);
			expect(error).toBeUndefined();
			expect(texts).toEqual([
				'The payout wallet has 999.9 TRON available, but the payouts of today need 1000. Missing: 0.1',
				'The payout wallet has 0 USDT-TRC20 available, but the payouts of today need 0.000001. Missing: 0.000001',
				'The payout wallet has 0 Ethereum available, but the payouts of today need 1. Missing: 1',
				'The payout wallet has 0 &lt;!channel&gt; available, but the payouts of today need 1. Missing: 1',
			]);
		});

		it('says so if the wallet is empty', async () => {
			({ wallet_id: walletId } = stage.sandbox.addTeamWallet({ alias: 'Empty', coins: ['TRON'] }));
			const { texts } = await alarm('a,TRON,T1,1,');
			expect(texts).toHaveLength(1);
		});

		it("fails if an amount isn't one, instead of leaving it out", async () => {
			const { texts, error } = await alarm('a,TRON,T1,"1,5",');
			expect(error?.message).toContain("'1,5' isn't an amount");
			expect(texts).toEqual([]);
		});
	});
});
