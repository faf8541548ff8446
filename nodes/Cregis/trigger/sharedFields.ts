/** Fields that both triggers have. */
import type { INodeProperties } from 'n8n-workflow';

export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'An event without the field that a filter checks still starts the workflow',
	options: [
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			default: '',
			placeholder: 'e.g. TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
			description:
				"Only payments to or from this address. Callbacks of deposits and orders don't contain the payer's address. Letter case matters only on chains where addresses are case-sensitive.",
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. USDT',
			description: 'Only payments in this currency',
		},
		{
			displayName: 'Minimum Amount',
			name: 'minimumAmount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10.5',
			description:
				'Only payments of at least this amount. Enter a plain number, without separators.',
		},
	],
};

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
