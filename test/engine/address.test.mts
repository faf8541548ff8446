import { describe, expect, it } from '@jest/globals';
import { ETHEREUM_ADDRESS, TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

describe('address: create', () => {
	it('sends the chain, the alias and the callback URL, and returns the address', async () => {
		const run = await project.run('address', 'create', {
			chainId: byId('195'),
			additionalFields: { alias: 'Customer 7', callbackUrl: 'https://n8n.example.com/webhook/own' },
		});
		expect(project.sent()).toEqual([
			{
				path: '/api/v1/address/create',
				fields: {
					chain_id: '195',
					alias: 'Customer 7',
					callback_url: 'https://n8n.example.com/webhook/own',
				},
			},
		]);
		const [{ address }] = project.sandbox.getState().addresses;
		expect(run.json).toEqual([{ address, chain_id: '195', alias: 'Customer 7' }]);
	});

	it("uses the credential's callback URL where the item has none of its own", async () => {
		const callbackUrl = 'https://n8n.example.com/webhook/default';
		const credential = { ...project.credential, callbackUrl };
		await project.run('address', 'create', { chainId: byId('60') }, { credential });
		expect(project.sent()[0].fields).toEqual({ chain_id: '60', callback_url: callbackUrl });
	});

	it('asks for a chain', async () => {
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
