import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport';
import { addressField, chainField } from '../fields';
import type { Item } from '../item';

export const effect = 'reads';

export const option: INodePropertyOptions = {
	name: 'Validate',
	value: 'validate',
	action: 'Validate address',
	description: 'Check whether an address has the right form for a chain, such as before a payout',
};

export const fields: INodeProperties[] = [addressField, chainField];

/** api.md §2.6 */
export function request(item: Item): CregisRequest {
	return {
		path: '/api/v1/address/legal',
		fields: {
			address: item.required('address', 'Address'),
			chain_id: item.required('chainId', 'Chain'),
		},
	};
}

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	return { ...sent, ...item.object(data) } as IDataObject;
}
