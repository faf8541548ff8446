/** The editor's warning about references that change with each run. */
import { describe, expect, it } from '@jest/globals';
import { Workflow, type INode } from 'n8n-workflow';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';

const nodeType = new Cregis();

/** The hints that the editor shows for a node. It evaluates each condition like this. */
function hintsFor(parameters: INode['parameters']): string[] {
	const node: INode = {
		id: 'node',
		name: 'Cregis',
		type: 'n8n-nodes-cregis.cregis',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	return nodeType.description
		.hints!.filter(({ displayCondition }) =>
			workflow.expression.getSimpleParameterValue(
				workflow.getNode('Cregis')!,
				displayCondition,
				'internal',
				{},
			),
		)
		.map(({ message }) => message);
}

const payout = (thirdPartyId: unknown) =>
	({ resource: 'payout', operation: 'create', thirdPartyId }) as INode['parameters'];

describe('a reference that changes with each run', () => {
	it.each([
		'={{ $now }}',
		'={{ $now.toMillis() }}',
		"=payout-{{ $now.format('yyyyMMddHHmmss') }}",
		'={{ $today.toISODate() }}-{{ $json.name }}',
		'={{ $execution.id }}',
		'={{ $json.name }}-{{ $execution.id }}-{{ $itemIndex }}',
		'={{ Math.random().toString(36) }}',
		'={{ Date.now() }}',
		'={{ new Date().getTime() }}',
		'={{ +new Date }}',
		'={{ DateTime.now().toMillis() }}',
		'={{ DateTime.local().toISO() }}',
		'={{ crypto.randomUUID() }}',
		'={{ uuidv4() }}',
		'={{ nanoid(12) }}',
		'=line\n{{ $now }}',
	])('is noticed: %s', (reference) => {
		expect(hintsFor(payout(reference))).toEqual([
			"'Reference' may change with each run. If it does, a repeated run pays again. Take it from your data, such as an invoice number.",
		]);
	});

	it('is noticed in an order', () => {
		const order = { resource: 'order', operation: 'create', orderId: '={{ $now }}' };
		expect(hintsFor(order)).toEqual([expect.stringMatching(/^'Order ID' may change/)]);
	});
});

describe('a reference from the data', () => {
	it.each([
		'={{ $json.invoice }}',
		"={{ $('Invoices').item.json.number }}-{{ $json.line }}",
		'={{ $json.uuid }}',
		'={{ $json.body.id() }}',
		'={{ new Date($json.created).getTime() }}',
		"={{ DateTime.fromISO($json.created).toFormat('yyyyMMdd') }}",
		'={{ $json.random }}',
		'={{ $json.batch }}-{{ $runIndex }}',
		"={{ $fromAI('reference') }}",
		"={{ $execution.customData.get('invoice') }}",
		'invoice-1042',
		'$now',
		'',
		1042,
		undefined,
		null,
	])('is fine: %j', (reference) => {
		expect(hintsFor(payout(reference))).toEqual([]);
	});

	it('is fine in an operation without one', () => {
		expect(hintsFor({ resource: 'coin', operation: 'getAll' })).toEqual([]);
	});
});
