import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { addressCoinField, callbackUrlField } from '../shared/fields';
import type { Item } from '../shared/item';
import {
	amountField,
	checkedAmount,
	checkedMemo,
	checkedRemark,
	coinOf,
	fromAddressField,
	memoField,
	referenceField,
	remarkField,
	toAddressField,
} from '../shared/payment';
import { presentSent } from '../shared/present';
import { PAYS_ONCE } from '../shared/toolDescription';

export const effect = 'pays';

export const id = 'cid';

export const coins = 'address';

export const reference = 'third_party_id';

export { paymentResult as result } from '../shared/paymentResult';

export const option: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create withdrawal',
	description:
		"Send a coin from one of the project's deposit addresses. Moves money and can't be undone. The same reference is never paid twice.",
};

export const toolDescription = `Sends cryptocurrency from one of the merchant's deposit addresses to another address. It moves real money and can't be undone. ${PAYS_ONCE}`;

export const fields: INodeProperties[] = [
	addressCoinField,
	fromAddressField,
	toAddressField,
	amountField,
	referenceField,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [callbackUrlField, memoField, remarkField],
	},
];

/** api.md §2.10 */
export function request(item: Item): CregisRequest {
	const { callbackUrl, memo, remark } = item.group('additionalFields').texts({
		callbackUrl: 'Callback URL',
		memo: 'Memo',
		remark: 'Remark',
	});
	return {
		path: '/api/v1/sub_address_withdrawal',
		fields: {
			currency: coinOf(item),
			from_address: item.required('fromAddress', 'From Address'),
			to_address: item.required('toAddress', 'To Address'),
			amount: checkedAmount(item, item.text('amount', 'Amount')),
			third_party_id: item.required('thirdPartyId', 'Reference'),
			callback_url: item.callbackUrl(callbackUrl),
			remark: checkedRemark(item, remark),
			memo: checkedMemo(item, memo),
		},
	};
}

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	return presentSent(item.object(data), sent, [
		'third_party_id',
		'currency',
		'amount',
		'from_address',
		'to_address',
	]);
}
