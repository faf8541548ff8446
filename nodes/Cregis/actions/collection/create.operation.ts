import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport';
import { addressCoinField } from '../fields';
import type { Item } from '../item';
import { checkedAmount, coinOf, fromAddressField } from '../payment';
import { presentSent } from '../present';

export const effect = 'pays';

export const id = 'cid';

export const coins = 'address';

export const option: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create collection',
	description:
		'Gather what a deposit address holds in a wallet of the project. This moves money, and has no reference: running it twice asks for it twice.',
};

export const fields: INodeProperties[] = [
	addressCoinField,
	{ ...fromAddressField, description: 'The deposit address to gather from' },
	{
		displayName: 'To Address',
		name: 'toAddress',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
		description: 'An address of the wallet that is bound to the project: Cregis takes no other',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Amount',
				name: 'amount',
				type: 'string',
				default: '',
				placeholder: 'e.g. 12.5',
				description: 'How much to gather. If empty, it is all that the address holds.',
			},
		],
	},
];

/** api.md §2.12 */
export function request(item: Item): CregisRequest {
	const amount = item.group('additionalFields').text('amount', 'Amount');
	return {
		path: '/api/v1/collection',
		fields: {
			currency: coinOf(item),
			from_address: item.required('fromAddress', 'From Address'),
			to_address: item.required('toAddress', 'To Address'),
			amount: amount === '' ? undefined : checkedAmount(item, amount),
		},
	};
}

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	return presentSent(item.object(data), sent, ['currency', 'amount', 'from_address', 'to_address']);
}
