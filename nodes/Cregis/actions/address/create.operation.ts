import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport';
import { callbackUrlField, chainField } from '../fields';
import type { Item } from '../item';

export const option: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create address',
	description: 'Make a new deposit address on a chain',
};

export const fields: INodeProperties[] = [
	chainField,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Alias',
				name: 'alias',
				type: 'string',
				default: '',
				placeholder: 'e.g. Customer 1042',
				description: 'A name for the address in Cregis, of 40 characters or fewer',
			},
			callbackUrlField,
		],
	},
];

/** api.md 2.2 */
export function request(item: Item): CregisRequest {
	const { alias, callbackUrl } = item.collection('additionalFields');
	return {
		path: '/api/v1/address/create',
		fields: {
			chain_id: item.required('chainId', 'Chain'),
			alias,
			callback_url: item.callbackUrl(callbackUrl),
		},
	};
}

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	return { ...item.object(data), chain_id: sent.chain_id, alias: sent.alias } as IDataObject;
}
