import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { listFields } from '../shared/fields';
import type { Item } from '../shared/item';
import { present } from '../shared/present';
import { chainField, walletField, walletId, withWallet } from './fields';

export const effect = 'reads';

export const rowKey = ['address'];

export const option: INodePropertyOptions = {
	name: 'Get Many Addresses',
	value: 'getAddresses',
	action: 'Get many addresses of a team wallet',
	description: 'List the addresses that a wallet has on a chain',
};

export const toolDescription =
	"Lists the addresses that one of the merchant's team wallets has on a blockchain, each with its name and status. Read-only.";

export const fields: INodeProperties[] = [
	walletField,
	{ ...chainField, required: true, description: 'The blockchain of the addresses' },
	...listFields,
];

/** api.md §3.3 */
export function request(item: Item): CregisRequest {
	return {
		path: '/openapi/v1/wallet_address',
		fields: { wallet_id: walletId(item), chain_id: item.required('chainId', 'Chain') },
	};
}

export function output(rows: unknown, request: CregisRequest, item: Item): IDataObject[] {
	const { chain_id } = request.fields;
	return item
		.list(rows)
		.map((row) => withWallet({ chain_id, ...row }, request))
		.map((address) => present(address, { times: ['create_time'] }));
}
