import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { readCoins, type Use } from '../../transport/coins';
import type { CregisRequest } from '../../transport/request';
import { listFields } from '../shared/fields';
import type { Item } from '../shared/item';
import { ENDPOINTS } from '../../protocol/endpoints';

export const effect = 'reads';

export const option: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many coins',
	description: 'List the coins that the project supports, with their chains and decimal places',
};

export const toolDescription =
	"Lists the coins that the merchant's project supports, each with its blockchain, decimal places and 'currency', the ID that payouts use. Read-only. Use it to find the ID of a coin before you pay.";

export const fields: INodeProperties[] = [
	...listFields,
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
				description: 'Only return coins that the project uses for this purpose',
			},
		],
	},
];

/** api.md §2.1 */
export function request(): CregisRequest {
	return { path: ENDPOINTS.coins, fields: {} };
}

export function output(data: unknown, _request: CregisRequest, item: Item): IDataObject[] {
	const use = item.group('filters').text('use', 'Used For');
	const coins = readCoins(item.object(data)).filter(
		({ uses }) => !use || uses.includes(use as Use),
	);
	return coins.slice(0, item.limit()) as unknown as IDataObject[];
}
