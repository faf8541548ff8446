/** Lists of coins with invalid rows: the valid rows are offered, and only those can be paid. */
import { describe, expect, it } from '@jest/globals';
import { searchList } from './engine.mts';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const TRON = { coin_name: 'TRON', chain_id: '195', token_id: '195', decimals: '6' };

/** Makes Cregis return this as the project's coins. */
function serveCoins(data: unknown) {
	const body = JSON.stringify({ code: '00000', msg: 'ok', data });
	project.sandbox.addFault({ path: '/api/v1/coins', kind: 'envelope', body });
}

const allLists = (rows: unknown) => ({
	address_coins: rows,
	payout_coins: rows,
	order_coins: rows,
});

const UNREADABLE: Array<[string, unknown]> = [
	['null', null],
	['text', 'TRON'],
	['a number', 195],
	['a list', [TRON]],
	['empty', {}],
	['without a chain', { ...TRON, chain_id: undefined }],
	['without a token', { ...TRON, token_id: null }],
	['with an empty token', { ...TRON, token_id: '' }],
	['without a name', { ...TRON, coin_name: undefined }],
	['with an object as its chain', { ...TRON, chain_id: {} }],
];

const PICKERS = [
	['searchPayoutCoins', '195@195'],
	['searchAddressCoins', '195@195'],
	['searchTokens', '195'],
	['searchChains', '195'],
];

describe.each(PICKERS)('the picker %s', (method, value) => {
	it.each(UNREADABLE)('leaves out a row that is %s', async (_, row) => {
		serveCoins(allLists([row, TRON, row]));
		const { results } = await searchList(project.credential, method);
		expect(results).toEqual([{ name: 'TRON', value }]);
	});

	it.each([
		['null', null],
		['no list of coins', {}],
		['text instead of lists', allLists('none')],
		['an object instead of lists', allLists({ TRON })],
	])('offers nothing if Cregis returns %s', async (_, data) => {
		serveCoins(data);
		expect((await searchList(project.credential, method)).results).toEqual([]);
	});
});

it.each([
	['only receive', 'address_coins'],
	['only take for orders', 'order_coins'],
])("a coin that the project can %s can't be paid out", async (_, list) => {
	serveCoins({ payout_coins: [], [list]: [TRON] });
	const run = await project.run('payout', 'create', {
		currency: byId('195@195'),
		toAddress: TRON_ADDRESS,
		amount: '1',
		thirdPartyId: 'invoice-1',
	});
	expect(run.error?.message).toBe("This project can't pay out '195@195'");
	expect(project.payments()).toEqual([]);
});

it('IDs match whether they come as numbers or as text', async () => {
	serveCoins(allLists([{ ...TRON, chain_id: 195, token_id: 195 }]));
	const { results } = await searchList(project.credential, 'searchChains');
	expect(results).toEqual([{ name: 'TRON', value: '195' }]);
});

describe('coin: getAll', () => {
	it('returns the other rows if one is null', async () => {
		serveCoins({ payout_coins: [null, TRON], address_coins: [TRON, TRON], order_coins: null });
		const run = await project.run('coin', 'getAll', { returnAll: true });
		expect(run.json).toEqual([{ ...TRON, currency: '195@195', uses: ['address', 'payout'] }]);
	});
});

describe('a payout', () => {
	const pay = async (coin: string) =>
		await project.run('payout', 'create', {
			currency: byId(coin),
			toAddress: TRON_ADDRESS,
			amount: '1',
			thirdPartyId: 'invoice-1',
		});

	it.each(UNREADABLE)('is sent if another row is %s', async (_, row) => {
		serveCoins({ payout_coins: [row, TRON] });
		const run = await pay('TRON');
		expect(run.error).toBeUndefined();
		expect(project.payments()[0].fields.currency).toBe('TRON');
	});

	it.each(UNREADABLE)('is not sent if its own row is %s', async (_, row) => {
		serveCoins({ payout_coins: [row] });
		const run = await pay('TRON');
		expect(run.error?.message).toBe("This project can't pay out 'TRON'");
		expect(project.payments()).toEqual([]);
	});

	it.each(['undefined@undefined', '195@undefined', '195@null', 'undefined'])(
		'of %s is not sent, whatever the rows lack',
		async (coin) => {
			serveCoins({ payout_coins: UNREADABLE.map(([, row]) => row) });
			const run = await pay(coin);
			expect(run.error?.message).toBe(`This project can't pay out '${coin}'`);
			expect(project.payments()).toEqual([]);
		},
	);
});
