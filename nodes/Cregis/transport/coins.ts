import { isJsonObject } from '../protocol/losslessJson';

/** A coin of the project, and what the project uses it for (api.md §2.1). */
export interface Coin {
	coin_name: string;
	chain_id: string;
	token_id: string;
	/** As Cregis gives it: a text of digits. */
	decimals?: unknown;
	/** How payouts name the coin (currencies.md §1.1). */
	currency: string;
	uses: Use[];
}

export type Use = keyof typeof LISTS;

const LISTS = {
	address: 'address_coins',
	order: 'order_coins',
	payout: 'payout_coins',
} as const;

/** An ID or a name, which may come as a number; '' if it is neither. */
function asId(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A row of a list as a coin; undefined if the row doesn't tell which coin it is. */
function readCoin(row: unknown): Coin | undefined {
	if (!isJsonObject(row)) return undefined;
	const [coin_name, chain_id, token_id] = [row.coin_name, row.chain_id, row.token_id].map(asId);
	if (!coin_name || !chain_id || !token_id) return undefined;
	return { ...row, coin_name, chain_id, token_id, currency: `${chain_id}@${token_id}`, uses: [] };
}

/**
 * The coins of a project, each once, in the order in which Cregis lists them. A row that can't be read is
 * left out: the others can be offered, and what isn't there can't be paid.
 */
export function readCoins(data: unknown): Coin[] {
	const coins = new Map<string, Coin>();
	if (!isJsonObject(data)) return [];
	for (const [use, list] of Object.entries(LISTS) as Array<[Use, string]>) {
		// A list that the project type does not have is null.
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
