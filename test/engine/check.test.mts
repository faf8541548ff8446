/** Payout: Check tells what Create would do with the same items, and pays nothing. */
import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { newAddress } from '../support/client.mts';
import { useProject, ETHEREUM_ADDRESS, TRON_ADDRESS, byId } from './project.mts';

const project = useProject();

/** One payout for each item, with the item's own values where it has them. */
const ROWS = {
	currency: byId('={{ $json.coin ?? "195@195" }}'),
	toAddress: `={{ $json.address ?? "${TRON_ADDRESS}" }}`,
	amount: '={{ $json.amount ?? "1" }}',
	thirdPartyId: '={{ $json.reference ?? "r" + $itemIndex }}',
	additionalFields: {
		memo: '={{ $json.memo ?? "" }}',
		remark: '={{ $json.remark ?? "" }}',
		walletId: '={{ $json.wallet ?? "" }}',
		version: '={{ $json.version ?? 2 }}',
	},
};

const check = async (items: IDataObject[], parameters = {}, options = {}) =>
	await project.run('payout', 'check', { ...ROWS, ...parameters } as never, { items, ...options });

const reasonsOf = async (row: IDataObject, parameters = {}) =>
	(await check([row], parameters)).json[0].reasons;

const UNKNOWN_COIN = "This project can't pay out 'no coin'";

describe('a valid payout', () => {
	it('comes with the fields that Create would send, and pays nothing', async () => {
		const row = { reference: 'a', amount: '2.50', wallet: '11434198045401088', remark: 'Rent' };
		const { json, error } = await check([row]);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				valid: true,
				reasons: [],
				currency: '195@195',
				amount: '2.50',
				third_party_id: 'a',
				remark: 'Rent',
				to_address: TRON_ADDRESS,
				wallet_id: '11434198045401088',
				batch: {
					id: expect.stringMatching(/^[\da-f]{64}$/),
					count: 1,
					invalid: 0,
					totals: { '195@195': '2.50' },
				},
			},
		]);
		expect(project.payments()).toEqual([]);
	});

	it('is one that Create accepts, field by field', async () => {
		const items = [{ reference: 'a' }, { reference: 'b', version: 1 }];
		const { json } = await check(items);
		await project.run('payout', 'create', ROWS as never, { items });
		const sent = project.payments().map(({ fields: { address, ...fields } }) => ({
			to_address: address,
			...fields,
		}));
		expect(json.map(({ valid, reasons, batch, ...fields }) => fields)).toEqual(sent);
	});
});

describe('an invalid payout', () => {
	it.each<[string, IDataObject, string[]]>([
		['a missing amount', { amount: '' }, ["'Amount' is missing"]],
		['an amount of 0', { amount: '0' }, ["'Amount' must be greater than 0"]],
		[
			'a comma and a missing reference',
			{ amount: '1,5', reference: '' },
			["'Amount' must use a decimal point instead of a comma: '1,5'", "'Reference' is missing"],
		],
		[
			'a coin that it cannot pay, so that its address cannot be checked',
			{ coin: 'no coin', address: 'T123' },
			[UNKNOWN_COIN],
		],
		[
			'a missing coin, so that its address cannot be checked',
			{ coin: '', address: 'T123' },
			["'Coin' is missing"],
		],
		['a missing address', { address: '' }, ["'To Address' is missing"]],
		[
			'everything at once',
			{ amount: '1.0000001', memo: '7', address: ETHEREUM_ADDRESS, remark: 'x'.repeat(257) },
			[
				"'Remark' has 257 characters, but Cregis allows 256",
				"'Amount' has 7 decimal places, but only 6 are allowed: '1.0000001'",
				"TRON doesn't use a 'Memo': only XRP and TON do",
				`'To Address' isn't a valid TRON address: '${ETHEREUM_ADDRESS}'`,
			],
		],
		[
			'a wallet with version 1 of the API',
			{ wallet: '7', version: 1, amount: '' },
			["'Amount' is missing", "'Wallet ID' and 'From Address' require API version 2"],
		],
		[
			'an ID that a number has rounded',
			{ reference: 1234567890123456789, amount: '' },
			["'Amount' is missing", expect.stringContaining('has more digits than a number') as never],
		],
	])('has all its reasons: %s', async (_, row, reasons) => {
		const { json } = await check([row]);
		expect(json[0]).toMatchObject({ valid: false, reasons, batch: { invalid: 1 } });
		expect((json[0].batch as IDataObject).totals).toEqual({});
	});

	it('is counted in a hint of the editor', async () => {
		expect((await check([{}, { amount: '0' }])).hints).toEqual([
			"warning: 1 of 2 items are invalid. Their 'reasons' say why.",
		]);
		expect((await check([{}])).hints).toEqual([]);
	});

	it('has its reason if an expression fails', async () => {
		const reasons = await reasonsOf({}, { amount: "={{ $('Nowhere').item.json.amount }}" });
		expect(reasons).toEqual([expect.any(String)]);
	});

	it('shares its reference with another item', async () => {
		const { json } = await check([{ reference: 'f' }, { reference: 'g' }, { reference: 'f' }]);
		const reason = "The reference must be unique: items 0 and 2 use 'f'";
		expect(json.map(({ reasons }) => reasons)).toEqual([[reason], [], [reason]]);
	});

	it('shares no reference with another item if both have none', async () => {
		const { items } = await check([{ reference: '' }, { reference: '' }]);
		for (const { json } of items) {
			expect(json.reasons).toEqual([expect.stringMatching(/^'Reference' /)]);
		}
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe('the limits', () => {
	const limits = {
		limit: [{ currency: byId('195@195'), maximumPayment: '10', maximumTotal: '15' }],
	};
	const options = { limits, allowedRecipients: `${TRON_ADDRESS}\n` };

	it.each<[string, IDataObject, unknown[]]>([
		['keeps to them', { amount: '10' }, []],
		[
			'pays too much at once',
			{ amount: '10.1' },
			["'Amount' is over the 'Maximum per Payment' of TRON, 10: '10.1'"],
		],
		[
			'pays another coin',
			{ coin: 'USDT-TRC20' },
			[expect.stringMatching(/^'Limits' doesn't include the coin .*, so it can't be paid$/)],
		],
	])('are reported for a payout that %s', async (_, row, reasons) => {
		expect(await reasonsOf(row, { options })).toEqual(reasons);
	});

	it('are reported for another recipient', async () => {
		const address = await newAddress(project.sandbox);
		expect(await reasonsOf({ address }, { options: { allowedRecipients: TRON_ADDRESS } })).toEqual([
			`'To Address' isn't one of 'Allowed Recipients': '${address}'`,
		]);
	});

	it("leave out what can't be paid anyway", async () => {
		const limit = [{ currency: '195@195', maximumTotal: '15' }];
		const rows = [{ amount: '10', address: 'T123' }, { amount: '15' }];
		const { json } = await check(rows, { options: { limits: { limit } } });
		expect(json.map(({ valid }) => valid)).toEqual([false, true]);
	});

	it('are reported for the payout that exceeds the total', async () => {
		const limit = [{ currency: '195@195', maximumTotal: '15' }];
		const rows = [{ amount: '10' }, { amount: '0' }, { amount: '5' }, { amount: '0.000001' }];
		const { json } = await check(rows, { options: { limits: { limit } } });
		expect(json.map(({ reasons }) => reasons)).toEqual([
			[],
			["'Amount' must be greater than 0"],
			[],
			["This payment brings the total of TRON to 15.000001, over its 'Maximum Total', 15"],
		]);
	});
});

describe('the batch', () => {
	const rows = [
		{ reference: 'a', amount: '0.1' },
		{ reference: 'b', amount: '0.2' },
		{ reference: 'c', amount: '1', coin: 'USDT-TRC20' },
	];

	it('is the same on every item, with an exact total for each coin', async () => {
		const batches = (await check(rows)).json.map(({ batch }) => batch);
		expect(new Set(batches.map((batch) => JSON.stringify(batch))).size).toBe(1);
		expect(batches[0]).toMatchObject({
			count: 3,
			invalid: 0,
			totals: { '195@195': '0.3', 'USDT-TRC20': '1' },
		});
	});

	it('has the same ID as long as nothing changes that moves money', async () => {
		const idOf = async (items: IDataObject[]) =>
			((await check(items)).json[0].batch as { id: string }).id;
		const id = await idOf(rows);
		expect(await idOf(rows.map((row) => ({ ...row, remark: 'x', version: 1 })))).toBe(id);
		const [a, ...rest] = rows;
		const changed = [
			[...rest, a],
			rest,
			[...rows, { reference: 'd' }],
			[{ ...a, reference: 'z' }, ...rest],
			[{ ...a, amount: '0.10' }, ...rest],
			[{ ...a, coin: 'USDT-TRC20' }, ...rest],
			[{ ...a, address: await newAddress(project.sandbox) }, ...rest],
			[{ ...a, memo: '7' }, ...rest],
			[{ ...a, wallet: '7' }, ...rest],
		];
		const ids = await Promise.all(changed.map(idOf));
		expect(new Set([id, ...ids]).size).toBe(changed.length + 1);
	});
});

describe("what can't be checked", () => {
	const fault = { path: '/api/v1/coins', kind: 'http', status: 502, times: 9 } as const;

	it('stops the node: nothing is called valid that Cregis was not asked about', async () => {
		project.sandbox.addFault(fault);
		const { error, json } = await check([{}]);
		expect(error?.description).toContain("The items couldn't be checked with Cregis.");
		expect(json).toEqual([]);
	});

	it('fails every item with Continue On Fail', async () => {
		project.sandbox.addFault(fault);
		const { json } = await check([{}, {}], {}, { onError: 'continueRegularOutput' });
		const message = expect.objectContaining({ outcome: 'not done' });
		expect(json).toEqual(Array(2).fill({ error: expect.any(String), message }));
	});
});
