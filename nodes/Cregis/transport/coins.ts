import { isJsonObject } from '../protocol/losslessJson';

/** A coin of the project and what it's used for (api.md §2.1). */
export interface Coin {
	coin_name: string;
	chain_id: string;
	token_id: string;
	/** As received from Cregis: digits as text. */
	decimals?: unknown;
	/** The name of the coin in payouts (currencies.md §1.1). */
	currency: string;
	uses: Use[];
}

export type Use = keyof typeof LISTS;

const LISTS = {
	address: 'address_coins',
	order: 'order_coins',
	payout: 'payout_coins',
} as const;

/** Returns a coin as Cregis writes it: EVM token IDs are lower case (currencies.md §1.3), but not in wallets. */
export function canonicalCoin(coin: string): string {
	return coin.replace(/@0x[\da-f]+$/i, (tokenId) => tokenId.toLowerCase());
}

/** Finds a coin by its IDs or its name. Undefined if the project doesn't allow this use of it. */
export function findCoin(coins: Coin[], currency: string, use: Use): Coin | undefined {
	const found = coins.find((coin) => [coin.currency, coin.coin_name].includes(currency));
	return found?.uses.includes(use) ? found : undefined;
}

/** Returns an ID or name as text. It may be a number in the response. Returns '' for any other value. */
function asId(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Reads a row of a list. Returns undefined if the row doesn't identify a coin. */
function readCoin(row: unknown): Coin | undefined {
	if (!isJsonObject(row)) return undefined;
	const [coin_name, chain_id, token_id] = [row.coin_name, row.chain_id, row.token_id].map(asId);
	if (!coin_name || !chain_id || !token_id) return undefined;
	return { ...row, coin_name, chain_id, token_id, currency: `${chain_id}@${token_id}`, uses: [] };
}

/**
 * Returns the coins of a project without duplicates, in Cregis's order. Skips unreadable rows, so that the
 * other coins can still be offered. A skipped coin can't be paid.
 */
export function readCoins(data: unknown): Coin[] {
	const coins = new Map<string, Coin>();
	if (!isJsonObject(data)) return [];
	for (const [use, list] of Object.entries(LISTS) as Array<[Use, string]>) {
		// A list that the project type doesn't have is null.
		const rows = data[list];
		for (const row of Array.isArray(rows) ? rows : []) {
			const read = readCoin(row);
			if (!read) continue;
			const coin = coins.get(read.currency) ?? read;
			if (!coin.uses.includes(use)) coin.uses.push(use);
			coins.set(coin.currency, coin);
		}
	}
	return [...coins.values()];
}
