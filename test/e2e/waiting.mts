/** Workflows that wait for what becomes of what they have sent. */
import type { Workflow } from '../../demo/editor.mts';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const WAIT = { waitForResult: true, waitAmount: 1, waitUnit: 'hours' };

/** A contract of a well-known coin, of which no person is the owner. */
const ADDRESS = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

export const PAYOUT = {
	resource: 'payout',
	operation: 'create',
	currency: byId('195@195'),
	toAddress: ADDRESS,
	amount: '1.5',
	thirdPartyId: 'invoice-1',
	...WAIT,
};

export const WITHDRAWAL = { ...PAYOUT, resource: 'withdrawal' };

export const ORDER = {
	resource: 'order',
	operation: 'create',
	orderId: 'order-1',
	orderAmount: '49.90',
	orderCurrency: 'USDT',
	payerId: 'customer-1',
	successUrl: 'https://shop.example.com/thanks',
	cancelUrl: 'https://shop.example.com/cart',
	validTime: 60,
	...WAIT,
};

const rows = (count: number) => Array.from({ length: count }, (_, row) => ({ row }));

/** Start, Table, Rows, Cregis, Then: as many items as there are to be reach the Cregis node. */
export function waitingWorkflow(
	parameters: object,
	credential: { id: string; name: string },
	items = 1,
): Workflow {
	const nodes = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'Table',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows: rows(items) }), options: {} },
		},
		{
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
		{
			name: 'Cregis',
			type: 'n8n-nodes-cregis.cregis',
			typeVersion: 1,
			parameters: { ...parameters },
			credentials: { cregisApi: credential },
		},
		{ name: 'Then', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	].map((node, index) => ({ ...node, id: node.name, position: [index * 200, 0] }));
	const links = nodes
		.slice(1)
		.map(({ name }, index) => [
			nodes[index].name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]);
	return {
		name: 'Waits',
		nodes,
		connections: Object.fromEntries(links) as Workflow['connections'],
	};
}
