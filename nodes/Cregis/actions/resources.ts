import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import * as address from './address';
import * as balance from './balance';
import * as callback from './callback';
import * as coin from './coin';
import * as collection from './collection';
import * as order from './order';
import * as payout from './payout';
import * as teamWallet from './teamWallet';
import * as trade from './trade';
import * as withdrawal from './withdrawal';
import type { Api } from '../protocol/endpoints';
import { readOptionsField } from './shared/fields';
import type { Operation } from './shared/operation';
import { checkOptionsField, payOptionsField } from './shared/payOptions';
import { toolDescriptionField } from './shared/toolDescription';
import { waitFields } from './waiting/fields';

interface Resource {
	/** The singular name in the 'Resource' list. */
	name: string;
	/** The API that its operations use; that of a project if left out. */
	api?: Api;
	/** The operations, by the value that the workflow stores. */
	operations: Record<string, Operation>;
}

const RESOURCES: Record<string, Resource> = {
	address: { name: 'Address', operations: address },
	balance: { name: 'Balance', operations: balance },
	callback: { name: 'Callback', operations: callback },
	coin: { name: 'Coin', operations: coin },
	collection: { name: 'Collection', operations: collection },
	order: { name: 'Order', operations: order },
	payout: { name: 'Payout', operations: payout },
	teamWallet: { name: 'Team Wallet', api: 'team', operations: teamWallet },
	trade: { name: 'Trade', operations: trade },
	withdrawal: { name: 'Withdrawal', operations: withdrawal },
};

/** Returns the operation that is selected in the node; undefined if it's n8n's 'Custom API Call'. */
export function operationOf(resource: string, operation: string): Operation | undefined {
	return RESOURCES[resource]?.operations[operation];
}

/** Returns the API that a resource uses. */
export function apiOfResource(resource: string): Api {
	return RESOURCES[resource]?.api ?? 'project';
}

// Without localeCompare, because loading its data would slow down n8n's start.
const byName = (a: INodePropertyOptions, b: INodePropertyOptions) => (a.name < b.name ? -1 : 1);

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
	return Object.entries(operations).flatMap(([name, operation]) =>
		updateDisplayOptions({ show: { resource: [value], operation: [name] } }, [
			toolDescriptionField(operation.toolDescription),
			...operation.fields,
			...('result' in operation ? waitFields : []),
			...(operation.effect === 'reads' ? [readOptionsField] : []),
			...(operation.effect === 'pays' ? [payOptionsField(operation)] : []),
			...(operation.effect === 'checks' ? [checkOptionsField] : []),
		]),
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
