import { isJsonObject, type JsonObject } from './protocol/losslessJson';

/** A coin of the project, and what the project uses it for (api.md 2.1). */
export interface Coin {
	coin_name: string;
	chain_id: string;
	token_id: string;
	/** As Cregis gives it: a text of digits. */
	decimals?: unknown;
	/** How payouts name the coin (currencies.md §1). */
	currency: string;
	uses: Use[];
}

export type Use = keyof typeof LISTS;

export const COINS_PATH = '/api/v1/coins';

const LISTS = {
	address: 'address_coins',
	order: 'order_coins',
	payout: 'payout_coins',
} as const;

/** The coins of a project, each once, in the order in which Cregis lists them. */
export function readCoins(data: unknown): Coin[] {
	const coins = new Map<string, Coin>();
	if (!isJsonObject(data)) return [];
	for (const [use, list] of Object.entries(LISTS) as Array<[Use, string]>) {
		// A list that the project type does not have is null.
		for (const row of (data[list] ?? []) as JsonObject[]) {
			const currency = `${String(row.chain_id)}@${String(row.token_id)}`;
			const coin = coins.get(currency) ?? ({ ...row, currency, uses: [] } as unknown as Coin);
			coin.uses.push(use);
			coins.set(currency, coin);
		}
	}
	return [...coins.values()];
}
