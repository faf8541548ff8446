/** Fields that several operations on the wallets of a team share. */
import type { INodeProperties } from 'n8n-workflow';
import { parseJson, type JsonNumber, type JsonObject } from '../../protocol/losslessJson';
import type { CregisRequest } from '../../transport/request';
import type { Item } from '../shared/item';

interface Picker {
	displayName: string;
	name: string;
	/** The list search of the node. */
	searchListMethod: string;
	placeholder: string;
	description: string;
}

function picker({ searchListMethod, placeholder, ...field }: Picker): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
}

export const walletField: INodeProperties = {
	...picker({
		displayName: 'Wallet',
		name: 'walletId',
		searchListMethod: 'searchTeamWallets',
		placeholder: 'e.g. 11434198045401088',
		description: 'The wallet of your team',
	}),
	required: true,
};

export const chainField: INodeProperties = picker({
	displayName: 'Chain',
	name: 'chainId',
	searchListMethod: 'searchTeamChains',
	placeholder: 'e.g. 195',
	description: 'Only return results on this blockchain',
});

export const tokenField: INodeProperties = picker({
	displayName: 'Token',
	name: 'tokenId',
	searchListMethod: 'searchTeamTokens',
	placeholder: 'e.g. TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
	description: "Only return results for this token. For a chain's native coin, use the chain ID.",
});

export const transactionIdField: INodeProperties = {
	displayName: 'Transaction ID',
	name: 'txid',
	type: 'string',
	default: '',
	description: 'Only return the transaction with this hash',
};

/** A collection of filters. */
export function filtersField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options,
	};
}

/** Returns the chosen wallet, digit for digit. */
export function walletId(item: Item): JsonNumber {
	const text = item.required('walletId', 'Wallet');
	return item.numericId(text, 'Wallet', 'Choose the wallet from the list, or enter its ID.');
}

/** Adds the requested wallet to a row that doesn't name it. */
export function withWallet(row: JsonObject, { fields }: CregisRequest): JsonObject {
	return { wallet_id: parseJson(String(fields.wallet_id)), ...row };
}
