import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { listFields } from '../shared/fields';
import type { Item } from '../shared/item';
import { chainField, filtersField, tokenField, walletField, walletId, withWallet } from './fields';

export const effect = 'reads';

export const rowKey = ['chain_id', 'token_id'];

export const option: INodePropertyOptions = {
	name: 'Get Many Balances',
	value: 'getBalances',
	action: 'Get many balances of a team wallet',
	description: 'List the balances of a wallet, one per token',
};

export const toolDescription =
	"Lists the balances of one of the merchant's team wallets, one result per token. 'available' can be spent, 'processing' is being sent. Read-only. Amounts are exact decimal text: don't round them.";

export const fields: INodeProperties[] = [
	walletField,
	...listFields,
	filtersField([chainField, tokenField]),
];

/** api.md §3.4 */
export function request(item: Item): CregisRequest {
	const filters = item.group('filters');
	return {
		path: '/openapi/v1/wallet_balance',
		fields: {
			wallet_id: walletId(item),
			chain_id: filters.text('chainId', 'Chain'),
			token_id: filters.text('tokenId', 'Token'),
		},
	};
}

export function output(rows: unknown, request: CregisRequest, item: Item): IDataObject[] {
	return item.list(rows).map((row) => withWallet(row, request)) as IDataObject[];
}
