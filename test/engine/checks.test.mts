/** The checks before the first payment is sent. */
import { describe, expect, it } from '@jest/globals';
import { newAddress } from '../support/client.mts';
import { ETHEREUM_ADDRESS, TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

/** One payout for each item, with the item's own values where it has them. */
const ROWS = {
	currency: byId('={{ $json.coin ?? "195@195" }}'),
	toAddress: `={{ $json.address ?? "${TRON_ADDRESS}" }}`,
	amount: '={{ $json.amount ?? "1" }}',
	thirdPartyId: '={{ $json.reference ?? "r" + $itemIndex }}',
	additionalFields: { memo: '={{ $json.memo ?? "" }}' },
};

const payouts = () => project.sandbox.getState().payouts;

const paths = () => project.sent().map(({ path }) => path);

describe('a payout is not sent', () => {
	it.each([
		[
			'with more decimals than its coin allows',
			{ amount: '1.0000001' },
			"'Amount' has 7 decimal places, but only 6 are allowed: '1.0000001'",
		],
		[
			'with the rounding error of 0.1 + 0.2',
			{ amount: 0.1 + 0.2 },
			"'Amount' is a calculated number with a rounding error: 0.30000000000000004",
		],
		[
			"of a coin that the project doesn't have",
			{ coin: 'no coin' },
			"This project can't pay out 'no coin'",
		],
		[
			'to an address of another chain',
			{ address: ETHEREUM_ADDRESS },
			`'To Address' isn't a valid TRON address: '${ETHEREUM_ADDRESS}'`,
		],
		[
			'with a memo on a chain without memos',
			{ memo: '7' },
			"TRON doesn't use a 'Memo': only XRP and TON do",
		],
	])('%s', async (_, row, message) => {
		const run = await project.run('payout', 'create', ROWS, { items: [row] });
		expect(run.error?.message).toContain(message);
		expect(payouts()).toEqual([]);
	});
});

it.each([
	['195@195', TRON_ADDRESS, '195@195'],
	['USDT-TRC20', TRON_ADDRESS, 'USDT-TRC20'],
	[
		'60@0xdAC17F958D2ee523a2206206994597C13D831ec7',
		ETHEREUM_ADDRESS,
		'60@0xdac17f958d2ee523a2206206994597c13d831ec7',
	],
])('a coin is found by its IDs or its name: %s', async (coin, address, sent) => {
	const run = await project.run('payout', 'create', ROWS, { items: [{ coin, address }] });
	expect(run.error).toBeUndefined();
	expect(project.payments()[0].fields.currency).toBe(sent);
});

describe('a memo', () => {
	it.each([
		['XRP', '144@144', 'rDsbeomae4FXwgQTJp9Rs64Qg9vDiTCdBv'],
		['TON', '2000@2000', 'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs'],
	])('is sent with a payout of %s', async (_, coin, address) => {
		const items = [{ coin, address, memo: '7' }];
		const run = await project.run('payout', 'create', ROWS, { items });
		expect(run.error).toBeUndefined();
		expect(project.payments()[0].fields).toMatchObject({ currency: coin, memo: '7' });
	});
});

describe('of several payouts', () => {
	const MIXED = [
		{ reference: 'a' },
		{ reference: 'b', amount: '0' },
		{ reference: 'c' },
		{ reference: 'd', amount: '1.0000001' },
		{ reference: 'e', address: 'T123' },
		{ reference: 'f' },
		{ reference: 'f' },
		{ reference: 'h', coin: 'no coin' },
	];

	const FAULTS: Array<[item: number, reason: string]> = [
		[1, "'Amount' must be greater than 0"],
		[3, "'Amount' has 7 decimal places, but only 6 are allowed: '1.0000001'"],
		[4, "'To Address' isn't a valid TRON address: 'T123'"],
		[5, "The reference must be unique: items 5 and 6 use 'f'"],
		[6, "The reference must be unique: items 5 and 6 use 'f'"],
		[7, "This project can't pay out 'no coin'"],
	];

	it('none is sent if one is invalid, and the error lists every issue with its item', async () => {
		const run = await project.run('payout', 'create', ROWS, { items: MIXED });
		expect(run.error).toMatchObject({
			message: 'Nothing was sent: 6 of 8 items are invalid',
			node: { name: 'Cregis' },
		});
		for (const [item, reason] of FAULTS) {
			expect(run.error?.description).toContain(`Item ${item}: ${reason}.`);
		}
		const named = run.error?.description?.match(/(?<=Item )\d+(?=:)/g)?.map(Number);
		expect(named).toEqual(FAULTS.map(([item]) => item));
		expect(payouts()).toEqual([]);
	});

	it('the valid ones are paid with Continue On Fail, and the others become failed items with a reason', async () => {
		const run = await project.run('payout', 'create', ROWS, {
			items: MIXED,
			onError: 'continueErrorOutput',
		});
		expect(payouts().map(({ third_party_id }) => third_party_id)).toEqual(['a', 'c']);
		expect(run.json.map(({ third_party_id }) => third_party_id)).toEqual(['a', 'c']);
		expect(run.errorItems.map(({ json, pairedItem }) => [pairedItem, json.error])).toEqual(
			FAULTS.map(([item, reason]) => [{ item }, reason]),
		);
		expect(run.errorItems[0].json.message).toMatchObject({ outcome: 'not done' });
	});

	it('what they have in common is checked once', async () => {
		const items = Array.from({ length: 30 }, (_, row) => ({
			coin: row % 2 ? '195@195' : 'USDT-TRC20',
			address: row % 3 ? TRON_ADDRESS : project.walletAddress('195'),
		}));
		await project.run('payout', 'create', ROWS, { items });
		const count = (path: string) => paths().filter((each) => each === path).length;
		expect(count('/api/v1/coins')).toBe(1);
		expect(count('/api/v1/address/legal')).toBe(2);
		expect(paths().lastIndexOf('/api/v1/address/legal')).toBeLessThan(
			paths().indexOf('/api/v2/payout'),
		);
	});

	it('the check can be turned off', async () => {
		await project.run('payout', 'create', { ...ROWS, options: { checkAllFirst: false } });
		expect(paths()).toEqual(['/api/v2/payout']);
	});
});

describe('a check that fails', () => {
	it.each([
		['the coins', '/api/v1/coins'],
		['an address', '/api/v1/address/legal'],
	])('of %s stops the run before anything is sent, and says so', async (_, path) => {
		project.sandbox.addFault({ path, kind: 'lost_reply' });
		const run = await project.run('payout', 'create', ROWS, { items: [{}, {}] });
		expect(run.error?.message).toBe('The connection to Cregis was lost before it responded');
		expect(run.error).toMatchObject({ node: { name: 'Cregis' }, context: { itemIndex: 0 } });
		expect(run.error?.description).toContain(
			"The items couldn't be checked with Cregis. Nothing was sent.",
		);
		expect(payouts()).toEqual([]);
	});

	it("doesn't leave the outcome of an item unknown", async () => {
		project.sandbox.addFault({ path: '/api/v1/coins', kind: 'lost_reply' });
		const run = await project.run('payout', 'create', ROWS, { onError: 'continueRegularOutput' });
		expect(run.json[0].message).toMatchObject({ outcome: 'not done' });
	});
});

describe('the same applies to', () => {
	it('withdrawals', async () => {
		const parameters = { ...ROWS, fromAddress: await newAddress(project.sandbox) };
		const run = await project.run('withdrawal', 'create', parameters, {
			items: [{}, { address: 'T123' }, { amount: '1.0000001' }],
		});
		expect(run.error?.message).toBe('Nothing was sent: 2 of 3 items are invalid');
		expect(project.payments()).toEqual([]);
	});

	it('collections, which have no reference', async () => {
		const parameters = {
			currency: byId('195@195'),
			fromAddress: await newAddress(project.sandbox),
			toAddress: project.walletAddress('195'),
			additionalFields: { amount: '={{ $json.amount }}' },
		};
		const items = [{ amount: '1' }, { amount: '1.0000001' }];
		const run = await project.run('collection', 'create', parameters, { items });
		expect(run.error?.description).toContain("Item 1: 'Amount' has 7 decimal places");
		expect(project.payments()).toEqual([]);
	});

	it('orders, whose amounts have at most two decimals', async () => {
		const parameters = {
			orderId: '={{ $json.id }}',
			orderAmount: '={{ $json.amount }}',
			orderCurrency: 'USD',
			payerId: 'customer-1',
			successUrl: 'https://shop.example.com/thanks',
			cancelUrl: 'https://shop.example.com/cart',
			validTime: 60,
		};
		const run = await project.run('order', 'create', parameters, {
			credential: { baseUrl: project.sandbox.baseUrl, ...project.sandbox.payment },
			items: [
				{ id: 'a', amount: '1.00' },
				{ id: 'b', amount: '1.001' },
				{ id: 'c', amount: '1' },
				{ id: 'c', amount: '1' },
			],
		});
		expect(run.error?.message).toBe('Nothing was sent: 3 of 4 items are invalid');
		expect(run.error?.description).toContain(
			"Item 1: 'Order Amount' has 3 decimal places, but only 2 are allowed: '1.001'. Item 2: The reference must be unique: items 2 and 3 use 'c'.",
		);
		expect(project.payments()).toEqual([]);
	});
});
