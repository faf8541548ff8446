import { describe, expect, it } from '@jest/globals';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

describe('collection', () => {
	it('create: sends the amount and both addresses', async () => {
		const address = await project.fundedAddress();
		const wallet = project.walletAddress('195');
		const run = await project.run('collection', 'create', {
			currency: byId('195@195'),
			fromAddress: address,
			toAddress: wallet,
			additionalFields: { amount: '2.5' },
		});
		const fields = {
			currency: '195@195',
			from_address: address,
			to_address: wallet,
			amount: '2.5',
		};
		expect(project.lastSent()).toEqual({ path: '/api/v1/collection', fields });
		expect(run.json).toEqual([{ cid: expect.any(Number), ...fields }]);
	});

	it('create: collects the whole balance if no amount is given', async () => {
		const address = await project.fundedAddress();
		const run = await project.run('collection', 'create', {
			currency: byId('195@195'),
			fromAddress: address,
			toAddress: project.walletAddress('195'),
		});
		expect(run.error).toBeUndefined();
		expect(project.lastSent()?.fields).not.toHaveProperty('amount');
	});

	it.each([
		["isn't in the item", '={{ $json.amuont }}'],
		['is empty', '={{ $json.empty }}'],
		['is a space', '= '],
	])("create: doesn't sweep the whole balance if the value of Amount %s", async (_, amount) => {
		const { error } = await project.run(
			'collection',
			'create',
			{
				currency: byId('195@195'),
				fromAddress: TRON_ADDRESS,
				toAddress: TRON_ADDRESS,
				additionalFields: { amount },
			},
			{ items: [{ amount: '5', empty: '' }] },
		);
		expect(error).toMatchObject({
			message: expect.stringContaining("'Amount' has no value"),
			description: expect.stringContaining('To sweep the whole balance, remove the field.'),
		});
		expect(project.payments()).toEqual([]);
	});

	it('create: warns that Cregis would accept it twice, if the outcome is unknown', async () => {
		const address = await project.fundedAddress();
		project.sandbox.addFault({ path: '/api/v1/collection', kind: 'lost_reply' });
		const run = await project.run('collection', 'create', {
			currency: byId('195@195'),
			fromAddress: address,
			toAddress: project.walletAddress('195'),
		});
		expect(run.error?.description).toContain('Without a reference, Cregis would accept it twice');
	});
});
