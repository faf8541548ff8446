import { expect, it } from '@jest/globals';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const PATH = '/api/v2/payout';

it('a Cregis that asks to wait for no time at all, again and again, is borne with for a minute', async () => {
	project.sandbox.addFault({ path: PATH, kind: 'http', status: 429, retryAfter: 0, times: 10_000 });
	const begun = Date.now();
	const run = await project.run('payout', 'create', {
		currency: byId('195@195'),
		toAddress: TRON_ADDRESS,
		amount: '1',
		thirdPartyId: 'invoice-1',
	});
	expect(Date.now() - begun).toBeLessThan(75_000);
	expect(run.error?.message).toBe('Cregis received too many requests at once');
	expect(project.payments().length).toBeLessThan(300);
}, 90_000);
