import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { addressCoinField } from '../shared/fields';
import type { Item } from '../shared/item';
import { checkedAmount, coinOf, fromAddressField } from '../shared/payment';
import { presentSent } from '../shared/present';
import { PAYS_EACH_TIME } from '../shared/toolDescription';

export const effect = 'pays';

export const id = 'cid';

export const coins = 'address';

export const option: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create collection',
	description:
		"Sweep the balance of a deposit address into one of the project's wallets. Moves money. Running it twice creates two collections.",
};

export const toolDescription = `Sweeps the balance of one of the merchant's deposit addresses into the merchant's wallet. It moves real money. ${PAYS_EACH_TIME}`;

export const fields: INodeProperties[] = [
	addressCoinField,
	{ ...fromAddressField, description: 'The deposit address to sweep' },
	{
		displayName: 'To Address',
		name: 'toAddress',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
		description: "An address of the project's own wallet. Cregis rejects any other address.",
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
				description: 'How much to sweep. If empty, the whole balance is swept.',
			},
		],
	},
];

const CORRECT_THE_EXPRESSION =
	'Correct the expression. To sweep the whole balance, remove the field.';

/** api.md §2.12 */
export function request(item: Item): CregisRequest {
	const amount = item
		.group('additionalFields')
		.unlessEmpty('amount', 'Amount', CORRECT_THE_EXPRESSION);
	return {
		path: '/api/v1/collection',
		fields: {
			currency: coinOf(item),
			from_address: item.required('fromAddress', 'From Address'),
			to_address: item.required('toAddress', 'To Address'),
			amount: amount && checkedAmount(item, amount),
		},
	};
}

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	return presentSent(item.object(data), sent, ['currency', 'amount', 'from_address', 'to_address']);
}
