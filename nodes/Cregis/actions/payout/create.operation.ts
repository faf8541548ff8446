import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { callbackUrlField, payoutCoinField } from '../shared/fields';
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
import { presentSent } from '../shared/present';
import { PAYS_ONCE } from '../shared/toolDescription';

export const reference = 'third_party_id';

export const effect = 'pays';

export const id = 'cid';

export const coins = 'payout';

export { paymentResult as result } from '../shared/paymentResult';

export const option: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create payout',
	description:
		"Send a coin from the payout wallet to an address. Moves money and can't be undone. The same reference is never paid twice.",
};

export const toolDescription = `Sends cryptocurrency from the merchant's payout wallet to a blockchain address. It moves real money and can't be undone. ${PAYS_ONCE}`;

export const fields: INodeProperties[] = [
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
			{
				displayName: 'Wallet ID',
				name: 'walletId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 11434198045401088',
				description: "The wallet to pay from. Defaults to the project's payout wallet.",
			},
		],
	},
];

/** The wallet to pay from. Only version 2 of the API supports it (api.md §2.8). */
function payer(item: Item, walletId = '', fromAddress = '') {
	return {
		wallet_id: walletId === '' ? undefined : item.numericId(walletId, 'Wallet ID'),
		from_address: fromAddress,
	};
}

/** api.md §2.7 and §2.8 */
export function request(item: Item): CregisRequest {
	const { version, callbackUrl, memo, remark, walletId, fromAddress } = item
		.group('additionalFields')
		.texts({
			version: 'API Version',
			callbackUrl: 'Callback URL',
			memo: 'Memo',
			remark: 'Remark',
			walletId: 'Wallet ID',
			fromAddress: 'From Address',
		});
	const common = {
		currency: coinOf(item),
		amount: checkedAmount(item, item.text('amount', 'Amount')),
		third_party_id: item.required('thirdPartyId', 'Reference'),
		callback_url: item.callbackUrl(callbackUrl),
		remark: checkedRemark(item, remark),
		memo: checkedMemo(item, memo),
	};
	const recipient = item.required('toAddress', 'To Address');
	if (version !== '1') {
		return {
			path: '/api/v2/payout',
			fields: { ...common, to_address: recipient, ...payer(item, walletId, fromAddress) },
		};
	}
	if (walletId || fromAddress) {
		throw item.invalid(
			"'Wallet ID' and 'From Address' require API version 2",
			"Remove 'API Version', or remove 'Wallet ID' and 'From Address'.",
		);
	}
	return { path: '/api/v1/payout', fields: { ...common, address: recipient } };
}

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	// The output has one name for the recipient, whichever version was used.
	const payout = { ...sent, to_address: sent.to_address ?? sent.address };
	return presentSent(item.object(data), payout, [
		'third_party_id',
		'currency',
		'amount',
		'to_address',
	]);
}
