import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { addressField, balanceBoundFields, listFields } from '../shared/fields';
import type { Item } from '../shared/item';
import { chainField, filtersField, tokenField, walletField, walletId, withWallet } from './fields';

export const effect = 'reads';

export const rowKey = ['address', 'chain_id', 'token_id'];

export const option: INodePropertyOptions = {
	name: 'Get Many Address Balances',
	value: 'getAddressBalances',
	action: 'Get many address balances of a team wallet',
	description: 'List the balances of the addresses of a wallet, one per address and token',
};

export const toolDescription =
	"Lists the balances of the addresses of one of the merchant's team wallets, one result per address and token. Read-only. Amounts are exact decimal text: don't round them.";

export const fields: INodeProperties[] = [
	walletField,
	...listFields,
	filtersField([
		{ ...addressField, required: undefined, description: 'Only return balances of this address' },
		chainField,
		...balanceBoundFields,
		tokenField,
	]),
];

/** api.md §3.5 */
export function request(item: Item): CregisRequest {
	const { address, chainId, tokenId, minimumBalance, maximumBalance } = item
		.group('filters')
		.texts({
			address: 'Address',
			chainId: 'Chain',
			tokenId: 'Token',
			minimumBalance: 'Minimum Balance',
			maximumBalance: 'Maximum Balance',
		});
	return {
		path: '/openapi/v1/wallet_address_balance',
		fields: {
			wallet_id: walletId(item),
			address,
			chain_id: chainId,
			token_id: tokenId,
			minimum_balance: minimumBalance,
			maximum_balance: maximumBalance,
		},
	};
}

export function output(rows: unknown, request: CregisRequest, item: Item): IDataObject[] {
	return item.list(rows).map((row) => withWallet(row, request)) as IDataObject[];
}
