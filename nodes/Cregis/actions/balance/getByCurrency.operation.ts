import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { addressCoinField, addressField, balanceBoundFields, listFields } from '../shared/fields';
import type { Item } from '../shared/item';

export const effect = 'reads';

export const rowKey = ['address', 'currency'];

export const option: INodePropertyOptions = {
	name: 'Get Many by Currency',
	value: 'getByCurrency',
	action: 'Get many balances by currency',
	description: 'List the deposit addresses that hold a coin, with their balances',
};

export const toolDescription =
	"Lists the merchant's deposit addresses that hold a coin, each with its balance. Read-only. Amounts are exact decimal text: don't round them.";

export const fields: INodeProperties[] = [
	addressCoinField,
	...listFields,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{ ...addressField, required: undefined, description: 'Only this deposit address' },
			...balanceBoundFields,
		],
	},
];

/** api.md §2.13 */
export function request(item: Item): CregisRequest {
	const { address, minimumBalance, maximumBalance } = item.group('filters').texts({
		address: 'Address',
		minimumBalance: 'Minimum Balance',
		maximumBalance: 'Maximum Balance',
	});
	return {
		path: '/api/v1/sub_address_balance',
		fields: {
			currency: item.required('currency', 'Coin'),
			address,
			minimum_balance: minimumBalance,
			maximum_balance: maximumBalance,
		},
	};
}

export function output(rows: unknown, _request: CregisRequest, item: Item): IDataObject[] {
	return item.list(rows) as IDataObject[];
}
