import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ENDPOINTS } from '../../protocol/endpoints';
import type { CregisRequest } from '../../transport/request';
import { listFields } from '../shared/fields';
import type { Item } from '../shared/item';
import { present } from '../shared/present';
import { filtersField } from './fields';

export const effect = 'reads';

export const rowKey = ['wallet_id'];

export const option: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many team wallets',
	description: 'List the wallets of your team, with the tokens of each',
};

export const toolDescription =
	"Lists the wallets of the merchant's team, each with its ID, name and tokens. Read-only. Use it to find the ID of a wallet before you ask for its balances or transactions.";

export const fields: INodeProperties[] = [
	...listFields,
	filtersField([
		{
			displayName: 'Wallet Type',
			name: 'walletType',
			type: 'options',
			options: [
				{ name: 'Multi-Sign', value: 'multi_sign', description: 'Several people sign' },
				{ name: 'Single-Sign', value: 'single_sign', description: 'One person signs' },
			],
			default: 'single_sign',
			description: 'Only return wallets of this type',
		},
	]),
];

/** api.md §3.2 */
export function request(item: Item): CregisRequest {
	const walletType = item.group('filters').text('walletType', 'Wallet Type');
	return { path: ENDPOINTS.teamWallets, fields: { wallet_type: walletType } };
}

export function output(rows: unknown, _request: CregisRequest, item: Item): IDataObject[] {
	return item.list(rows).map((wallet) => present(wallet, { times: ['create_time'] }));
}
