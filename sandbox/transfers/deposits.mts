import { isAddress, randomAddress, randomTxid } from '../chains/chains.mts';
import { findCoin, findToken } from '../chains/coins.mts';
import { decimal } from '../contract/decimal.mts';
import { blockAt } from './payoutLife.mts';
import type { ProjectSettings } from '../state/settings.mts';
import type { Project } from '../state/project.mts';
import { type Address, nextId, type State } from '../state/state.mts';
import { NETWORK_FEE } from './trades.mts';
import type { DepositInput } from './depositInput.mts';
import type { Deposit } from '../state/transferTypes.mts';

const TRON = '195';

/** Whether the deposit is below the project's minimum for its coin and so raises no callback (webhooks.md §1.5). */
export function isDust(deposit: Deposit, settings: ProjectSettings): boolean {
	const minimum = Object.entries(settings.minimumCallbackAmounts).find(([currency]) => {
		const coin = findCoin(currency);
		return coin?.chainId === deposit.chain_id && coin.tokenId === deposit.token_id;
	})?.[1];
	return minimum !== undefined && decimal(deposit.amount).lt(minimum);
}

/** A deposit to the address as the chain would show it. Throws an Error if the input makes none. */
export function createDeposit(address: Address, input: DepositInput, cid: string): Deposit {
	const { amount, status = '1', memo = null, from = randomAddress(address.chain_id) } = input;
	// The page sends an empty text for the native coin.
	const coin = findToken(address.chain_id, input.token || undefined);
	if (coin === undefined) {
		throw new Error(`There is no token ${input.token} on chain ${address.chain_id}.`);
	}
	if (!isAddress(coin.chainId, from)) {
		throw new Error(`from is no address on chain ${address.chain_id}.`);
	}
	return {
		pid: address.pid,
		cid,
		chain_id: coin.chainId,
		token_id: coin.tokenId,
		currency: coin.symbol,
		from_address: from,
		address: address.address,
		amount,
		fee: NETWORK_FEE,
		status,
		txid: randomTxid(coin.chainId),
		...blockAt(Date.now()),
		memo,
	};
}

function tronAddress(state: State, { pid }: Project): Address {
	const found = state.addresses.find((each) => each.pid === pid && each.chain_id === TRON);
	if (found !== undefined) return found;
	const address: Address = {
		pid,
		address: randomAddress(TRON),
		chain_id: TRON,
		alias: null,
		callback_url: null,
		status: '0',
		createdAt: Date.now(),
	};
	state.addresses.push(address);
	return address;
}

/**
 * Adds that many successful deposits of 1 TRX, without callbacks, to the project's first TRON
 * address (a new one if it has none). They lie a second apart, after the deposits before them and
 * not in the future.
 */
export function addDeposits(state: State, project: Project, count: number): void {
	if (count === 0) return;
	const address = tronAddress(state, project);
	const from = randomAddress(TRON);
	const now = Date.now();
	const before = Math.max(state.deposits.at(-1)?.block_time ?? 0, now - count * 1000);
	for (let index = 1; index <= count; index++) {
		const deposit = createDeposit(
			address,
			{ address: address.address, amount: '1', from },
			nextId(state),
		);
		state.deposits.push({ ...deposit, ...blockAt(Math.min(before + index * 1000, now)) });
	}
}
