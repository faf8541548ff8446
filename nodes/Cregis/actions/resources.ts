import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import * as address from './address';
import * as coin from './coin';
import * as payout from './payout';
import type { Operation } from './operation';

interface Resource {
	/** The resource's name in the list, singular. */
	name: string;
	/** Its operations by the value that the workflow stores. */
	operations: Record<string, Operation>;
}

const RESOURCES: Record<string, Resource> = {
	address: { name: 'Address', operations: address },
	coin: { name: 'Coin', operations: coin },
	payout: { name: 'Payout', operations: payout },
};

/** The operation that a node is set to. */
export function operationOf(resource: string, operation: string): Operation {
	return RESOURCES[resource].operations[operation];
}

const byName = (a: INodePropertyOptions, b: INodePropertyOptions) => a.name.localeCompare(b.name);

function operationSelector(value: string, { operations }: Resource): INodeProperties {
	const options = Object.values(operations)
		.map(({ option }) => option)
		.sort(byName);
	const firstOperation = options[0].value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options,
		default: firstOperation,
	};
}

function operationFields(value: string, { operations }: Resource): INodeProperties[] {
	return Object.entries(operations).flatMap(([operation, { fields }]) =>
		updateDisplayOptions({ show: { resource: [value], operation: [operation] } }, fields),
	);
}

const resourceSelector: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: Object.entries(RESOURCES)
		.map(([value, { name }]): INodePropertyOptions => ({ name, value }))
		.sort(byName),
	default: 'payout',
};

/** The node's fields: the resource, its operations, and the fields of each. */
export const properties: INodeProperties[] = [
	resourceSelector,
	...Object.entries(RESOURCES).flatMap(([value, resource]) => [
		operationSelector(value, resource),
		...operationFields(value, resource),
	]),
];
