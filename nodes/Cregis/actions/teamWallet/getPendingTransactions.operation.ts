import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { PENDING_TRANSACTION_TYPES } from '../../protocol/statuses';
import type { CregisRequest } from '../../transport/request';
import { listFields } from '../shared/fields';
import type { Item } from '../shared/item';
import { simplifyFields } from '../shared/simplify';
import {
	chainField,
	filtersField,
	tokenField,
	transactionIdField,
	walletField,
	walletId,
} from './fields';
import { transactionKey, transactionOutput } from './transactions';

export const effect = 'reads';

export const rowKey = transactionKey;

export const option: INodePropertyOptions = {
	name: 'Get Many Pending Transactions',
	value: 'getPendingTransactions',
	action: 'Get many pending transactions of a team wallet',
	description: 'List the transactions that a wallet is sending',
};

export const toolDescription =
	"Lists the blockchain transactions that one of the merchant's team wallets is sending, before they are confirmed. Read-only. Amounts are exact decimal text: don't round them.";

export const fields: INodeProperties[] = [
	walletField,
	...listFields,
	...simplifyFields,
	filtersField([chainField, tokenField, transactionIdField]),
];

/** api.md §3.7 */
export function request(item: Item): CregisRequest {
	const filters = item.group('filters');
	return {
		path: '/openapi/v1/wallet_processing_transaction_info',
		fields: {
			wallet_id: walletId(item),
			chain_id: filters.text('chainId', 'Chain'),
			token_id: filters.text('tokenId', 'Token'),
			txid: filters.text('txid', 'Transaction ID'),
		},
	};
}

export function output(rows: unknown, _request: CregisRequest, item: Item): IDataObject[] {
	return transactionOutput(rows, item, PENDING_TRANSACTION_TYPES);
}
