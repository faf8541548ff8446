import { describe, expect, it } from '@jest/globals';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

describe('a time-out', () => {
	it('is said to be one, with how to repeat safely', async () => {
		project.sandbox.addFault({ path: '/api/v2/payout', kind: 'delay', ms: 31_000 });
		const run = await project.run('payout', 'create', {
			currency: byId('195@195'),
			toAddress: TRON_ADDRESS,
			amount: '1',
			thirdPartyId: 'invoice-1',
		});
		expect(run.error?.message).toBe('Cregis did not respond within 30 seconds');
		expect(run.error?.description).toContain(
			"Cregis may or may not have processed this item. Run it again with the same reference 'invoice-1'",
		);
	}, 40_000);
});
