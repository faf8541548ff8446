import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { readCoins, type Coin } from '../transport/coins';
import { requestCregis } from '../transport/request';
import { ENDPOINTS } from '../protocol/endpoints';
import { rowsOf } from '../protocol/envelope';
import type { JsonObject } from '../protocol/losslessJson';
import { requestRows } from '../transport/pages';

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

/** More than a person can look through. A team with more wallets enters the ID. */
const MAX_WALLETS = 1_000;

async function teamWallets(context: ILoadOptionsFunctions): Promise<JsonObject[]> {
	const request = { path: ENDPOINTS.teamWallets, fields: {} };
	return await requestRows(context, request, ['wallet_id'], MAX_WALLETS);
}

const textOf = (value: unknown) => String(value ?? '');

/** Returns the first entry for each value. */
function distinct(entries: INodeListSearchItems[]): INodeListSearchItems[] {
	const byValue = new Map<unknown, INodeListSearchItems>();
	for (const entry of entries) if (!byValue.has(entry.value)) byValue.set(entry.value, entry);
	return [...byValue.values()];
}

/** Searches the wallets of a team. */
export async function searchTeamWallets(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const wallets = await teamWallets(this);
	return matching(
		wallets.map(({ alias, wallet_id: id }) => ({
			name: textOf(alias) || textOf(id),
			value: textOf(id),
		})),
		filter,
	);
}

/** Searches the tokens of the selected wallet, or of all wallets if none is selected. */
function searchTokensOfTeam(entryOf: (token: JsonObject) => INodeListSearchItems) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const wallets = await teamWallets(this);
		const selected = this.getCurrentNodeParameter('walletId', { extractValue: true });
		const own = wallets.filter(({ wallet_id: id }) => textOf(id) === textOf(selected));
		const tokens = (own.length > 0 ? own : wallets).flatMap((wallet) => rowsOf(wallet, 'tokens'));
		return matching(distinct(tokens.map(entryOf)), filter);
	};
}

export const searchTeamChains = searchTokensOfTeam(({ chain_id: id, chain_name: name }) => ({
	name: textOf(name) || textOf(id),
	value: textOf(id),
}));

export const searchTeamTokens = searchTokensOfTeam(({ token_id: id, token_name: name }) => ({
	name: textOf(name) || textOf(id),
	value: textOf(id),
}));
