/** Fields that several operations share. */
import type { INodeProperties } from 'n8n-workflow';

/** A chain of one of the project's coins. */
export const chainField: INodeProperties = {
	displayName: 'Chain',
	name: 'chainId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The blockchain of the address',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchChains', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 195',
		},
	],
};

/** A coin, from one of the node's list searches. */
function coinField(searchListMethod: string, description: string): INodeProperties {
	return {
		displayName: 'Coin',
		name: 'currency',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 195@195',
				hint: 'The chain ID and token ID, joined by @. Payouts also accept the name of the coin.',
			},
		],
	};
}

export const payoutCoinField = coinField(
	'searchPayoutCoins',
	'The coin to pay. It also determines the chain.',
);

export const addressCoinField = coinField(
	'searchAddressCoins',
	'The coin. It also determines the chain.',
);

export const callbackUrlField: INodeProperties = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/.../webhook',
	description:
		"The URL that Cregis calls with status updates, usually the production URL of a 'Cregis Trigger'. If empty, the credential's 'Default Callback URL' is used.",
};

export const aliasField: INodeProperties = {
	displayName: 'Alias',
	name: 'alias',
	type: 'string',
	default: '',
	placeholder: 'e.g. Customer 1042',
	description: 'A name for the address in Cregis, up to 40 characters',
};

/** The optional fields of a new address. */
export const newAddressFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [aliasField, callbackUrlField],
};

export const addressField: INodeProperties = {
	displayName: 'Address',
	name: 'address',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
	description: 'An address on a blockchain',
};

/** The maximum number of results. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** Options of operations that change nothing and can run in parallel. */
export const readOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Parallel Requests',
			name: 'parallelRequests',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 20 },
			default: 15,
			description:
				'How many requests to send at the same time, up to 20. Results keep the order of the items.',
		},
	],
};

export const balanceBoundFields: INodeProperties[] = [
	{
		displayName: 'Maximum Balance',
		name: 'maximumBalance',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1000',
		description: 'Only return balances up to this amount',
	},
	{
		displayName: 'Minimum Balance',
		name: 'minimumBalance',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0.5',
		description: 'Only return balances of at least this amount',
	},
];
