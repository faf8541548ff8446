import { describe, expect, it } from '@jest/globals';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const PAYOUT = {
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1.5',
	thirdPartyId: 'invoice-1',
};

describe('payout: create', () => {
	it.each([
		[
			'only the required fields',
			{},
			'/api/v2/payout',
			{ currency: '195@195', to_address: TRON_ADDRESS, amount: '1.5', third_party_id: 'invoice-1' },
		],
		[
			'version 1, which calls the recipient address',
			{ additionalFields: { version: 1, remark: 'rent' } },
			'/api/v1/payout',
			{
				currency: '195@195',
				address: TRON_ADDRESS,
				amount: '1.5',
				third_party_id: 'invoice-1',
				remark: 'rent',
			},
		],
		[
			'a coin by its name, without the spaces around values',
			{ currency: byId('USDT-TRC20'), amount: ' 2 ', thirdPartyId: ' invoice-1 ' },
			'/api/v2/payout',
			{
				currency: 'USDT-TRC20',
				to_address: TRON_ADDRESS,
				amount: '2',
				third_party_id: 'invoice-1',
			},
		],
		[
			'no empty additional fields',
			{
				additionalFields: { remark: '', memo: '', walletId: '', fromAddress: '', callbackUrl: '' },
			},
			'/api/v2/payout',
			{ currency: '195@195', to_address: TRON_ADDRESS, amount: '1.5', third_party_id: 'invoice-1' },
		],
	])('sends %s', async (_, parameters, path, fields) => {
		const run = await project.run('payout', 'create', { ...PAYOUT, ...parameters });
		expect(run.error).toBeUndefined();
		expect(project.payments()).toEqual([{ path, fields }]);
	});

	it('sends all fields of version 2, with a wallet ID beyond 2^53 digit for digit', async () => {
		const walletId = '11434198045401089';
		const run = await project.run('payout', 'create', {
			...PAYOUT,
			currency: byId('144@144'),
			toAddress: 'rLHzPsX6oXkzU2qL12kHCH8G8cnZv1rBJh',
			additionalFields: {
				walletId,
				memo: '123',
				remark: 'rent',
				callbackUrl: 'https://n8n.example.com/webhook/own',
			},
		});
		expect(run.error).toBeUndefined();
		const { raw } = project.sandbox.getRequests().at(-1)!;
		expect(raw).toContain(`"wallet_id":${walletId},`);
		expect(project.payments()[0].fields).toMatchObject({
			memo: '123',
			remark: 'rent',
			callback_url: 'https://n8n.example.com/webhook/own',
		});
	});

	it('returns the ID from Cregis and what was sent', async () => {
		const run = await project.run('payout', 'create', PAYOUT);
		const [{ cid }] = project.sandbox.getState().payouts;
		expect(run.items).toEqual([
			{
				json: {
					cid: Number(cid),
					third_party_id: 'invoice-1',
					currency: '195@195',
					amount: '1.5',
					to_address: TRON_ADDRESS,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('keeps all digits of an ID beyond 2^53, as text', async () => {
		project.sandbox.addFault({ path: '/api/v2/payout', kind: 'big_ids' });
		const run = await project.run('payout', 'create', PAYOUT);
		const [{ cid }] = project.sandbox.getState().payouts;
		expect(BigInt(cid)).toBeGreaterThan(2n ** 53n);
		expect(run.json[0].cid).toBe(cid);
	});

	it("uses the credential's callback URL if the item has none", async () => {
		const callbackUrl = 'https://n8n.example.com/webhook/default';
		const credential = { ...project.credential, callbackUrl };
		await project.run('payout', 'create', PAYOUT, { credential });
		expect(project.payments()[0].fields.callback_url).toBe(callbackUrl);
	});

	it('pays the items in order, each with its own values', async () => {
		const run = await project.run(
			'payout',
			'create',
			{ ...PAYOUT, amount: '={{ $json.amount }}', thirdPartyId: '={{ $json.reference }}' },
			{
				items: [
					{ reference: 'a', amount: '1.10' },
					{ reference: 'b', amount: 2 },
					{ reference: 'c', amount: '0.000001' },
				],
			},
		);
		expect(project.payments().map(({ fields }) => [fields.third_party_id, fields.amount])).toEqual([
			['a', '1.10'],
			['b', '2'],
			['c', '0.000001'],
		]);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});
});

describe('payout: create rejects before anything is sent', () => {
	it.each([
		['no amount', { amount: '={{ "" }}' }, "'Amount' is missing"],
		['an amount of 0', { amount: '0.00' }, "'Amount' must be greater than 0"],
		['a negative amount', { amount: '-1' }, "'Amount' must be a plain number such as 12.5: '-1'"],
		['an exponent', { amount: '1e-7' }, "'Amount' can't have an exponent: '1e-7'"],
		['a number that prints with an exponent', { amount: 1e-7 }, "'Amount' can't have an exponent"],
		[
			'a decimal comma',
			{ amount: '1,5' },
			"'Amount' must use a decimal point instead of a comma: '1,5'",
		],
		['no address', { toAddress: ' ' }, "'To Address' is missing"],
		['no reference', { thirdPartyId: '={{ null }}' }, "'Reference' is missing"],
		['no coin', { currency: byId('={{ "" }}') }, "'Coin' is missing"],
		[
			"a memo that isn't a number",
			{ additionalFields: { memo: 'abc' } },
			"'Memo' can contain only digits",
		],
		[
			'a memo that is too large',
			{ additionalFields: { memo: '4294967295' } },
			"'Memo' can contain only digits",
		],
		[
			'a long remark',
			{ additionalFields: { remark: 'x'.repeat(257) } },
			"'Remark' has 257 characters",
		],
		[
			"a wallet ID that isn't a number",
			{ additionalFields: { walletId: 'w1' } },
			"'Wallet ID' can contain only digits",
		],
		[
			'a wallet ID in version 1',
			{ additionalFields: { version: 1, walletId: '7' } },
			"'Wallet ID' and 'From Address' require API version 2",
		],
	])('%s', async (_, parameters, message) => {
		const run = await project.run('payout', 'create', { ...PAYOUT, ...parameters });
		expect(run.error?.message).toContain(message);
		expect(project.sandbox.getRequests()).toEqual([]);
	});

	it('one invalid row among valid ones', async () => {
		const run = await project.run(
			'payout',
			'create',
			{ ...PAYOUT, amount: '={{ $json.amount }}', thirdPartyId: '={{ $json.reference }}' },
			{
				items: [
					{ reference: 'a', amount: '1' },
					{ reference: 'b', amount: 'two' },
				],
			},
		);
		expect(run.error?.message).toBe('Nothing was sent: 1 of 2 items is invalid');
		expect(run.error?.description).toContain("Item 1: 'Amount' must be a plain number");
		expect(project.sandbox.getState().payouts).toEqual([]);
	});
});

describe('payout: get', () => {
	it('returns the payout with its ID and the name of its status', async () => {
		await project.run('payout', 'create', PAYOUT);
		const [{ cid }] = project.sandbox.getState().payouts;
		await project.sandbox.setPayoutStatus(cid, 6);
		const run = await project.run('payout', 'get', { cid });
		expect(run.json).toEqual([
			expect.objectContaining({
				cid: Number(cid),
				status: 6,
				statusName: 'success',
				third_party_id: 'invoice-1',
				amount: '1.5',
				address: TRON_ADDRESS,
			}),
		]);
	});

	it('sends an ID beyond 2^53 digit for digit', async () => {
		await project.run('payout', 'get', { cid: '9007199254740993' });
		expect(project.sandbox.getRequests()[0].raw).toContain('"cid":9007199254740993,');
	});

	it("returns a status that it doesn't know", async () => {
		project.sandbox.addFault({
			path: '/api/v1/payout/query',
			kind: 'envelope',
			body: '{"code":"00000","msg":"ok","data":{"status":99}}',
		});
		const run = await project.run('payout', 'get', { cid: '1' });
		expect(run.json[0]).toMatchObject({ status: 99, statusName: '99' });
	});

	it("rejects the merchant's own reference as the ID", async () => {
		const run = await project.run('payout', 'get', { cid: 'invoice-1' });
		expect(run.error?.message).toBe("'Cregis ID' can contain only digits: 'invoice-1'");
	});
});
