import { describe, expect, it } from '@jest/globals';
import { useProject } from './project.mts';
import { searchList } from './engine.mts';

const project = useProject();

describe('coin: getAll', () => {
	it('returns each coin once, with its uses', async () => {
		const run = await project.run('coin', 'getAll', { returnAll: true });
		expect(project.sent()).toEqual([{ path: '/api/v1/coins', fields: {} }]);
		expect(run.json).toContainEqual({
			coin_name: 'USDT-TRC20',
			chain_id: '195',
			token_id: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
			decimals: '6',
			currency: '195@TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
			uses: ['address', 'payout'],
		});
		const currencies = run.json.map(({ currency }) => currency);
		expect(new Set(currencies).size).toBe(currencies.length);
	});

	it('returns no more than the limit', async () => {
		const run = await project.run('coin', 'getAll', { returnAll: false, limit: 3 });
		expect(run.json).toHaveLength(3);
	});

	it('returns only the coins with the use in the filter', async () => {
		const filters = { use: 'address' };
		const run = await project.run('coin', 'getAll', { returnAll: true, filters });
		expect(run.json.every(({ uses }) => (uses as string[]).includes('address'))).toBe(true);
		// The API can't create XRP addresses (api.md §2.1).
		expect(run.json.map(({ chain_id }) => chain_id)).not.toContain('144');
	});
});

describe('the pickers', () => {
	it.each([
		['coins by name', 'searchPayoutCoins', 'usdt-trc', ['USDT-TRC20']],
		['coins by chain and token', 'searchPayoutCoins', '195@195', ['TRON']],
		['chains by name', 'searchChains', 'tron', ['TRON']],
		['chains by ID', 'searchChains', '2510', ['BNB-BSC']],
		['nothing that matches', 'searchPayoutCoins', 'no such coin', []],
	])('find %s', async (_, method, filter, names) => {
		const { results } = await searchList(project.credential, method, filter);
		expect(results.map(({ name }) => name)).toEqual(names);
	});

	it('offer the values that payouts and addresses accept', async () => {
		const coins = await searchList(project.credential, 'searchPayoutCoins', 'USDT-TRC20');
		expect(coins.results[0].value).toBe('195@TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t');
		const chains = await searchList(project.credential, 'searchChains', 'TRON');
		expect(chains.results[0].value).toBe('195');
	});

	it("say why the list doesn't load", async () => {
		const credential = { ...project.credential, apiKey: 'of another project' };
		await expect(searchList(credential, 'searchChains')).rejects.toThrow(
			'Cregis rejected the signature',
		);
	});
});
