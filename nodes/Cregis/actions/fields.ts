import type { INodeProperties } from 'n8n-workflow';

/** A chain, picked from those for which the project makes addresses. */
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

/** A coin, picked from those that the project can pay out. */
export const payoutCoinField: INodeProperties = {
	displayName: 'Coin',
	name: 'currency',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The coin to pay, which also decides the chain',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchPayoutCoins', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. USDT-TRC20 or 195@195',
			hint: "The coin's name, or its chain ID and token ID with @ between them",
		},
	],
};

/** Where Cregis reports what becomes of what is created. */
export const callbackUrlField: INodeProperties = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/.../webhook',
	description:
		"Where Cregis reports what becomes of this: the production URL of a 'Cregis Trigger'. If empty, the credential's Default Callback URL is used.",
};
