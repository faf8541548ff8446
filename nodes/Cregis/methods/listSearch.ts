import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { readCoins, type Coin } from '../transport/coins';
import { requestCregis } from '../transport/request';
import { ENDPOINTS } from '../protocol/endpoints';

async function projectCoins(context: ILoadOptionsFunctions): Promise<Coin[]> {
	return readCoins(await requestCregis(context, { path: ENDPOINTS.coins, fields: {} }));
}

function matching(entries: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const results = entries
		.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

/** Searches the project's coins for a field: which coins it offers, and the value that it sends for each. */
function searchCoins(isOffered: (coin: Coin) => boolean, valueOf: (coin: Coin) => string) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const coins = (await projectCoins(this)).filter(isOffered);
		return matching(
			coins.map((coin) => ({ name: coin.coin_name, value: valueOf(coin) })),
			filter,
		);
	};
}

export const searchPayoutCoins = searchCoins(
	({ uses }) => uses.includes('payout'),
	({ currency }) => currency,
);

export const searchAddressCoins = searchCoins(
	({ uses }) => uses.includes('address'),
	({ currency }) => currency,
);

export const searchTokens = searchCoins(
	() => true,
	({ token_id: id }) => id,
);

/**
 * Searches the chains of the project's coins. A chain has the name of its native coin if the project has that
 * coin.
 */
export async function searchChains(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const chains = new Map<string, INodeListSearchItems>();
	const coins = await projectCoins(this);
	for (const { coin_name: name, chain_id: value, token_id: token } of coins) {
		if (token === value || !chains.has(value)) chains.set(value, { name, value });
	}
	return matching([...chains.values()], filter);
}
