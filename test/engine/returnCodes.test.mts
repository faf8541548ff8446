/** Each code with which Cregis declines, provoked through an operation that can get it. */
import { describe, expect, it } from '@jest/globals';
import { RETURN_CODES } from '../../nodes/Cregis/protocol/returnCodes.ts';
import { newAddress } from '../support/client.mts';
import { ETHEREUM_ADDRESS, TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

type Parameters = Record<string, unknown>;

/** Without the checks, the request reaches Cregis, which declines it. */
const UNCHECKED = { options: { checkAllFirst: false } };

const PAYOUT: Parameters = {
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1',
	thirdPartyId: 'invoice-1',
	...UNCHECKED,
};

const ORDER: Parameters = {
	orderId: 'order-1',
	orderAmount: '10',
	orderCurrency: 'USD',
	payerId: 'payer-7',
	successUrl: 'https://shop.example.com/thanks',
	cancelUrl: 'https://shop.example.com/cart',
	validTime: 60,
};

const COLLECTION: Parameters = {
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	...UNCHECKED,
};

const waas = async (resource: string, operation: string, parameters: Parameters) =>
	await project.run(resource, operation, parameters as never);

const payment = async (operation: string, parameters: Parameters) =>
	await project.run('order', operation, parameters as never, {
		credential: { baseUrl: project.sandbox.baseUrl, ...project.sandbox.payment },
	});

const withSettings = (settings: object) => {
	project.sandbox.setSettings(project.sandbox.waas.pid, settings);
};

const ownAddress = async () => await newAddress(project.sandbox);

const provoked: Array<[code: string, what: string, run: () => ReturnType<typeof waas>]> = [
	[
		'A0001',
		'an invalid callback URL',
		async () =>
			await waas('payout', 'create', { ...PAYOUT, additionalFields: { callbackUrl: 'nowhere' } }),
	],
	[
		'E0002',
		'a long alias',
		async () =>
			await waas('address', 'create', {
				chainId: byId('195'),
				additionalFields: { alias: 'x'.repeat(41) },
			}),
	],
	[
		'E0002',
		'a long alias for many',
		async () =>
			await waas('address', 'createMany', {
				chainId: byId('195'),
				number: 2,
				additionalFields: { alias: 'x'.repeat(41) },
			}),
	],
	[
		'E0005',
		'an unknown chain',
		async () => await waas('address', 'create', { chainId: byId('999') }),
	],
	[
		'E0005',
		'an unknown coin to withdraw',
		async () =>
			await waas('withdrawal', 'create', {
				...PAYOUT,
				currency: byId('999@999'),
				fromAddress: await ownAddress(),
			}),
	],
	[
		'E0007',
		'too many decimals to withdraw',
		async () =>
			await waas('withdrawal', 'create', {
				...PAYOUT,
				amount: '1.0000001',
				fromAddress: await ownAddress(),
			}),
	],
	[
		'E0007',
		'too many decimals to collect',
		async () =>
			await waas('collection', 'create', {
				...COLLECTION,
				fromAddress: await ownAddress(),
				toAddress: project.walletAddress('195'),
				additionalFields: { amount: '1.0000001' },
			}),
	],
	[
		'E0008',
		'a recipient on another chain',
		async () => await waas('payout', 'create', { ...PAYOUT, toAddress: ETHEREUM_ADDRESS }),
	],
	[
		'E0008',
		'a withdrawal from an address outside the project',
		async () => await waas('withdrawal', 'create', { ...PAYOUT, fromAddress: TRON_ADDRESS }),
	],
	[
		'E0008',
		'a collection to a wallet outside the project',
		async () =>
			await waas('collection', 'create', { ...COLLECTION, fromAddress: await ownAddress() }),
	],
	[
		'E0009',
		'a reference that was already used',
		async () => {
			await waas('payout', 'create', PAYOUT);
			return await waas('payout', 'create', PAYOUT);
		},
	],
	[
		'E0009',
		'a reference that a payout already used',
		async () => {
			await waas('payout', 'create', PAYOUT);
			return await waas('withdrawal', 'create', { ...PAYOUT, fromAddress: await ownAddress() });
		},
	],
	[
		'E0010',
		'an unknown wallet',
		async () => await waas('payout', 'create', { ...PAYOUT, additionalFields: { walletId: '42' } }),
	],
	['E0014', 'an unknown payout', async () => await waas('payout', 'get', { cid: '1' })],
	['E0014', 'an unknown withdrawal', async () => await waas('withdrawal', 'get', { cid: '1' })],
	[
		'E0016',
		'more than an address holds',
		async () =>
			await waas('collection', 'create', {
				...COLLECTION,
				fromAddress: await ownAddress(),
				toAddress: project.walletAddress('195'),
				additionalFields: { amount: '5' },
			}),
	],
	[
		'E0018',
		'an order ID that was already used',
		async () => {
			await payment('create', ORDER);
			return await payment('create', ORDER);
		},
	],
	[
		'E0019',
		'a long order ID',
		async () => await payment('create', { ...ORDER, orderId: 'x'.repeat(129) }),
	],
	[
		'E0020',
		'an unknown currency',
		async () => await payment('create', { ...ORDER, orderCurrency: '={{ "XXX" }}' }),
	],
	['E0024', 'an unknown order', async () => await payment('get', { cregisId: 'po1' })],
	[
		'E0025',
		'a long payer name',
		async () =>
			await payment('create', { ...ORDER, additionalFields: { payerName: 'x'.repeat(33) } }),
	],
	['E0026', 'five minutes', async () => await payment('create', { ...ORDER, validTime: 5 })],
	[
		'E0027',
		'too many addresses',
		async () => await waas('address', 'createMany', { chainId: byId('195'), number: 101 }),
	],
	[
		'E0028',
		'an unknown status',
		async () =>
			await waas('address', 'update', {
				address: await ownAddress(),
				updateFields: { status: '={{ "7" }}' },
			}),
	],
	[
		'E0030',
		'an address of another project',
		async () =>
			await waas('address', 'update', { address: TRON_ADDRESS, updateFields: { alias: 'x' } }),
	],
	[
		'E0031',
		'an unknown token',
		async () =>
			await payment('create', { ...ORDER, additionalFields: { tokens: '={{ ["DOLLAR"] }}' } }),
	],
	[
		'E0033',
		'no addresses left',
		async () => {
			withSettings({ addressQuota: 0 });
			return await waas('address', 'create', { chainId: byId('195') });
		},
	],
	[
		'E0034',
		'no payouts left',
		async () => {
			withSettings({ payoutQuota: 0 });
			return await waas('payout', 'create', PAYOUT);
		},
	],
	['E0004', 'an order for a WaaS project', async () => await waas('order', 'create', ORDER)],
];

describe('Cregis declines', () => {
	it.each(provoked)('%s: %s', async (code, _, run) => {
		const { error } = await run();
		expect(error?.description).toContain(`(Cregis code ${code})`);
		const known = RETURN_CODES[code]?.message ?? 'Cregis rejected one of the fields';
		expect(error?.message).toBe(known);
	});
});

describe('any code, in any operation', () => {
	it.each(Object.entries(RETURN_CODES))('%s is explained', async (code, { message }) => {
		project.sandbox.addFault({
			path: '/api/v2/payout',
			kind: 'envelope',
			body: JSON.stringify({ code, msg: 'as Cregis says', data: null }),
		});
		const run = await waas('payout', 'create', PAYOUT);
		expect(run.error?.message).toBe(message);
		expect(run.error?.description).toContain(`(Cregis code ${code})`);
	});
});
