import type { INodeProperties } from 'n8n-workflow';
import { callbackUrlField } from '../fields';
import { PAY_TOKENS } from './currencies';

/** What the payer sees of the goods, one entry for each. */
const orderItemsField: INodeProperties = {
	displayName: 'Order Items',
	name: 'orderItems',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Item',
	default: {},
	description: 'What is sold, shown to the payer at the checkout',
	options: [
		{
			displayName: 'Item',
			name: 'items',
			values: [
				{
					displayName: 'Currency',
					name: 'priceCurrency',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. USD',
					description: 'What the price is in',
				},
				{
					displayName: 'Item ID',
					name: 'itemId',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. sku-17',
					description: 'Your own ID of the item',
				},
				{
					displayName: 'Name',
					name: 'itemName',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Coffee beans, 1 kg',
					description: 'What the payer reads',
				},
				{
					displayName: 'Price',
					name: 'itemPrice',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. 19.90',
					description: 'The price of one piece',
				},
				{
					displayName: 'Quantity',
					name: 'itemQuantity',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 1,
					description: 'How many pieces',
				},
			],
		},
	],
};

const subMerchantField: INodeProperties = {
	displayName: 'Sub-Merchant',
	name: 'subMerchant',
	type: 'fixedCollection',
	default: {},
	description: 'The merchant on whose behalf the order is made',
	options: [
		{
			displayName: 'Sub-Merchant',
			name: 'details',
			values: [
				{
					displayName: 'ID',
					name: 'subMerchantId',
					type: 'string',
					default: '',
					description: 'Your own ID of the sub-merchant',
				},
				{
					displayName: 'Name',
					name: 'subMerchantName',
					type: 'string',
					default: '',
					description: 'What the payer reads',
				},
			],
		},
	],
};

/** api.md §1.1.1, what is not required. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Accept Overpayment',
			name: 'acceptOverPayment',
			type: 'boolean',
			default: true,
			description:
				"Whether to keep what is paid too much. If not, it is refunded, and 'Payer Email' is needed.",
		},
		{
			displayName: 'Accept Partial Payment',
			name: 'acceptPartialPayment',
			type: 'boolean',
			default: true,
			description:
				"Whether to keep a payment that is too small. If not, the payer must top it up or is refunded, and 'Payer Email' is needed.",
		},
		callbackUrlField,
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: [
				{ name: 'Chinese (Simplified)', value: 'sc' },
				{ name: 'Chinese (Traditional)', value: 'tc' },
				{ name: 'English', value: 'en' },
			],
			default: 'en',
			description: 'The language of the checkout and of the e-mails to the payer',
		},
		orderItemsField,
		{
			displayName: 'Overpaid Tolerance',
			name: 'overpaidTolerance',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0.5',
			description: 'How much more than the order amount still counts as paid',
		},
		{
			displayName: 'Payer Email',
			name: 'payerEmail',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description: 'Where Cregis writes to about a top-up or a refund',
		},
		{
			displayName: 'Payer Name',
			name: 'payerName',
			type: 'string',
			default: '',
			description: 'The name of the payer, of 32 characters or fewer',
		},
		{
			displayName: 'Realtime Stablecoin Rate',
			name: 'stablecoinRealtimeRate',
			type: 'boolean',
			default: false,
			description:
				'Whether to convert stablecoins at the live rate rather than 1 to 1 with the US dollar',
		},
		{
			displayName: 'Remark',
			name: 'remark',
			type: 'string',
			default: '',
			description: 'A note that Cregis keeps with the order, of 256 characters or fewer',
		},
		{
			displayName: 'Shipping Cost',
			name: 'shoppingCost',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4.90',
			description: 'What shipping costs, shown with the order items',
		},
		subMerchantField,
		{
			displayName: 'Tax Cost',
			name: 'taxCost',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3.80',
			description: 'What the taxes are, shown with the order items',
		},
		{
			displayName: 'Tokens',
			name: 'tokens',
			type: 'multiOptions',
			options: PAY_TOKENS,
			default: [],
			description:
				'What the payer can pay with. If empty, it is all that the project is set up for.',
		},
		{
			displayName: 'Underpaid Tolerance',
			name: 'underpaidTolerance',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0.5',
			description: 'How much less than the order amount still counts as paid',
		},
	],
};
