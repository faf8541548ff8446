import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { amountFault } from '../../protocol/amount';
import { JsonNumber } from '../../protocol/losslessJson';
import type { CregisRequest } from '../../transport';
import { callbackUrlField, payoutCoinField } from '../fields';
import type { Item } from '../item';

/** Memos are tags below this number (E0032). */
const MEMO_END = 4_294_967_295n;

const REMARK_LENGTH = 256;

export const reference = 'third_party_id';

export const option: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create payout',
	description:
		'Pay a coin from the payout wallet to an address. This moves money and cannot be undone; the same reference is never paid twice.',
};

export const fields: INodeProperties[] = [
	payoutCoinField,
	{
		displayName: 'To Address',
		name: 'toAddress',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
		description: 'The address of the recipient, on the chain of the coin',
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 12.5',
		description:
			'How much to pay, as a plain decimal number with no more decimals than the coin has',
	},
	{
		displayName: 'Reference',
		name: 'thirdPartyId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. invoice-1042',
		description:
			'Your own ID of this payment. Cregis pays a reference once at the most: take it from your data, and never make it up anew for each run.',
	},
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
					{ name: '1', value: 1, description: "Cregis's older interface for payouts" },
					{ name: '2', value: 2, description: 'Can also choose the wallet that pays' },
				],
				default: 2,
				description: 'Which of the two interfaces of Cregis to use for the payout',
			},
			callbackUrlField,
			{
				displayName: 'From Address',
				name: 'fromAddress',
				type: 'string',
				default: '',
				description: "The address that pays. If empty, it is the wallet's default address.",
			},
			{
				displayName: 'Memo',
				name: 'memo',
				type: 'string',
				default: '',
				placeholder: 'e.g. 123',
				description: "The recipient's memo or tag, in digits. Only XRP and TON have one.",
			},
			{
				displayName: 'Remark',
				name: 'remark',
				type: 'string',
				default: '',
				description: 'A note that Cregis keeps with the payout, of 256 characters or fewer',
			},
			{
				displayName: 'Wallet ID',
				name: 'walletId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 11434198045401088',
				description: "The wallet that pays. If empty, it is the project's default payout wallet.",
			},
		],
	},
];

function checkedAmount(item: Item): string {
	const amount = item.text('amount');
	const fault = amountFault(amount);
	if (!fault) return amount;
	throw item.invalid(`'Amount' ${fault}`, 'Correct the amount. Nothing was sent for this item.');
}

function checkedMemo(item: Item, memo = ''): string {
	if (memo === '' || (/^\d+$/.test(memo) && BigInt(memo) < MEMO_END)) return memo;
	throw item.invalid(
		`'Memo' must consist of digits and be below ${MEMO_END}`,
		'Correct the memo, or leave it empty where the chain has none.',
	);
}

function checkedRemark(item: Item, remark = ''): string {
	if (remark.length <= REMARK_LENGTH) return remark;
	throw item.invalid(
		`'Remark' has ${remark.length} characters, and Cregis takes ${REMARK_LENGTH}`,
		'Shorten the remark.',
	);
}

/** The wallet that pays: only the second version of the interface lets it be chosen (api.md 2.8). */
function payer(item: Item, walletId = '', fromAddress = '') {
	if (walletId !== '' && !/^\d+$/.test(walletId)) {
		throw item.invalid(
			"'Wallet ID' must consist of digits",
			'Copy the ID of the wallet from Cregis.',
		);
	}
	return {
		wallet_id: walletId === '' ? undefined : new JsonNumber(walletId),
		from_address: fromAddress,
	};
}

/** api.md 2.7 and 2.8 */
export function request(item: Item): CregisRequest {
	const { version, callbackUrl, memo, remark, walletId, fromAddress } =
		item.collection('additionalFields');
	const common = {
		currency: item.required('currency', 'Coin'),
		amount: checkedAmount(item),
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
			"API version 1 can't choose the wallet that pays",
			"Remove 'API Version', or 'Wallet ID' and 'From Address'.",
		);
	}
	return { path: '/api/v1/payout', fields: { ...common, address: recipient } };
}

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	const { third_party_id, currency, amount, to_address, address } = sent;
	return {
		...item.object(data),
		third_party_id,
		currency,
		amount,
		to_address: to_address ?? address,
	} as IDataObject;
}
