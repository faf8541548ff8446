import { describe, expect, it } from '@jest/globals';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

describe('withdrawal', () => {
	it('create: sends all fields, and get returns its status', async () => {
		const address = await project.fundedAddress();
		const run = await project.run('withdrawal', 'create', {
			currency: byId('195@195'),
			fromAddress: address,
			toAddress: TRON_ADDRESS,
			amount: '1.5',
			thirdPartyId: 'refund-1',
			additionalFields: { callbackUrl: '={{ null }}', remark: 'sweep' },
		});
		const fields = {
			currency: '195@195',
			from_address: address,
			to_address: TRON_ADDRESS,
			amount: '1.5',
			third_party_id: 'refund-1',
		};
		expect(project.lastSent()).toEqual({
			path: '/api/v1/sub_address_withdrawal',
			fields: { ...fields, remark: 'sweep' },
		});
		const { cid } = run.json[0];
		expect(run.json).toEqual([{ cid: expect.any(Number), ...fields }]);

		await project.sandbox.setWithdrawalStatus(String(cid), 6);
		const found = await project.run('withdrawal', 'get', { cid: String(cid) });
		expect(project.lastSent()).toEqual({
			path: '/api/v1/sub_address_withdrawal/info',
			fields: { cid },
		});
		expect(found.json[0]).toMatchObject({
			cid,
			status: 6,
			statusName: 'success',
			to_address: TRON_ADDRESS,
			blockTimeIso: expect.stringMatching(/^20\d\d-.*Z$/),
		});
	});
});
