import { randomTxid } from './chains.mts';
import { findCoin, findToken } from './coins.mts';
import type { DepositInput } from './control-types.mts';
import { blockAt } from './payout-life.mts';
import type { Address, Deposit, ProjectSettings } from './state.mts';

const FRACTION_DIGITS = 40;

/** A decimal text as an integer, in units small enough for every coin. */
function units(decimal: string): bigint {
	const [whole, fraction = ''] = decimal.split('.');
	return BigInt(whole + fraction.padEnd(FRACTION_DIGITS, '0'));
}

/** Whether the deposit is below the project's minimum for its coin and so raises no callback (webhooks.md 1). */
export function isDust(deposit: Deposit, settings: ProjectSettings): boolean {
	const minimum = Object.entries(settings.minimumCallbackAmounts).find(([currency]) => {
		const coin = findCoin(currency);
		return coin?.chainId === deposit.chain_id && coin.tokenId === deposit.token_id;
	})?.[1];
	return minimum !== undefined && units(deposit.amount) < units(minimum);
}

/** A deposit to the address as the chain would show it. Throws an Error if the input makes none. */
export function createDeposit(address: Address, input: DepositInput, cid: string): Deposit {
	const { amount, status = '1', memo = null } = input;
	// The page sends an empty text for the native coin.
	const coin = findToken(address.chain_id, input.token || undefined);
	if (coin === undefined) {
		throw new Error(`There is no token ${input.token} on chain ${address.chain_id}.`);
	}
	if (!/^\d+(\.\d+)?$/.test(amount)) throw new Error('amount must be decimal text.');
	if (status !== '1' && status !== '2') throw new Error('status must be "1" or "2".');
	return {
		pid: address.pid,
		cid,
		chain_id: coin.chainId,
		token_id: coin.tokenId,
		currency: coin.symbol,
		address: address.address,
		amount,
		status,
		txid: randomTxid(coin.chainId),
		...blockAt(Date.now()),
		memo,
	};
}
