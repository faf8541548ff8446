import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { addressCoinField, addressField, balanceBoundFields, listFields } from '../shared/fields';
import type { Item } from '../shared/item';

export const effect = 'reads';

export const rowKey = ['chain_id', 'token_id'];

export const option: INodePropertyOptions = {
	name: 'Get Many by Address',
	value: 'getByAddress',
	action: 'Get many balances by address',
	description: 'List the balances of a deposit address, one per coin',
};

export const toolDescription =
	"Lists the balances of one of the merchant's deposit addresses, one result per coin. Read-only. Amounts are exact decimal text: don't round them.";

export const fields: INodeProperties[] = [
	{ ...addressField, description: 'The deposit address' },
	...listFields,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [{ ...addressCoinField, required: undefined }, ...balanceBoundFields],
	},
];

/** api.md §2.14 */
export function request(item: Item): CregisRequest {
	const { currency, minimumBalance, maximumBalance } = item.group('filters').texts({
		currency: 'Coin',
		minimumBalance: 'Minimum Balance',
		maximumBalance: 'Maximum Balance',
	});
	return {
		path: '/api/v2/sub_address_balance',
		fields: {
			address: item.required('address', 'Address'),
			currency,
			minimum_balance: minimumBalance,
			maximum_balance: maximumBalance,
		},
	};
}

export function output(rows: unknown, _request: CregisRequest, item: Item): IDataObject[] {
	return item.list(rows) as IDataObject[];
}
