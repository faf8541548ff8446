/** What the editor shows after a run of payments that needs the merchant's attention. */
import { describe, expect, it } from '@jest/globals';
import type { RunOptions } from './engine.mts';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const PAYOUT = {
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1',
	thirdPartyId: '={{ $json.reference }}',
};

const items = ['a', 'b', 'c'].map((reference) => ({ reference }));

const pay = async (options: RunOptions['parameters'] = {}) =>
	await project.run(
		'payout',
		'create',
		{ ...PAYOUT, options },
		{ items, onError: 'continueRegularOutput' },
	);

describe('a hint', () => {
	it('says how many items were already sent', async () => {
		await pay();
		const { hints } = await pay({ ifReferenceUsed: 'countAsSent' });
		expect(hints).toEqual([
			'info: Cregis already has payments with the references of 3 of 3 items, so nothing was sent for them.',
		]);
	});

	it('says how many outcomes are unknown, and how to continue', async () => {
		project.sandbox.addFault({ path: '/api/v2/payout', kind: 'lost_reply' });
		const { hints } = await pay();
		expect(hints).toEqual([
			'warning: Cregis may or may not have processed 1 of 3 items. Run them again with the same references. Cregis never accepts the same reference twice.',
		]);
	});

	it('says to look up what has no reference', async () => {
		project.sandbox.addFault({ path: '/api/v1/collection', kind: 'lost_reply' });
		const { hints } = await project.run(
			'collection',
			'create',
			{
				currency: byId('195@195'),
				fromAddress: await project.fundedAddress('7'),
				toAddress: project.walletAddress('195'),
				options: { checkAllFirst: false },
			},
			{ onError: 'continueRegularOutput' },
		);
		expect(hints).toEqual([
			'warning: Cregis may or may not have processed 1 of 1 items. Look them up in Cregis before you run them again.',
		]);
	});

	it('is not shown if every item was sent or declined', async () => {
		expect((await pay()).hints).toEqual([]);
		expect((await pay({ checkAllFirst: false })).hints).toEqual([]);
	});
});
