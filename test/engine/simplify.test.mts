/** How much of a long response an operation returns. */
import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import { OPERATIONS } from './operationList.mts';
import { ORDER } from './orderParameters.mts';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const MAX_SIMPLIFIED_FIELDS = 10;

const { properties } = new Cregis().description;

function fieldOf(name: string, field: string): INodeProperties | undefined {
	const [resource, operation] = name.split(': ');
	return properties.find(({ name, displayOptions: { show } = {} }) => {
		return (
			name === field && show?.resource?.includes(resource) && show.operation?.includes(operation)
		);
	});
}

const orderCredential = () => ({ baseUrl: project.sandbox.baseUrl, ...project.sandbox.payment });

/** Only an AI tool has the parameter 'Output'. */
const isTool = ({ output }: IDataObject) => output !== undefined;

const createOrder = async (output: IDataObject) =>
	await project.run(
		'order',
		'create',
		{ ...ORDER, ...output },
		{ credential: orderCredential(), isTool: isTool(output) },
	);

/** Gives the first wallet of the team a transaction, and lists its transactions. */
const transactions =
	(operation: string, status: 'pending' | 'success') => async (output: IDataObject) => {
		const [{ wallet_id: walletId }] = project.sandbox.getState().team.wallets;
		const input = { walletId, coin: 'TRON', amount: '1', type: 'send', status } as const;
		project.sandbox.addTeamTransaction(input);
		return await project.run(
			'teamWallet',
			operation,
			{ walletId: byId(walletId), returnAll: true, ...output },
			{ isTool: isTool(output) },
		);
	};

/** Runs each of the operations with a long response, on a payment of its own. */
const LONG: Record<string, (output: IDataObject) => Promise<{ json: IDataObject[] }>> = {
	'order: create': createOrder,
	'order: get': async (output) => {
		const cregisId = String((await createOrder({})).json[0].cregis_id);
		await project.sandbox.payOrder(cregisId, { amount: '50', token: 'USDT-TRC20' });
		return await project.run(
			'order',
			'get',
			{ cregisId, ...output },
			{ credential: orderCredential(), isTool: isTool(output) },
		);
	},
	'payout: get': async (output) => {
		const { json } = await project.run('payout', 'create', {
			currency: byId('195@195'),
			toAddress: TRON_ADDRESS,
			amount: '1',
			thirdPartyId: 'invoice-1',
		});
		return await project.run(
			'payout',
			'get',
			{ cid: String(json[0].cid), ...output },
			{ isTool: isTool(output) },
		);
	},
	'teamWallet: getPendingTransactions': transactions('getPendingTransactions', 'pending'),
	'teamWallet: getTransactions': transactions('getTransactions', 'success'),
	'trade: getAll': async (output) => {
		await project.fundedAddress('7');
		return await project.run(
			'trade',
			'getAll',
			{ returnAll: true, ...output },
			{ isTool: isTool(output) },
		);
	},
	'withdrawal: get': async (output) => {
		const { json } = await project.run('withdrawal', 'create', {
			currency: byId('195@195'),
			fromAddress: await project.fundedAddress('7'),
			toAddress: TRON_ADDRESS,
			amount: '1',
			thirdPartyId: 'refund-1',
		});
		return await project.run(
			'withdrawal',
			'get',
			{ cid: String(json[0].cid), ...output },
			{ isTool: isTool(output) },
		);
	},
};

const simplifying = OPERATIONS.filter((name) => fieldOf(name, 'simplify'));

it('is a choice of the operations with more than ten fields', () => {
	expect(simplifying).toEqual(Object.keys(LONG));
});

describe.each(Object.entries(LONG))('%s', (name, run) => {
	it('returns at most ten fields by default', async () => {
		expect(fieldOf(name, 'simplify')?.default).toBe(true);
		const [item] = (await run({})).json;
		expect(Object.keys(item).length).toBeLessThanOrEqual(MAX_SIMPLIFIED_FIELDS);
	});

	it('returns more fields without Simplify, and as raw output to an AI tool', async () => {
		for (const output of [{ simplify: false }, { output: 'raw' }]) {
			const [item] = (await run({ ...output, thirdPartyId: 'other', orderId: 'other' })).json;
			expect(Object.keys(item).length).toBeGreaterThan(MAX_SIMPLIFIED_FIELDS);
			project.sandbox.reset();
		}
	});

	it('returns the fields that were selected for an AI tool', async () => {
		const ids: Record<string, string> = { order: 'cregis_id', teamWallet: 'wallet_id' };
		const id = ids[name.split(': ')[0]] ?? 'cid';
		const outputFields = `${id}, pid , missing`;
		const [item] = (await run({ output: 'selectedFields', outputFields })).json;
		expect(Object.keys(item)).toEqual(
			Object.keys(item).filter((field) => [id, 'pid'].includes(field)),
		);
		expect(item[id]).toBeTruthy();
	});
});

it("keeps an order's ID if the expression in Simplify fails", async () => {
	const { json, error } = await createOrder({ simplify: '={{ nothing.here }}' });
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ cregis_id: expect.stringMatching(/^po/) });
});

it('returns only fields of the response, whatever an AI model names', async () => {
	const run = LONG['payout: get'];
	const outputFields = 'cid, constructor, __proto__, toString';
	const [item] = (await run({ output: 'selectedFields', outputFields })).json;
	expect(Object.keys(item)).toEqual(['cid']);
});

it.each([{}, { simplify: false }])('reads an order with an empty payment: %j', async (output) => {
	project.sandbox.addFault({
		path: '/api/v2/order/info',
		kind: 'envelope',
		body: JSON.stringify({
			code: '00000',
			data: {
				...{ cregis_id: 'po1', order_id: 'a', status: 'paid' },
				...{ order_amount: '2.5', order_currency: 'USDT' },
				payment_detail: [null, { pay_amount: '2.5' }],
			},
		}),
	});
	const credential = orderCredential();
	const { json } = await project.run(
		'order',
		'get',
		{ cregisId: 'po1', ...output },
		{ credential },
	);
	expect(json).toEqual([expect.objectContaining({ cregis_id: 'po1' })]);
	if (!('simplify' in output)) expect(json[0].pay_amount).toBe('2.5');
});
