import { describe, expect, it } from '@jest/globals';
import { ETHEREUM_ADDRESS, TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const CALLBACK_URL = 'https://n8n.example.com/webhook/own';

describe('address: create', () => {
	it('sends the chain, the alias and the callback URL, and returns the address', async () => {
		const run = await project.run('address', 'create', {
			chainId: byId('195'),
			additionalFields: { alias: 'Customer 7', callbackUrl: CALLBACK_URL },
		});
		expect(project.sent()).toEqual([
			{
				path: '/api/v1/address/create',
				fields: {
					chain_id: '195',
					alias: 'Customer 7',
					callback_url: CALLBACK_URL,
				},
			},
		]);
		const [{ address }] = project.sandbox.getState().addresses;
		expect(run.json).toEqual([{ address, chain_id: '195', alias: 'Customer 7' }]);
	});

	it("uses the credential's callback URL if the item has none", async () => {
		const callbackUrl = 'https://n8n.example.com/webhook/default';
		const credential = { ...project.credential, callbackUrl };
		await project.run('address', 'create', { chainId: byId('60') }, { credential });
		expect(project.sent()[0].fields).toEqual({ chain_id: '60', callback_url: callbackUrl });
	});

	it('requires a chain', async () => {
		const run = await project.run('address', 'create', { chainId: byId('={{ "" }}') });
		expect(run.error?.message).toBe("'Chain' is missing");
	});
});

describe('address: validate', () => {
	it.each([
		['a TRON address on TRON', TRON_ADDRESS, '195', true],
		['an Ethereum address on TRON', ETHEREUM_ADDRESS, '195', false],
		['an Ethereum address on Ethereum', ETHEREUM_ADDRESS, '60', true],
	])('%s', async (_, address, chain, result) => {
		const run = await project.run('address', 'validate', { address, chainId: byId(chain) });
		expect(project.sent()).toEqual([
			{ path: '/api/v1/address/legal', fields: { address, chain_id: chain } },
		]);
		expect(run.json).toEqual([{ address, chain_id: chain, result }]);
	});
});

describe('address: createMany', () => {
	it('sends the number as text, and returns an item for each address', async () => {
		const run = await project.run('address', 'createMany', {
			chainId: byId('195'),
			number: 3,
			additionalFields: { alias: 'Shop', callbackUrl: CALLBACK_URL },
		});
		expect(project.lastSent()).toEqual({
			path: '/api/v1/batch/address/create',
			fields: { chain_id: '195', number: '3', alias: 'Shop', callback_url: CALLBACK_URL },
		});
		const { addresses } = project.sandbox.getState();
		expect(run.json).toEqual(
			addresses.map(({ address }) => ({ address, chain_id: '195', alias: 'Shop' })),
		);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
	});

	it('pairs each address with the item that asked for it', async () => {
		const run = await project.run(
			'address',
			'createMany',
			{ chainId: byId('195'), number: '={{ $json.number }}' },
			{ items: [{ number: 1 }, { number: 2 }] },
		);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 1].map((item) => ({ item })),
		);
	});
});

describe('address: update', () => {
	it('sends the changes, and returns them', async () => {
		const address = await project.fundedAddress();
		const run = await project.run('address', 'update', {
			address,
			updateFields: { alias: 'New', callbackUrl: CALLBACK_URL, status: '1' },
		});
		const fields = { address, alias: 'New', callback_url: CALLBACK_URL, status: '1' };
		expect(project.lastSent()).toEqual({ path: '/api/v1/address/update', fields });
		expect(run.json).toEqual([{ ...fields, updated: true, statusName: 'disabled' }]);
	});

	it("leaves the callback URL as it is, whatever the credential's default", async () => {
		const address = await project.fundedAddress();
		const credential = { ...project.credential, callbackUrl: CALLBACK_URL };
		await project.run(
			'address',
			'update',
			{ address, updateFields: { alias: 'New' } },
			{ credential },
		);
		expect(project.lastSent()?.fields).toEqual({ address, alias: 'New' });
	});

	it('requires a change', async () => {
		const run = await project.run('address', 'update', { address: TRON_ADDRESS, updateFields: {} });
		expect(run.error?.message).toBe('There is nothing to update');
	});
});

describe('address: checkOwnership', () => {
	it("tells the project's addresses from others", async () => {
		const address = await project.fundedAddress();
		const own = await project.run('address', 'checkOwnership', { address, chainId: byId('195') });
		expect(project.lastSent()).toEqual({
			path: '/api/v1/address/inner',
			fields: { address, chain_id: '195' },
		});
		expect(own.json).toEqual([{ address, chain_id: '195', result: true }]);
		const foreign = await project.run('address', 'checkOwnership', {
			address: TRON_ADDRESS,
			chainId: byId('195'),
		});
		expect(foreign.json[0].result).toBe(false);
	});
});
