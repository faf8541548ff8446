import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { addressField, chainField } from '../shared/fields';
import type { Item } from '../shared/item';
import { ENDPOINTS } from '../../protocol/endpoints';

export const effect = 'reads';

export const option: INodePropertyOptions = {
	name: 'Validate',
	value: 'validate',
	action: 'Validate address',
	description: 'Check whether an address is valid on a chain, for example before a payout',
};

export const toolDescription =
	"Checks whether an address has a valid format for a blockchain. Read-only. Use it before a payout. It doesn't tell who owns the address.";

export const fields: INodeProperties[] = [addressField, chainField];

/** api.md §2.6 */
export function request(item: Item): CregisRequest {
	return {
		path: ENDPOINTS.validateAddress,
		fields: {
			address: item.required('address', 'Address'),
			chain_id: item.required('chainId', 'Chain'),
		},
	};
}

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	return { ...sent, ...item.object(data) } as IDataObject;
}
