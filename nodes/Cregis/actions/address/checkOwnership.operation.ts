import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { addressField, chainField } from '../shared/fields';
import type { Item } from '../shared/item';

export const effect = 'reads';

export const option: INodePropertyOptions = {
	name: 'Check Ownership',
	value: 'checkOwnership',
	action: 'Check ownership of address',
	description:
		'Check whether an address belongs to the project, for example before showing it to a payer',
};

export const toolDescription =
	"Checks whether an address is one of the merchant's own deposit addresses. Read-only. Use it before you show an address to a payer.";

export const fields: INodeProperties[] = [addressField, chainField];

/** api.md §2.5 */
export function request(item: Item): CregisRequest {
	return {
		path: '/api/v1/address/inner',
		fields: {
			address: item.required('address', 'Address'),
			chain_id: item.required('chainId', 'Chain'),
		},
	};
}

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	return { ...sent, ...item.object(data) } as IDataObject;
}
