import { describe, expect, it } from '@jest/globals';
import { byId, useProject } from './project.mts';

const project = useProject();

describe('trade', () => {
	it('getAll: sends every filter in the type that Cregis expects', async () => {
		await project.run('trade', 'getAll', {
			returnAll: true,
			filters: {
				businessType: 3,
				chainId: byId('195'),
				cid: '9007199254740993',
				blocktimeStart: '2026-01-01T00:00:00Z',
				blocktimeEnd: '2026-12-31T00:00:00Z',
				status: 1,
				tokenId: byId('195'),
				tradeType: 1,
				txId: 'abc',
			},
		});
		const { raw } = project.sandbox.getRequests().at(-1)!;
		expect(raw).toContain('"cid":9007199254740993,');
		expect(project.lastSent()).toEqual({
			path: '/api/v1/trade/page',
			fields: {
				cid: expect.any(Number),
				tx_id: 'abc',
				status: 1,
				trade_type: 1,
				business_type: 3,
				blocktime_start: 1767225600,
				blocktime_end: 1798675200,
				chain_id: '195',
				token_id: '195',
				page_num: 1,
				page_size: 100,
			},
		});
	});

	it('getAll: sends filters of 0', async () => {
		await project.run('trade', 'getAll', {
			returnAll: true,
			filters: { status: 0, businessType: 0 },
		});
		expect(project.lastSent()?.fields).toMatchObject({ status: 0, business_type: 0 });
	});

	it('getAll: returns names and times next to what Cregis sent', async () => {
		const address = await project.fundedAddress('7');
		const run = await project.run('trade', 'getAll', { returnAll: true, simplify: false });
		expect(run.json).toEqual([
			expect.objectContaining({
				to_address: address,
				amount: '7',
				status: 1,
				statusName: 'success',
				trade_type: '1',
				tradeTypeName: 'in',
				business_type: '3',
				businessTypeName: 'address_deposit',
				blockTimeIso: expect.stringMatching(/^20\d\d-.*Z$/),
			}),
		]);
	});
});
