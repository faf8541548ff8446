import { expect, it } from '@jest/globals';
import { CALLBACK_KINDS } from '../../nodes/Cregis/protocol/callbackKinds.ts';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

// Someone whose remark a merchant sends along must not gain a signature that works for a callback.
it.each(CALLBACK_KINDS)(
	'a payout whose remark hides a callback is not sent: $name',
	async (kind) => {
		const run = await project.run('payout', 'create', {
			currency: byId('195@195'),
			toAddress: TRON_ADDRESS,
			amount: '1',
			thirdPartyId: 'invoice-1',
			additionalFields: { remark: kind.fields.map(({ name }) => `${name}1`).join('') },
		});
		expect(run.error?.message).toContain('because it reads like a callback from Cregis');
		expect(project.payments()).toEqual([]);
	},
);
