import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { COINS_PATH, readCoins, type Use } from '../../coins';
import type { CregisRequest } from '../../transport';
import type { Item } from '../item';

export const option: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many coins',
	description: 'List the coins that the project supports, with their chains and decimals',
};

export const fields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Used For',
				name: 'use',
				type: 'options',
				options: [
					{ name: 'Addresses', value: 'address', description: 'Coins that can be received' },
					{ name: 'Orders', value: 'order', description: 'Coins in which orders can be paid' },
					{ name: 'Payouts', value: 'payout', description: 'Coins that can be paid out' },
				],
				default: 'payout',
				description: 'Only the coins that the project uses for this',
			},
		],
	},
];

/** api.md 2.1 */
export function request(): CregisRequest {
	return { path: COINS_PATH, fields: {} };
}

export function output(data: unknown, _request: CregisRequest, item: Item): IDataObject[] {
	const { use } = item.collection('filters');
	const coins = readCoins(item.object(data)).filter(
		({ uses }) => !use || uses.includes(use as Use),
	);
	const limit = item.value('returnAll', false) ? coins.length : Number(item.value('limit', 50));
	return coins.slice(0, limit) as unknown as IDataObject[];
}
