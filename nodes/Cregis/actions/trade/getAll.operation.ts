import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { BUSINESS_TYPES, TRADE_STATUSES, TRADE_TYPES } from '../../protocol/statuses';
import type { CregisRequest } from '../../transport';
import { chainField, listFields } from '../fields';
import type { FieldGroup } from '../fieldGroup';
import type { Item } from '../item';
import { present } from '../present';

export const effect = 'reads';

export const rowKey = [
	'cid',
	'txid',
	'trade_type',
	'business_type',
	'token_id',
	'from_address',
	'to_address',
];

export const option: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many trades',
	description:
		'List the transactions of the project on the blockchains, with payer, recipient and fee',
};

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
				displayName: 'Business Type',
				name: 'businessType',
				type: 'options',
				options: [
					{ name: 'Address Deposit', value: 3, description: 'Money that payers sent' },
					{ name: 'Approval', value: 2, description: 'Permissions that a token asks for' },
					{ name: 'Collection', value: 5, description: 'What was gathered from addresses' },
					{ name: 'Collection Fee', value: 4, description: 'Fees sent ahead for gathering' },
					{ name: 'Normal', value: 0, description: 'Payouts and other transfers' },
				],
				default: 3,
				description: 'Only trades made for this',
			},
			{ ...chainField, required: undefined, description: 'Only trades on this blockchain' },
			{
				displayName: 'Cregis ID',
				name: 'cid',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1382626461605888',
				description: 'Only the trade with this ID (cid), such as that of a deposit',
			},
			{
				displayName: 'From',
				name: 'blocktimeStart',
				type: 'dateTime',
				default: '',
				description: 'Only trades at this time or later',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Failed', value: 2, description: 'Did not succeed on the chain' },
					{ name: 'Pending', value: 0, description: 'Not yet settled on the chain' },
					{ name: 'Success', value: 1, description: 'Settled on the chain' },
				],
				default: 1,
				description: 'Only trades in this state',
			},
			{
				displayName: 'Token',
				name: 'tokenId',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				description: "Only trades of this token; a chain's own coin has the ID of the chain",
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						typeOptions: { searchListMethod: 'searchTokens', searchable: true },
					},
					{
						displayName: 'By ID',
						name: 'id',
						type: 'string',
						placeholder: 'e.g. TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
					},
				],
			},
			{
				displayName: 'Trade Type',
				name: 'tradeType',
				type: 'options',
				options: [
					{ name: 'In', value: 1, description: 'Money that came in' },
					{ name: 'Out', value: 2, description: 'Money that went out' },
				],
				default: 1,
				description: 'Only trades in this direction',
			},
			{
				displayName: 'Transaction ID',
				name: 'txId',
				type: 'string',
				default: '',
				description: 'Only the transaction with this hash',
			},
			{
				displayName: 'Until',
				name: 'blocktimeEnd',
				type: 'dateTime',
				default: '',
				description: 'Only trades at this time or earlier',
			},
		],
	},
];

/** A choice from a list of numbers, which an expression may give as text. */
function choice(item: Item, filters: FieldGroup, name: string, label: string): unknown {
	const text = filters.text(name, label);
	return text ? item.numericId(text, label) : undefined;
}

/** api.md §2.15 */
export function request(item: Item): CregisRequest {
	const filters = item.group('filters');
	return {
		path: '/api/v1/trade/page',
		fields: {
			cid: choice(item, filters, 'cid', 'Cregis ID'),
			tx_id: filters.text('txId', 'Transaction ID'),
			status: choice(item, filters, 'status', 'Status'),
			trade_type: choice(item, filters, 'tradeType', 'Trade Type'),
			business_type: choice(item, filters, 'businessType', 'Business Type'),
			blocktime_start: item.seconds(filters.value('blocktimeStart'), 'From', 'start'),
			blocktime_end: item.seconds(filters.value('blocktimeEnd'), 'Until', 'end'),
			chain_id: filters.text('chainId', 'Chain'),
			token_id: filters.text('tokenId', 'Token'),
		},
	};
}

export function output(rows: unknown, _request: CregisRequest, item: Item): IDataObject[] {
	return item.list(rows).map((trade) =>
		present(trade, {
			words: {
				status: TRADE_STATUSES,
				trade_type: TRADE_TYPES,
				business_type: BUSINESS_TYPES,
			},
			times: ['block_time'],
		}),
	);
}
