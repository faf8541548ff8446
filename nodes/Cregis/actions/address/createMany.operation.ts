import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { chainField, newAddressFields } from '../shared/fields';
import type { Item } from '../shared/item';
import { presentSent } from '../shared/present';

export const effect = 'changes';

export const option: INodePropertyOptions = {
	name: 'Create Many',
	value: 'createMany',
	action: 'Create many addresses',
	description: 'Create up to 100 deposit addresses on a chain at once',
};

export const toolDescription =
	'Creates up to 100 new deposit addresses on a blockchain at once. Moves no money. Every call creates more addresses that stay, so call it only if the user asks for this number.';

export const fields: INodeProperties[] = [
	chainField,
	{
		displayName: 'Number of Addresses',
		name: 'number',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 10,
		required: true,
		description: 'How many addresses to create, from 1 to 100',
	},
	newAddressFields,
];

/** api.md §2.3: the number is sent as text. */
export function request(item: Item): CregisRequest {
	const { alias, callbackUrl } = item
		.group('additionalFields')
		.texts({ alias: 'Alias', callbackUrl: 'Callback URL' });
	return {
		path: '/api/v1/batch/address/create',
		fields: {
			chain_id: item.required('chainId', 'Chain'),
			number: item.required('number', 'Number of Addresses'),
			alias,
			callback_url: item.callbackUrl(callbackUrl),
		},
	};
}

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject[] {
	return item.list(data).map((row) => presentSent(row, sent, ['chain_id', 'alias']));
}
