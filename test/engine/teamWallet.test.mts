/** The wallets of a team: all six operations, with all filters, over several pages. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import type { TeamSettings, TeamWallet } from '../../sandbox/sandbox.mts';
import { runNode, searchList } from './engine.mts';
import { OPERATIONS } from './operationList.mts';
import { byId, useProject } from './project.mts';

const project = useProject();

/** Above 2^53, and odd: no double holds it. */
const LARGE_ID = '11434198045401089';

const USDT = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

let wallet: TeamWallet;
let walletId: string;
beforeEach(() => {
	walletId = LARGE_ID;
	const coins = ['TRON', 'USDT-TRC20'];
	wallet = project.sandbox.addTeamWallet({ walletId, alias: 'Reserve', coins });
	receive('TRON', '1000');
	receive('USDT-TRC20', '5000.25');
});

const get = async (operation: string, parameters: IDataObject = {}, options = {}) =>
	await project.run(
		'teamWallet',
		operation,
		{ walletId: byId(walletId), returnAll: true, ...parameters } as never,
		options,
	);

const lastBody = () => project.sandbox.getRequests().at(-1)!.raw;

const receive = (coin: string, amount: string, input = {}) =>
	project.sandbox.addTeamTransaction({ walletId, coin, amount, ...input });
const send = (coin: string, amount: string, input = {}) =>
	receive(coin, amount, { type: 'send', ...input });

describe('getAll', () => {
	it('lists the wallets with their tokens, and their IDs digit for digit', async () => {
		const { json } = await get('getAll');
		expect(json).toEqual([
			expect.objectContaining({ alias: 'Payout wallet', wallet_id: expect.any(Number) }),
			expect.objectContaining({ alias: 'Treasury', walletType: 'multi_sign' }),
			{
				wallet_id: walletId,
				walletType: 'single_sign',
				alias: 'Reserve',
				create_time: expect.any(Number),
				createTimeIso: expect.stringMatching(/^20\d\d-.*Z$/),
				wallet_status: 'normal',
				tokens: [
					expect.objectContaining({ token_name: 'TRON' }),
					expect.objectContaining({ chain_id: '195', token_id: USDT, token_name: 'USDT-TRC20' }),
				],
			},
		]);
	});

	it('filters by type', async () => {
		const { json } = await get('getAll', { filters: { walletType: 'multi_sign' } });
		expect(json.map(({ alias }) => alias)).toEqual(['Treasury']);
		expect(lastBody()).toBe('{"page_num":1,"page_size":100,"wallet_type":"multi_sign"}');
	});
});

describe('getAddresses', () => {
	it('lists the addresses on a chain, and names the wallet of each', async () => {
		const { json } = await get('getAddresses', { chainId: byId('195') });
		const [{ address }] = wallet.addresses;
		expect(json).toEqual([
			{
				wallet_id: walletId,
				chain_id: '195',
				address,
				alias: 'Reserve 1',
				address_status: 'enable',
				create_time: expect.any(Number),
				createTimeIso: expect.stringMatching(/Z$/),
			},
		]);
		expect(lastBody()).toBe(
			`{"chain_id":"195","page_num":1,"page_size":100,"wallet_id":${walletId}}`,
		);
	});
});

describe('getBalances', () => {
	it('lists exact balances, and names the wallet of each', async () => {
		send('TRON', '0.1', { status: 'pending' });
		const { json } = await get('getBalances');
		expect(json).toEqual([
			{
				wallet_id: walletId,
				chain_id: '195',
				token_id: '195',
				total: '1000',
				available: '999.9',
				processing: '0.1',
			},
			expect.objectContaining({ token_id: USDT, total: '5000.25' }),
		]);
	});

	it('filters by chain and token', async () => {
		const filters = { chainId: byId('195'), tokenId: byId(USDT) };
		const { json } = await get('getBalances', { filters });
		expect(json.map(({ token_id }) => token_id)).toEqual([USDT]);
		expect(project.lastSent()?.fields).toMatchObject({ chain_id: '195', token_id: USDT });
	});
});

describe('getAddressBalances', () => {
	it('lists the balance of each address and token', async () => {
		const [{ address }] = wallet.addresses;
		const { json } = await get('getAddressBalances');
		expect(json).toContainEqual({
			wallet_id: walletId,
			address,
			chain_id: '195',
			token_id: '195',
			total: '1000',
			available: '1000',
			processing: '0',
		});
	});

	it('sends every filter', async () => {
		const [{ address }] = wallet.addresses;
		const filters = {
			address,
			chainId: byId('195'),
			tokenId: byId('195'),
			minimumBalance: '1000',
			maximumBalance: '1000.0',
		};
		const { json } = await get('getAddressBalances', { filters });
		expect(json).toHaveLength(1);
		expect(lastBody()).toBe(
			`{"address":"${address}","chain_id":"195","maximum_balance":"1000.0","minimum_balance":"1000","page_num":1,"page_size":100,"token_id":"195","wallet_id":${walletId}}`,
		);
	});
});

describe('getTransactions', () => {
	it('sends every filter in the type that Cregis expects', async () => {
		const filters = {
			chainId: byId('195'),
			tokenId: byId('195'),
			txid: 'abc',
			transactionType: 2,
			transactionStatus: 1,
			blocktimeStart: '2026-01-01T00:00:00Z',
			blocktimeEnd: '2026-12-31T00:00:00Z',
		};
		await get('getTransactions', { filters });
		expect(lastBody()).toBe(
			`{"blocktime_end":1798675200,"blocktime_start":1767225600,"chain_id":"195","page_num":1,"page_size":100,"token_id":"195","transaction_status":1,"transaction_type":2,"txid":"abc","wallet_id":${walletId}}`,
		);
	});

	it.each([
		['received', { transactionType: 1 }, 2],
		['sent', { transactionType: 2 }, 2],
		['successful', { transactionStatus: 1 }, 3],
		['failed', { transactionStatus: '2' }, 1],
		['up to a time', { blocktimeEnd: '2024-06-03T02:00:00Z' }, 1],
		['from a time on', { blocktimeStart: '2024-06-03T02:00:01Z' }, 3],
		['of a token', { tokenId: byId(USDT) }, 1],
		['of another chain', { chainId: byId('60') }, 0],
	])('filters those %s', async (_title, filters, count) => {
		send('TRON', '1', { at: Date.parse('2024-06-03T02:00:00Z') });
		send('TRON', '2', { status: 'failed' });
		send('TRON', '3', { status: 'pending' });
		const { json } = await get('getTransactions', { filters });
		expect(json).toHaveLength(count);
	});

	it.each(['transaction_status', 'status'] as const)(
		'returns words and times, if Cregis calls the status %s',
		async (statusField) => {
			project.sandbox.setTeamSettings({ statusField });
			const { txid, from_address, to_address } = send('TRON', '1', {
				status: 'failed',
				at: Date.parse('2024-06-03T02:00:00Z'),
			});
			const filters = { txid };
			expect((await get('getTransactions', { filters })).json).toEqual([
				{
					wallet_id: walletId,
					transactionTypeName: 'send',
					statusName: 'failed',
					chain_id: '195',
					token_id: '195',
					amount: '1',
					from_address,
					to_address,
					txid,
					blockTimeIso: '2024-06-03T02:00:00.000Z',
				},
			]);
			const [raw] = (await get('getTransactions', { filters, simplify: false })).json;
			expect(raw).toMatchObject({ status: 2, [statusField]: 2, fee: '0.00021' });
		},
	);
});

describe('getPendingTransactions', () => {
	it('returns what is being sent, in words', async () => {
		const { txid, from_address, to_address } = send('TRON', '1', { status: 'pending' });
		const filters = { txid, chainId: byId('195'), tokenId: byId('195') };
		expect((await get('getPendingTransactions', { filters })).json).toEqual([
			{
				wallet_id: walletId,
				transactionTypeName: 'send',
				statusName: 'pending',
				chain_id: '195',
				token_id: '195',
				amount: '1',
				from_address,
				to_address,
				txid,
			},
		]);
		expect(lastBody()).toBe(
			`{"chain_id":"195","page_num":1,"page_size":100,"token_id":"195","txid":"${txid}","wallet_id":${walletId}}`,
		);
	});
});

describe('several pages', () => {
	const COUNT = 230;
	/** Fills as many rows as are in the list of each operation. */
	const FILL: Record<string, () => void> = {
		getAll: () => {
			for (let count = 3; count < COUNT; count++) {
				project.sandbox.addTeamWallet({ alias: `Wallet ${count}`, coins: ['TRON'] });
			}
		},
		getAddresses: () => useWallet(['TRON'], COUNT),
		getBalances: () => {
			useWallet(COINS, 1);
			for (const coin of COINS) receive(coin, '1');
		},
		getAddressBalances: () => {
			useWallet(['TRON'], COUNT);
			for (const { address } of wallet.addresses) receive('TRON', '1', { address });
		},
		getTransactions: () => {
			useWallet(['TRON'], 1);
			for (let count = 0; count < COUNT; count++) receive('TRON', '1');
		},
		getPendingTransactions: () => {
			useWallet(['TRON'], 1);
			receive('TRON', String(COUNT));
			for (let count = 0; count < COUNT; count++) send('TRON', '1', { status: 'pending' });
		},
	};
	const COINS = ['TRON', 'USDT-TRC20', 'USDC-TRC20', 'Ethereum', 'USDT-ERC20', 'USDC-ERC20'];

	/** Tests the operation with a wallet of its own. */
	function useWallet(coins: string[], addresses: number) {
		wallet = project.sandbox.addTeamWallet({ alias: 'Large', coins, addresses });
		walletId = wallet.wallet_id;
	}

	it.each(Object.keys(FILL).filter((operation) => operation !== 'getBalances'))(
		'%s returns all rows, each once',
		async (operation) => {
			FILL[operation]();
			const { json, error } = await get(operation, { chainId: byId('195') });
			expect(error).toBeUndefined();
			expect(json).toHaveLength(COUNT);
			expect(new Set(json.map((row) => JSON.stringify(row))).size).toBe(COUNT);
			expect(project.sent()).toHaveLength(3);
		},
	);

	it('getBalances has one row for each token', async () => {
		FILL.getBalances();
		const { json } = await get('getBalances');
		expect(json).toHaveLength(COINS.length);
	});

	it.each(Object.keys(FILL))('%s stops at the limit', async (operation) => {
		FILL[operation]();
		const { json } = await get(operation, {
			chainId: byId('195'),
			returnAll: false,
			limit: 3,
		});
		expect(json).toHaveLength(3);
		expect(project.lastSent()?.fields).toMatchObject({ page_num: 1, page_size: 3 });
	});
});

describe('a wallet ID', () => {
	it.each([
		['text', '={{ $json.id }}', (id: string) => id],
		['text with zeros before it', '={{ $json.id }}', (id: string) => `000${id}`],
		['text with spaces around it', '= {{ $json.id }} ', (id: string) => id],
	])('is sent digit for digit: %s', async (_title, expression, idOf) => {
		const items = [{ id: idOf(walletId) }];
		const { json } = await get('getBalances', { walletId: byId(expression) }, { items });
		expect(json[0].wallet_id).toBe(walletId);
		expect(lastBody()).toContain(`"wallet_id":${walletId}}`);
	});

	it.each([
		['has been rounded', '={{ Number($json.id) }}', 'has more digits than a number can hold'],
		['is a name', '={{ "Reserve" }}', "'Wallet' can contain only digits"],
		['is missing', '={{ $json.none }}', "'Wallet' is missing"],
	])('is refused if it %s', async (_title, value, message) => {
		const items = [{ id: walletId }];
		const { error } = await get('getBalances', { walletId: byId(value) }, { items });
		expect(error?.message).toContain(message);
		expect(project.sent()).toEqual([]);
	});
});

describe('each operation', () => {
	const operations = OPERATIONS.filter((name) => name.startsWith('teamWallet')).map(
		(name) => name.split(': ')[1],
	);

	describe.each(operations)('%s', (operation) => {
		const run = async (change: IDataObject = {}) =>
			await get(
				operation,
				{ chainId: byId('195') },
				{ credential: { ...project.teamCredential, ...change } },
			);

		it.each<[string, IDataObject, Partial<TeamSettings>, string, string]>([
			['a wrong secret', { accessSecret: 'x' }, {}, 'B0001', 'Cregis rejected the signature'],
			['an unknown key', { accessKey: 'x' }, {}, 'O0015', "The API key doesn't exist"],
			['a disabled key', {}, { enabled: false }, 'O0015', 'or is disabled'],
			[
				'a missing permission',
				{},
				{ permissions: [] },
				'E0004',
				"The API key isn't allowed to do this",
			],
			[
				'an IP address that is not on the whitelist',
				{},
				{ whitelist: { enabled: true, ips: [] } },
				'E0001',
				"isn't on the whitelist of the API key: 127.0.0.1",
			],
		])('says what to correct for %s', async (_title, change, settings, code, message) => {
			project.sandbox.setTeamSettings(settings);
			const { error } = await run(change);
			expect(error?.message).toContain(message);
			expect(error?.description).toContain(`(Cregis code ${code})`);
		});

		it.each([
			[{ accessSecret: ' ' }, "has no 'Access Secret'"],
			[{ baseUrl: 'http://cregis.example' }, 'must start with https://'],
		])('sends nothing with %j', async (change, message) => {
			const { error } = await run(change);
			expect(error?.message).toContain(message);
			expect(error?.description).toBe('Open the credential of this node and correct it.');
			expect(project.sent()).toEqual([]);
		});

		it('stores neither the secret nor a signature', async () => {
			const { accessSecret } = project.sandbox.team;
			for (const { stored } of [await run(), await run({ accessKey: 'x' })]) {
				expect(stored).not.toContain(accessSecret);
				expect(stored).not.toMatch(/Access-Signature/i);
			}
		});
	});

	it('says that the wallet is unknown', async () => {
		walletId = String(BigInt(walletId) - 1n);
		const { error } = await get('getBalances');
		expect(error?.message).toBe("The wallet doesn't exist");
		expect(error?.description).toContain("Check 'Wallet'");
	});
});

describe('the credential', () => {
	it('is that of the team for its wallets, and that of the project for all else', async () => {
		const { credentials } = new Cregis().description;
		const shown = Object.fromEntries(
			credentials!.map(({ name, displayOptions }) => [name, displayOptions]),
		);
		expect(shown).toEqual({
			cregisApi: { hide: { resource: ['callback', 'teamWallet'] } },
			cregisTeamApi: { show: { resource: ['teamWallet'] } },
		});
	});

	it('is not asked for by operations of the other API', async () => {
		// The engine selects only one credential, so an operation that asks for the other fails.
		const coins = await project.run('coin', 'getAll', {});
		const wallets = await get('getAll');
		expect([coins.error, wallets.error]).toEqual([undefined, undefined]);
	});

	it('can be missing, and the error says so', async () => {
		const { error } = await runNode({
			parameters: { resource: 'teamWallet', operation: 'getAll' },
		});
		expect(error?.message).toContain('The credential was deleted');
	});
});

describe('the pickers', () => {
	const search = async (method: string, filter?: string, parameters = {}) => {
		const { results } = await searchList(project.teamCredential, method, filter, {
			resource: 'teamWallet',
			operation: 'getBalances',
			...parameters,
		});
		return results;
	};

	it('list the wallets by name, with their IDs digit for digit', async () => {
		expect(await search('searchTeamWallets', 'RESERVE')).toEqual([
			{ name: 'Reserve', value: walletId },
		]);
		expect((await search('searchTeamWallets')).map(({ name }) => name)).toEqual([
			'Payout wallet',
			'Reserve',
			'Treasury',
		]);
	});

	it('find a wallet by its ID, and show the ID of one without a name', async () => {
		project.sandbox.addTeamWallet({ alias: '', coins: [] });
		const { wallet_id: id } = project.sandbox.getState().team.wallets.at(-1)!;
		expect(await search('searchTeamWallets', id)).toEqual([{ name: id, value: id }]);
	});

	it('list the tokens and chains of all wallets, each once', async () => {
		project.sandbox.addTeamWallet({ alias: 'Second', coins: ['TRON'] });
		expect((await search('searchTeamTokens')).map(({ name }) => name)).toEqual([
			'Ethereum',
			'TRON',
			'USDT-ERC20',
			'USDT-TRC20',
		]);
		expect(await search('searchTeamChains')).toEqual([
			{ name: 'Ethereum', value: '60' },
			{ name: 'TRON', value: '195' },
		]);
	});

	it('list only those of the selected wallet', async () => {
		const parameters = { walletId: byId(walletId) };
		expect(await search('searchTeamTokens', '', parameters)).toEqual([
			{ name: 'TRON', value: '195' },
			{ name: 'USDT-TRC20', value: USDT },
		]);
		expect(await search('searchTeamChains', '', parameters)).toEqual([
			{ name: 'TRON', value: '195' },
		]);
	});
});
