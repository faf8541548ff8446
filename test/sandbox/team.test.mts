/** The sandbox's Team API: what it accepts, refuses and lists. */
import { describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import { isTeamSignature, teamSignature } from '../../sandbox/contract/teamSignature.mts';
import type { TeamSettings } from '../../sandbox/sandbox.mts';
import { call } from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';
import { type Change, teamCall } from '../support/teamClient.mts';

useSandbox();

const WALLETS = '/openapi/v1/wallets';
const ADDRESSES = '/openapi/v1/wallet_address';
const BALANCE = '/openapi/v1/wallet_balance';
const ADDRESS_BALANCE = '/openapi/v1/wallet_address_balance';
const HISTORY = '/openapi/v1/wallet_history_transaction_info';
const PENDING = '/openapi/v1/wallet_processing_transaction_info';

const USDT = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

/** The ID of the first wallet. */
const walletId = () => sandbox.getState().team.wallets[0].wallet_id;
const wallet = () => ({ wallet_id: jsonNumber(walletId()) });

/** The rows of a page. */
async function rows(path: string, fields: JsonObject = {}): Promise<JsonObject[]> {
	const { code, data } = await teamCall(sandbox, path, fields);
	expect(code).toBe('00000');
	return data.rows as JsonObject[];
}

const numbers = (values: unknown[]) => values.map((value) => Number(String(value)));

it('signs as the vector of signing.md §6', () => {
	const request = {
		path: '/openapi/team/profile',
		timestamp: '1717380000000',
		nonce: '9f7c6a2b47e34f19',
		raw: '{"name":"Demo Team"}',
	};
	const signature = 'cef9805fa4ee7bf9376b140153c5e3f80e74e4f950eb6f92ef780fa42aa44289';
	expect(teamSignature(request, 'team-secret')).toBe(signature);
	expect(isTeamSignature(signature, request, 'team-secret')).toBe(true);
	expect(isTeamSignature(signature, { ...request, raw: '{}' }, 'team-secret')).toBe(false);
	expect(() => teamSignature(request, '')).toThrow('empty');
});

describe('a request is refused', () => {
	it.each<[string, Change, string]>([
		['without a key', { headers: { 'Access-Key': undefined } }, 'A0001: Access-Key'],
		['without a time', { headers: { 'Access-Timestamp': undefined } }, 'A0001: Access-Timestamp'],
		['with a time in seconds', { timestamp: '1717380000' }, 'A0001: Access-Timestamp'],
		['with a short nonce', { nonce: 'x'.repeat(15) }, 'A0001: Access-Nonce'],
		['with a long nonce', { nonce: 'x'.repeat(65) }, 'A0001: Access-Nonce'],
		[
			'without a signature',
			{ headers: { 'Access-Signature': undefined } },
			'A0001: Access-Signature',
		],
		['with an unknown key', { headers: { 'Access-Key': 'unknown' } }, 'O0015'],
		['with another secret', { accessSecret: 'another' }, 'B0001'],
		['with the nonce altered', { headers: { 'Access-Nonce': 'y'.repeat(16) } }, 'B0001'],
		['with the time altered', { headers: { 'Access-Timestamp': '1717380000001' } }, 'B0001'],
		['with an upper-case signature', { headers: { 'Access-Signature': 'A'.repeat(64) } }, 'B0001'],
		['with spaces in the body', { raw: '{ "page_num":1}' }, 'A0001: body'],
		['with unsorted keys', { raw: '{"page_size":1,"page_num":1}' }, 'A0001: body'],
		['with a number in another form', { raw: '{"page_num":1.0}' }, 'A0001: body'],
		[
			'with an escape that is not needed',
			{ raw: '{"wallet_type":"single\\u005fsign"}' },
			'A0001: body',
		],
		['with no JSON', { raw: 'page_num=1' }, 'A0001: body'],
		['with a field that is not known', { raw: '{"page":1}' }, 'A0001: page'],
		['with fields of the other API', { raw: '{"nonce":"abcdef"}' }, 'A0001: nonce'],
	])('%s', async (_title, change, expected) => {
		const [code, field] = expected.split(': ');
		const reply = await teamCall(sandbox, WALLETS, {}, change);
		expect(reply).toMatchObject({ code, data: null });
		if (field) expect(reply.msg).toBe(`Param Error: ${field}`);
	});

	it.each<[string, Partial<TeamSettings>, string]>([
		['a disabled key', { enabled: false }, 'O0015'],
		['an IP that is not on the whitelist', { whitelist: { enabled: true, ips: [] } }, 'E0001'],
		['a key without the permission', { permissions: ['balances'] }, 'E0004'],
	])('for %s', async (_title, settings, code) => {
		sandbox.setTeamSettings(settings);
		expect((await teamCall(sandbox, WALLETS)).code).toBe(code);
	});

	it('for a wallet whose ID differs only in its last digit', async () => {
		sandbox.addTeamWallet({ walletId: '11434198045401089', alias: 'Large', coins: ['TRON'] });
		const own = { wallet_id: jsonNumber('11434198045401089') };
		expect((await teamCall(sandbox, BALANCE, own)).code).toBe('00000');
		const near = jsonNumber('11434198045401088');
		expect((await teamCall(sandbox, BALANCE, { wallet_id: near })).code).toBe('E0010');
	});

	it('if it is signed as a request of a project', async () => {
		expect((await call(sandbox, WALLETS, {})).msg).toBe('Param Error: Access-Key');
	});
});

describe('lists', () => {
	it('show the wallets in pages, each with its tokens', async () => {
		const first = await teamCall(sandbox, WALLETS, { page_size: jsonNumber(1) });
		expect(first.data).toMatchObject({ pageNum: jsonNumber(1), pageSize: jsonNumber(1) });
		expect(first.data.total).toEqual(jsonNumber(2));
		expect(first.data.rows).toEqual([
			{
				wallet_id: jsonNumber(walletId()),
				walletType: 'single_sign',
				alias: 'Payout wallet',
				create_time: expect.objectContaining({ value: expect.stringMatching(/^\d{10}$/) }),
				wallet_status: 'normal',
				tokens: [
					{ chain_id: '195', chain_name: 'TRON', token_id: '195', token_name: 'TRON' },
					{ chain_id: '195', chain_name: 'TRON', token_id: USDT, token_name: 'USDT-TRC20' },
				],
			},
		]);
		const multi = await rows(WALLETS, { wallet_type: 'multi_sign' });
		expect(multi.map(({ alias }) => alias)).toEqual(['Treasury']);
	});

	it('show the addresses of a wallet on a chain', async () => {
		const { wallet_id } = sandbox.addTeamWallet({
			alias: 'Two chains',
			coins: ['TRON', 'Ethereum'],
			addresses: 3,
		});
		const own = { wallet_id: jsonNumber(wallet_id) };
		expect(await rows(ADDRESSES, { ...own, chain_id: '60' })).toHaveLength(3);
		expect(await rows(ADDRESSES, { ...own, chain_id: '0' })).toEqual([]);
	});

	it('show exact balances, less what is being sent', async () => {
		const send = { walletId: walletId(), coin: 'TRON', type: 'send' } as const;
		sandbox.addTeamTransaction({ ...send, amount: '0.1' });
		sandbox.addTeamTransaction({ ...send, amount: '0.2', status: 'pending' });
		sandbox.addTeamTransaction({ ...send, amount: '0.4', status: 'failed' });
		const coin = { chain_id: '195', token_id: '195' };
		const balance = { total: '999.9', available: '999.7', processing: '0.2' };
		expect(await rows(BALANCE, { ...wallet(), ...coin })).toEqual([{ ...coin, ...balance }]);
		const [{ address }] = sandbox.getState().team.wallets[0].addresses;
		const atLeast = { minimum_balance: '999.7', maximum_balance: '999.7' };
		expect(await rows(ADDRESS_BALANCE, { ...wallet(), address, ...atLeast })).toEqual([
			{ address, ...coin, ...balance },
		]);
	});

	it.each(['transaction_status', 'status'] as const)(
		'show past transactions, with the status as %s',
		async (statusField) => {
			sandbox.setTeamSettings({ statusField });
			const send = { walletId: walletId(), coin: 'TRON', type: 'send', amount: '1' } as const;
			sandbox.addTeamTransaction({ ...send, status: 'failed', at: 1_717_380_000_500 });
			sandbox.addTeamTransaction({ ...send, status: 'pending' });
			const [failed, ...others] = await rows(HISTORY, {
				...wallet(),
				transaction_type: jsonNumber(2),
				transaction_status: jsonNumber(2),
				blocktime_start: jsonNumber(1_717_380_000),
				blocktime_end: jsonNumber(1_717_380_000),
			});
			expect(others).toEqual([]);
			expect(numbers([failed[statusField], failed.transaction_type, failed.block_time])).toEqual([
				2, 2, 1_717_380_000,
			]);
			expect(await rows(HISTORY, wallet())).toHaveLength(3);
		},
	);

	it('show what is being sent, where 1 means send', async () => {
		const send = { walletId: walletId(), coin: 'TRON', type: 'send', amount: '1' } as const;
		const { txid } = sandbox.addTeamTransaction({ ...send, status: 'pending' });
		const [pending, ...others] = await rows(PENDING, { ...wallet(), txid });
		expect(others).toEqual([]);
		expect(numbers([pending.transaction_type, pending.status])).toEqual([1, 0]);
	});
});

describe('a control', () => {
	it('gives wallets IDs that the official SDK takes', () => {
		const ids = sandbox.getState().team.wallets.map(({ wallet_id }) => wallet_id);
		expect(new Set(ids.filter((id) => Number.isSafeInteger(Number(id)))).size).toBe(2);
	});

	it.each([
		['an unknown wallet', { walletId: '1', coin: 'TRON', amount: '1' }, 'no wallet 1'],
		['a coin that the wallet lacks', { coin: 'Ethereum', amount: '1' }, 'no coin Ethereum'],
		['more than there is', { coin: 'TRON', amount: '1000.1', type: 'send' }, 'has less than'],
		[
			'a deposit that is pending',
			{ coin: 'TRON', amount: '1', status: 'pending' },
			'can be pending',
		],
	] as const)('refuses %s', (_title, input, message) => {
		expect(() => sandbox.addTeamTransaction({ walletId: walletId(), ...input })).toThrow(message);
	});

	it('resets the wallets and the key, but not its values', async () => {
		const { team } = sandbox;
		sandbox.setTeamSettings({ enabled: false });
		sandbox.addTeamWallet({ alias: 'Gone', coins: ['TRON'] });
		sandbox.reset();
		expect(sandbox.team).toEqual(team);
		expect(await rows(WALLETS)).toHaveLength(2);
	});
});
