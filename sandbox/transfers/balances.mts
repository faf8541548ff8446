import type Big from 'big.js';
import { COINS } from '../chains/coins.mts';
import { decimal, decimalText, sum } from '../contract/decimal.mts';
import { type Fields, NOT_NEGATIVE_FORM } from '../contract/fields.mts';
import type { JsonObject } from '../contract/json.mts';
import { PAGE_FIELDS } from '../contract/paging.mts';
import type { Address, State } from '../state/state.mts';

/** total = available + processing (api.md §2.13). */
export type Balance = {
	address: string;
	chain_id: string;
	token_id: string;
	total: Big;
	available: Big;
	processing: Big;
};

/** The filters that both requests have. */
export const BALANCE_FIELDS: Fields = {
	minimum_balance: { type: 'string', form: NOT_NEGATIVE_FORM },
	maximum_balance: { type: 'string', form: NOT_NEGATIVE_FORM },
	...PAGE_FIELDS,
};

// Status of a withdrawal or collection -> what becomes of its amount; any other leaves it where it is.
const WITHDRAWAL_PART: Record<number, 'out' | 'processing'> = {
	0: 'processing',
	1: 'processing',
	5: 'processing',
	6: 'out',
};
const COLLECTION_PART: Record<number, 'out' | 'processing'> = { 0: 'processing', 1: 'out' };

function keyOf(address: string, chainId: string, tokenId: string): string {
	return `${address} ${chainId}@${tokenId}`;
}

type Movement = { key: string; amount: string };

/** Gives the total amount of the movements with a key. */
function totals(movements: Movement[]): (key: string) => Big {
	const byKey = Map.groupBy(movements, ({ key }) => key);
	return (key) => sum((byKey.get(key) ?? []).map(({ amount }) => amount));
}

/** Deposits less what has left, of every address and token of the project that holds some. */
export function balancesOf(state: State, pid: string): Balance[] {
	const own = <T extends { pid: string }>(all: T[]) => all.filter((each) => each.pid === pid);
	const leaving = [
		...own(state.withdrawals).map((each) => ({ ...each, part: WITHDRAWAL_PART[each.status] })),
		...own(state.collections).map((each) => ({ ...each, part: COLLECTION_PART[each.status] })),
	].map(({ from_address, chain_id, token_id, amount, part }) => ({
		key: keyOf(from_address, chain_id, token_id),
		amount,
		part,
	}));
	const arrived = totals(
		own(state.deposits)
			.filter(({ status }) => status === '1')
			.map((each) => ({
				key: keyOf(each.address, each.chain_id, each.token_id),
				amount: each.amount,
			})),
	);
	const left = totals(leaving.filter(({ part }) => part === 'out'));
	const underWay = totals(leaving.filter(({ part }) => part === 'processing'));
	return own(state.addresses).flatMap(({ address, chain_id }) =>
		COINS.filter(({ chainId }) => chainId === chain_id)
			.map(({ tokenId }) => {
				const key = keyOf(address, chain_id, tokenId);
				const total = arrived(key).minus(left(key));
				const asked = underWay(key);
				// A withdrawal may ask for more than there is: it is found out on the chain.
				const processing = asked.gt(total) ? total : asked;
				const available = total.minus(processing);
				return { address, chain_id, token_id: tokenId, total, available, processing };
			})
			.filter(({ total }) => total.gt('0')),
	);
}

/** The balance of one token at an address, 0 where it holds none. */
export function balanceOf(
	state: State,
	{ pid, address, chain_id }: Address,
	tokenId: string,
): Balance {
	const nothing = decimal('0');
	const none = {
		address,
		chain_id,
		token_id: tokenId,
		total: nothing,
		available: nothing,
		processing: nothing,
	};
	return (
		balancesOf(state, pid).find((each) => each.address === address && each.token_id === tokenId) ??
		none
	);
}

/** Whether what is available lies within the limits of the checked body, both included. */
export function isWithin({ available }: Balance, body: JsonObject): boolean {
	const { minimum_balance: least, maximum_balance: most } = body;
	return (
		(least === undefined || available.gte(String(least))) &&
		(most === undefined || available.lte(String(most)))
	);
}

/** The three amounts as decimal text. */
export function shown({ total, available, processing }: Balance) {
	return {
		total: decimalText(total),
		available: decimalText(available),
		processing: decimalText(processing),
	};
}
