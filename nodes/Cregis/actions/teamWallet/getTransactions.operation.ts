import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { TRANSACTION_TYPES } from '../../protocol/statuses';
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
	name: 'Get Many Transactions',
	value: 'getTransactions',
	action: 'Get many transactions of a team wallet',
	description: 'List the past transactions of a wallet, with sender, recipient and fee',
};

export const toolDescription =
	"Lists the past blockchain transactions of one of the merchant's team wallets. Those that are still being sent are missing: another operation lists them. Read-only. Amounts are exact decimal text: don't round them.";

export const fields: INodeProperties[] = [
	walletField,
	...listFields,
	...simplifyFields,
	filtersField([
		chainField,
		{
			displayName: 'From',
			name: 'blocktimeStart',
			type: 'dateTime',
			default: '',
			description: 'Only return transactions from this time on',
		},
		{
			displayName: 'Status',
			name: 'transactionStatus',
			type: 'options',
			options: [
				{ name: 'Failed', value: 2, description: 'Failed on the chain' },
				{ name: 'Success', value: 1, description: 'Confirmed on the chain' },
			],
			default: 1,
			description: 'Only return transactions with this status',
		},
		tokenField,
		transactionIdField,
		{
			displayName: 'Transaction Type',
			name: 'transactionType',
			type: 'options',
			options: [
				{ name: 'Receive', value: 1, description: 'Incoming transfers' },
				{ name: 'Send', value: 2, description: 'Outgoing transfers' },
			],
			default: 1,
			description: 'Only return transactions in this direction',
		},
		{
			displayName: 'Until',
			name: 'blocktimeEnd',
			type: 'dateTime',
			default: '',
			description: 'Only return transactions up to this time',
		},
	]),
];

/** api.md §3.6 */
export function request(item: Item): CregisRequest {
	const filters = item.group('filters');
	return {
		path: '/openapi/v1/wallet_history_transaction_info',
		fields: {
			wallet_id: walletId(item),
			chain_id: filters.text('chainId', 'Chain'),
			token_id: filters.text('tokenId', 'Token'),
			txid: filters.text('txid', 'Transaction ID'),
			transaction_type: filters.number('transactionType', 'Transaction Type'),
			transaction_status: filters.number('transactionStatus', 'Status'),
			blocktime_start: item.seconds(filters.value('blocktimeStart'), 'From', 'start'),
			blocktime_end: item.seconds(filters.value('blocktimeEnd'), 'Until', 'end'),
		},
	};
}

export function output(rows: unknown, _request: CregisRequest, item: Item): IDataObject[] {
	return transactionOutput(rows, item, TRANSACTION_TYPES);
}
