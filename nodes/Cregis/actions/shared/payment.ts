/** The common fields and checks of payouts, withdrawals and collections. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { amountIssue } from '../../protocol/amount';
import { canonicalCoin } from '../../transport/coins';
import { parseJson, type JsonObject } from '../../protocol/losslessJson';
import type { Item } from './item';
import { paymentResult } from './paymentResult';

/** A memo must be a number below this (E0032). */
const MEMO_END = 4_294_967_295n;

const REMARK_LENGTH = 256;

export const toAddressField: INodeProperties = {
	displayName: 'To Address',
	name: 'toAddress',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
	description: "The recipient's address on the chain of the coin",
};

export const fromAddressField: INodeProperties = {
	displayName: 'From Address',
	name: 'fromAddress',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
	description: "The project's address to pay from",
};

export const amountField: INodeProperties = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 12.5',
	description:
		'How much to pay, as a plain number such as 12.5, with no more decimal places than the coin allows',
};

export const referenceField: INodeProperties = {
	displayName: 'Reference',
	name: 'thirdPartyId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. invoice-1042',
	description:
		'Your own unique ID for this payment, such as an invoice number. Cregis never pays the same reference twice, so take it from your data instead of generating it.',
	builderHint: {
		propertyHint:
			'Take it from the input data, such as an invoice number. Never generate it from the time, an execution ID or a random number.',
	},
};

export const memoField: INodeProperties = {
	displayName: 'Memo',
	name: 'memo',
	type: 'string',
	default: '',
	placeholder: 'e.g. 123',
	description: "The recipient's memo or destination tag, digits only. Only XRP and TON use one.",
};

export const remarkField: INodeProperties = {
	displayName: 'Remark',
	name: 'remark',
	type: 'string',
	default: '',
	description: 'A note stored with the payment in Cregis, up to 256 characters',
};

/** Returns the coin to pay. */
export function coinOf(item: Item): string {
	return canonicalCoin(item.required('currency', 'Coin'));
}

/** @throws NodeOperationError if Cregis would reject the amount */
export function checkedAmount(item: Item, amount: string, label = 'Amount'): string {
	const fault = amountIssue(amount);
	if (!fault) return amount;
	throw item.invalid(`'${label}' ${fault}`, 'Correct the amount and run this again.');
}

/** @throws NodeOperationError if no chain accepts the memo */
export function checkedMemo(item: Item, memo = ''): string {
	if (memo === '' || (/^\d+$/.test(memo) && BigInt(memo) < MEMO_END)) return memo;
	throw item.invalid(
		`'Memo' can contain only digits and must be below ${MEMO_END}`,
		"Correct the memo, or leave it empty if the chain doesn't use one.",
	);
}

/** @throws NodeOperationError if the remark is too long */
export function checkedRemark(item: Item, remark = ''): string {
	if (remark.length <= REMARK_LENGTH) return remark;
	throw item.invalid(
		`'Remark' has ${remark.length} characters, but Cregis allows ${REMARK_LENGTH}`,
		'Shorten the remark.',
	);
}

/**
 * Returns the output for a payout or withdrawal that was looked up.
 *
 * @param cid the ID from the request. Cregis's response doesn't repeat it (api.md §2.9)
 */
export function presentPayment(cid: unknown, payment: JsonObject): IDataObject {
	return paymentResult.present({ cid: parseJson(String(cid)), ...payment });
}
