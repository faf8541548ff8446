import type { INodeProperties } from 'n8n-workflow';
import { callbackUrlField } from '../shared/fields';
import { PAY_TOKENS } from './currencies';

/** The goods that the payer sees, with one entry for each. */
const orderItemsField: INodeProperties = {
	displayName: 'Order Items',
	name: 'orderItems',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Item',
	default: {},
	description: 'What you sell, shown to the payer on the checkout page',
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
					description: 'The currency of the price',
				},
				{
					displayName: 'Item ID',
					name: 'itemId',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. sku-17',
					description: 'Your own ID for the item',
				},
				{
					displayName: 'Name',
					name: 'itemName',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Coffee beans, 1 kg',
					description: 'The name that the payer sees',
				},
				{
					displayName: 'Price',
					name: 'itemPrice',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. 19.90',
					description: 'The price per unit',
				},
				{
					displayName: 'Quantity',
					name: 'itemQuantity',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 1,
					description: 'How many units',
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
	description: 'The merchant on whose behalf you create the order',
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
					description: 'Your own ID for the sub-merchant',
				},
				{
					displayName: 'Name',
					name: 'subMerchantName',
					type: 'string',
					default: '',
					description: 'The name that the payer sees',
				},
			],
		},
	],
};

/** The optional fields of api.md §1.1.1. */
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
				"Whether to keep an overpayment. If turned off, the excess is refunded, and 'Payer Email' is required.",
		},
		{
			displayName: 'Accept Partial Payment',
			name: 'acceptPartialPayment',
			type: 'boolean',
			default: true,
			description:
				"Whether to keep a payment that is too small. If turned off, the payer must pay the rest or is refunded, and 'Payer Email' is required.",
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
			description: 'The language of the checkout page and of emails to the payer',
		},
		orderItemsField,
		{
			displayName: 'Overpaid Tolerance',
			name: 'overpaidTolerance',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0.5',
			description: 'How much above the order amount still counts as paid, in the order currency',
		},
		{
			displayName: 'Payer Email',
			name: 'payerEmail',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description: 'Where Cregis sends emails about a top-up or refund',
		},
		{
			displayName: 'Payer Name',
			name: 'payerName',
			type: 'string',
			default: '',
			description: 'The name of the payer, up to 32 characters',
		},
		{
			displayName: 'Realtime Stablecoin Rate',
			name: 'stablecoinRealtimeRate',
			type: 'boolean',
			default: false,
			description:
				'Whether to convert stablecoins at the live rate instead of 1:1 with the US dollar',
		},
		{
			displayName: 'Remark',
			name: 'remark',
			type: 'string',
			default: '',
			description: 'A note stored with the order in Cregis, up to 256 characters',
		},
		{
			displayName: 'Shipping Cost',
			name: 'shoppingCost',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4.90',
			description: 'The cost of shipping, shown with the order items',
		},
		subMerchantField,
		{
			displayName: 'Tax Cost',
			name: 'taxCost',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3.80',
			description: 'The taxes, shown with the order items',
		},
		{
			displayName: 'Tokens',
			name: 'tokens',
			type: 'multiOptions',
			options: PAY_TOKENS,
			default: [],
			description:
				'The tokens that the payer can choose from. If empty, all tokens of the project are offered.',
		},
		{
			displayName: 'Underpaid Tolerance',
			name: 'underpaidTolerance',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0.5',
			description: 'How much below the order amount still counts as paid, in the order currency',
		},
	],
};
