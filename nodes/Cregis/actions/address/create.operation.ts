import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { chainField, newAddressFields } from '../shared/fields';
import type { Item } from '../shared/item';
import { presentSent } from '../shared/present';

export const effect = 'changes';

export const option: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create address',
	description: 'Create a deposit address on a chain',
};

export const toolDescription =
	'Creates one new deposit address on a blockchain, to which a customer can send cryptocurrency. Moves no money. Every call creates another address that stays, so call it only if the user wants a new one.';

export const fields: INodeProperties[] = [chainField, newAddressFields];

/** api.md §2.2 */
export function request(item: Item): CregisRequest {
	const { alias, callbackUrl } = item
		.group('additionalFields')
		.texts({ alias: 'Alias', callbackUrl: 'Callback URL' });
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
	return presentSent(item.object(data), sent, ['chain_id', 'alias']);
}
