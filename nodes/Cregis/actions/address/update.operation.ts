import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ADDRESS_STATUSES } from '../../protocol/statuses';
import type { CregisRequest } from '../../transport/request';
import { addressField, aliasField } from '../shared/fields';
import type { Item } from '../shared/item';
import { present, presentSent } from '../shared/present';

export const effect = 'changes';

export const option: INodePropertyOptions = {
	name: 'Update',
	value: 'update',
	action: 'Update address',
	description: 'Change the alias, callback URL or status of a deposit address',
};

export const toolDescription =
	"Changes the alias, callback URL or status of one of the merchant's deposit addresses. Moves no money. The address and the new values must come from the user or from another tool's result.";

export const fields: INodeProperties[] = [
	{ ...addressField, description: 'The deposit address to change' },
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			aliasField,
			{
				displayName: 'Callback URL',
				name: 'callbackUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://n8n.example.com/webhook/.../webhook',
				description:
					"The URL that Cregis calls for deposits, usually the production URL of a 'Cregis Trigger'",
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Disabled', value: '1', description: "Deposits to the address aren't reported" },
					{ name: 'Enabled', value: '0', description: 'The address is active' },
				],
				default: '0',
				description: 'Whether the address is active',
			},
		],
	},
];

/** api.md §2.4 */
export function request(item: Item): CregisRequest {
	const { alias, callbackUrl, status } = item
		.group('updateFields')
		.texts({ alias: 'Alias', callbackUrl: 'Callback URL', status: 'Status' });
	if (!alias && !callbackUrl && !status) {
		throw item.invalid(
			'There is nothing to update',
			"Fill in at least one of the 'Update Fields'.",
		);
	}
	return {
		path: '/api/v1/address/update',
		fields: {
			address: item.required('address', 'Address'),
			alias,
			callback_url: callbackUrl,
			status,
		},
	};
}

/** Returns the fields that were sent, because Cregis responds without data. */
export function output(_data: unknown, { fields: sent }: CregisRequest): IDataObject {
	const changed = presentSent({}, sent, ['address', 'alias', 'callback_url', 'status']);
	return present({ ...changed, updated: true }, { words: { status: ADDRESS_STATUSES } });
}
