/** Workflows that wait for the result of a payment. */
import type { Workflow } from '../../harness/editor.mts';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const WAIT = { waitForResult: true, waitAmount: 1, waitUnit: 'hours' };

/** The contract of a well-known coin, which belongs to nobody. */
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

const link = (...names: string[]) => ({
	main: names.map((node) => [{ node, type: 'main', index: 0 }]),
});

const PARTS = {
	Start: { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
	Table: { type: 'n8n-nodes-base.set', typeVersion: 3.4 },
	Rows: {
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'rows', options: {} },
	},
	Loop: {
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		parameters: { batchSize: 1, options: {} },
	},
	Cregis: { type: 'n8n-nodes-cregis.cregis', typeVersion: 1 },
	Approval: {
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		webhookId: '0f7a5b8e-5d0c-4f0e-9d0a-3f1c5f2b6a70',
		parameters: { resume: 'webhook', httpMethod: 'POST', options: {} },
	},
	Then: { type: 'n8n-nodes-base.noOp', typeVersion: 1 },
};

function workflowOf(
	names: Array<keyof typeof PARTS>,
	parameters: object,
	credential: { id: string; name: string },
	items: number,
): Workflow['nodes'] {
	const table = { mode: 'raw', jsonOutput: JSON.stringify({ rows: rows(items) }), options: {} };
	return names.map((name, index) => ({
		id: name,
		name,
		position: [index * 200, 0],
		parameters: {},
		...PARTS[name],
		...(name === 'Table' ? { parameters: table } : {}),
		...(name === 'Cregis'
			? { parameters: { ...parameters }, credentials: { cregisApi: credential } }
			: {}),
	}));
}

/** Start, Table, Rows, Cregis, Then. The given number of items reaches the Cregis node. */
export function waitingWorkflow(
	parameters: object,
	credential: { id: string; name: string },
	items = 1,
): Workflow {
	return {
		name: 'Waits',
		nodes: workflowOf(['Start', 'Table', 'Rows', 'Cregis', 'Then'], parameters, credential, items),
		connections: {
			Start: link('Table'),
			Table: link('Rows'),
			Rows: link('Cregis'),
			Cregis: link('Then'),
		},
	};
}

/** The same, with a Wait node after the Cregis node. Any POST to the execution's URL resumes the Wait node. */
export function approvedWorkflow(
	parameters: object,
	credential: { id: string; name: string },
): Workflow {
	const names = ['Start', 'Table', 'Rows', 'Cregis', 'Approval', 'Then'] as const;
	return {
		name: 'Waits for the result, then for an approval',
		nodes: workflowOf([...names], parameters, credential, 1),
		connections: {
			Start: link('Table'),
			Table: link('Rows'),
			Rows: link('Cregis'),
			Cregis: link('Approval'),
			Approval: link('Then'),
		},
	};
}

/** The same, with the items one at a time in a loop. */
export function loopingWorkflow(
	parameters: object,
	credential: { id: string; name: string },
	items: number,
): Workflow {
	const names = ['Start', 'Table', 'Rows', 'Loop', 'Cregis', 'Then'] as const;
	return {
		name: 'Waits for one after the other',
		nodes: workflowOf([...names], parameters, credential, items),
		connections: {
			Start: link('Table'),
			Table: link('Rows'),
			Rows: link('Loop'),
			Loop: link('Then', 'Cregis'),
			Cregis: link('Loop'),
		},
	};
}
