/** What Create and Check have in common: the fields of a payout, and how each is read. */
import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../protocol/losslessJson';
import type { CregisRequest } from '../../transport/request';
import type { FieldGroup } from '../shared/fieldGroup';
import { callbackUrlField, payoutCoinField } from '../shared/fields';
import { walletIdField } from '../shared/idFields';
import type { Item } from '../shared/item';
import {
	amountField,
	checkedAmount,
	checkedMemo,
	checkedRemark,
	coinOf,
	memoField,
	referenceField,
	remarkField,
	toAddressField,
} from '../shared/payment';
import { readFields, type Readers } from '../shared/readers';

export const reference = 'third_party_id';

export const coins = 'payout';

export const payoutFields: INodeProperties[] = [
	payoutCoinField,
	toAddressField,
	amountField,
	referenceField,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'API Version',
				name: 'version',
				type: 'options',
				options: [
					{ name: '1', value: 1, description: "Cregis's older payout API" },
					{ name: '2', value: 2, description: 'Lets you choose the wallet to pay from' },
				],
				default: 2,
				description: "Which version of Cregis's payout API to use",
			},
			callbackUrlField,
			{
				displayName: 'From Address',
				name: 'fromAddress',
				type: 'string',
				default: '',
				description: "The address to pay from. Defaults to the wallet's default address.",
			},
			memoField,
			remarkField,
			walletIdField,
		],
	},
];

const isVersion1 = (more: FieldGroup) => more.text('version', 'API Version') === '1';

/** Reads a field that chooses the payer. Only version 2 of the API has such fields (api.md §2.8). */
function payer(item: Item, more: FieldGroup, name: string, label: string): string {
	const text = more.text(name, label);
	if (text === '' || !isVersion1(more)) return text;
	throw item.invalid(
		"'Wallet ID' and 'From Address' require API version 2",
		"Remove 'API Version', or remove 'Wallet ID' and 'From Address'.",
	);
}

/** api.md §2.7 and §2.8 */
export const readers: Readers = {
	currency: coinOf,
	amount: (item) => checkedAmount(item, item.text('amount', 'Amount')),
	third_party_id: (item) => item.required('thirdPartyId', 'Reference'),
	callback_url: (item, more) => item.callbackUrl(more.text('callbackUrl', 'Callback URL')),
	remark: (item, more) => checkedRemark(item, more.text('remark', 'Remark')),
	memo: (item, more) => checkedMemo(item, more.text('memo', 'Memo')),
	to_address: (item) => item.required('toAddress', 'To Address'),
	wallet_id: (item, more) => {
		const walletId = payer(item, more, 'walletId', 'Wallet ID');
		return walletId === '' ? undefined : item.numericId(walletId, 'Wallet ID');
	},
	from_address: (item, more) => payer(item, more, 'fromAddress', 'From Address'),
};

/** The two versions differ in the path and in the name of the recipient. */
export function payoutRequest(item: Item): CregisRequest {
	const { to_address: recipient, ...fields }: JsonObject = readFields(item, readers);
	return isVersion1(item.group('additionalFields'))
		? { path: '/api/v1/payout', fields: { ...fields, address: recipient } }
		: { path: '/api/v2/payout', fields: { ...fields, to_address: recipient } };
}
