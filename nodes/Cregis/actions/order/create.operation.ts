import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { decimalsIssue } from '../../protocol/amount';
import type { CregisRequest } from '../../transport/request';
import type { FieldGroup } from '../shared/fieldGroup';
import type { Item } from '../shared/item';
import { checkedAmount, checkedRemark } from '../shared/payment';
import { present, presentSent } from '../shared/present';
import { chosenOutput, pick, simplifyFields } from '../shared/simplify';
import { additionalFields } from './additionalFields';
import { ORDER_CURRENCIES, orderDecimals } from './currencies';
import { decimalNumber, orderDetails, subMerchant, tokenNames } from './details';

export const effect = 'pays';

export const id = 'cregis_id';

export const reference = 'order_id';

export { orderResult as result } from '../shared/orderResult';

export const option: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create order',
	description: 'Create an order with a checkout link where the payer pays in crypto',
};

export const toolDescription =
	"Creates a payment request and returns its 'checkout_url', a link where a payer pays in cryptocurrency. Moves no money by itself. The order ID, amount and currency must come from the user or from another tool's result. Never make them up. One sale has one order ID: always try again with the same one. If the result says that Cregis may or may not have processed the order, tell the user, and don't create it again under another order ID.";

export const fields: INodeProperties[] = [
	{
		displayName: 'Order ID',
		name: 'orderId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. order-1042',
		description:
			'Your own unique ID for the order. Cregis never accepts the same ID twice, so take it from your data instead of generating it.',
	},
	{
		displayName: 'Order Amount',
		name: 'orderAmount',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 49.90',
		description: 'How much the payer owes, with up to 2 decimal places (8 for BTC)',
	},
	{
		displayName: 'Order Currency',
		name: 'orderCurrency',
		type: 'options',
		options: ORDER_CURRENCIES,
		default: 'USD',
		required: true,
		description: 'The currency of the order amount. The payer always pays in crypto.',
	},
	{
		displayName: 'Payer ID',
		name: 'payerId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. customer-7',
		description: 'Your own ID for the payer',
	},
	{
		displayName: 'Success URL',
		name: 'successUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://shop.example.com/thanks',
		description: 'Where to send the payer after payment',
	},
	{
		displayName: 'Cancel URL',
		name: 'cancelUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://shop.example.com/cart',
		description: 'Where to send the payer if they cancel or the order expires',
	},
	{
		displayName: 'Valid Time',
		name: 'validTime',
		type: 'number',
		typeOptions: { minValue: 10, maxValue: 1440 },
		default: 60,
		required: true,
		description: 'How long the order can be paid, in minutes, from 10 to 1440',
	},
	...simplifyFields,
	additionalFields,
];

function orderAmount(item: Item, currency: string): string {
	const amount = checkedAmount(item, item.text('orderAmount', 'Order Amount'), 'Order Amount');
	const fault = decimalsIssue(amount, orderDecimals(currency));
	if (!fault) return amount;
	throw item.invalid(`'Order Amount' ${fault}`, 'Correct the amount and run this again.');
}

function webAddress(item: Item, name: string, label: string): string {
	const url = item.required(name, label);
	if (/^https?:\/\//i.test(url)) return url;
	throw item.invalid(`'${label}' must start with https:// or http://`, `Correct '${label}'.`);
}

/** Returns 'true' or 'false' as text, or '' if the field wasn't added (api.md §0.6). */
function flag(item: Item, fields: FieldGroup, name: string, label: string): string {
	const value = fields.value(name) ?? '';
	const text = String(value).trim().toLowerCase();
	if (typeof value !== 'object' && ['', 'true', 'false'].includes(text)) return text;
	throw item.invalid(`'${label}' must be true or false`, `Correct '${label}'.`);
}

function wholeMinutes(item: Item): number {
	const minutes = Number(item.required('validTime', 'Valid Time'));
	if (Number.isInteger(minutes)) return minutes;
	throw item.invalid("'Valid Time' must be in whole minutes", "Enter a 'Valid Time' such as 60.");
}

/** If partial payments aren't accepted, Cregis needs the payer's email address (api.md §1.1.4). */
function checkPayerEmail(item: Item, email: string, accepts: string[]) {
	if (email || !accepts.includes('false')) return;
	throw item.invalid(
		"'Payer Email' is required",
		"Enter the payer's email. If you don't accept partial payments or overpayments, Cregis emails the payer about a top-up or refund.",
	);
}

/** api.md §1.1 */
export function request(item: Item): CregisRequest {
	const more = item.group('additionalFields');
	const { callbackUrl, payerName, payerEmail, language, remark } = more.texts({
		callbackUrl: 'Callback URL',
		payerName: 'Payer Name',
		payerEmail: 'Payer Email',
		language: 'Language',
		remark: 'Remark',
	});
	const acceptsPart = flag(item, more, 'acceptPartialPayment', 'Accept Partial Payment');
	const acceptsMore = flag(item, more, 'acceptOverPayment', 'Accept Overpayment');
	checkPayerEmail(item, payerEmail, [acceptsPart, acceptsMore]);
	const currency = item.required('orderCurrency', 'Order Currency');
	return {
		path: '/api/v2/checkout',
		fields: {
			order_id: item.required('orderId', 'Order ID'),
			order_amount: orderAmount(item, currency),
			order_currency: currency,
			payer_id: item.required('payerId', 'Payer ID'),
			success_url: webAddress(item, 'successUrl', 'Success URL'),
			cancel_url: webAddress(item, 'cancelUrl', 'Cancel URL'),
			valid_time: wholeMinutes(item),
			callback_url: item.callbackUrl(callbackUrl),
			payer_name: payerName,
			payer_email: payerEmail,
			tokens: tokenNames(item, more),
			order_details: orderDetails(item, more),
			sub_merchant: subMerchant(more),
			stablecoin_realtime_rate: flag(
				item,
				more,
				'stablecoinRealtimeRate',
				'Realtime Stablecoin Rate',
			),
			underpaid_tolerance: decimalNumber(item, more, 'underpaidTolerance', 'Underpaid Tolerance'),
			overpaid_tolerance: decimalNumber(item, more, 'overpaidTolerance', 'Overpaid Tolerance'),
			accept_partial_payment: acceptsPart,
			accept_over_payment: acceptsMore,
			language,
			remark: checkedRemark(item, remark),
		},
	};
}

/** A waiting execution compares the amount, the currency and the partial payment with the callback. */
const SIMPLIFIED = [
	'order_id',
	'checkout_url',
	'order_amount',
	'order_currency',
	'accept_partial_payment',
	'createdTimeIso',
	'expireTimeIso',
];

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	const order = presentSent(item.object(data), sent, ['order_id', 'accept_partial_payment']);
	const presented = present(order, { times: ['created_time', 'expire_time'] });
	// Without its ID, nobody could look the order up.
	return { ...pick(presented, ['cregis_id']), ...chosenOutput(item, presented, SIMPLIFIED) };
}
