import { describe, expect, it } from '@jest/globals';
import { byId, useProject } from './project.mts';

const project = useProject();

describe('balance', () => {
	it('getByAddress: lists the coins of an address', async () => {
		const address = await project.fundedAddress('12.5');
		const run = await project.run('balance', 'getByAddress', {
			address,
			returnAll: true,
			filters: { currency: byId('195@195'), minimumBalance: '1', maximumBalance: '20' },
		});
		expect(project.lastSent()).toEqual({
			path: '/api/v2/sub_address_balance',
			fields: {
				address,
				currency: '195@195',
				minimum_balance: '1',
				maximum_balance: '20',
				page_num: 1,
				page_size: 100,
			},
		});
		expect(run.json).toEqual([
			expect.objectContaining({ chain_id: '195', token_id: '195', available: '12.5' }),
		]);
	});

	it('getByCurrency: lists the addresses that hold a coin', async () => {
		const address = await project.fundedAddress('12.5');
		const run = await project.run('balance', 'getByCurrency', {
			currency: byId('195@195'),
			returnAll: false,
			limit: 5,
			filters: { address, minimumBalance: '1', maximumBalance: '20' },
		});
		expect(project.lastSent()).toEqual({
			path: '/api/v1/sub_address_balance',
			fields: {
				currency: '195@195',
				address,
				minimum_balance: '1',
				maximum_balance: '20',
				page_num: 1,
				page_size: 5,
			},
		});
		expect(run.json).toEqual([expect.objectContaining({ address, available: '12.5' })]);
	});
});
