import type Big from 'big.js';
import { randomAddress, randomTxid } from '../chains/chains.mts';
import { findCoin } from '../chains/coins.mts';
import { decimal, sum } from '../contract/decimal.mts';
import type { Team, TeamTransaction, TeamWallet } from '../state/teamTypes.mts';
import type { TeamTransactionInput, TeamWalletInput } from './teamInputs.mts';

/** What the network takes for a transaction, in the chain's native coin. */
const NETWORK_FEE = '0.00021';

/** total = available + processing, as for sub-addresses (api.md §2.13). */
export type TeamBalance = {
	address: string;
	chain_id: string;
	token_id: string;
	total: Big;
	available: Big;
	processing: Big;
};

function coinNamed(name: string) {
	const coin = findCoin(name);
	if (coin === undefined) throw new Error(`There is no coin ${name}.`);
	return coin;
}

/** A wallet with addresses on the chains of its coins. Throws an Error if there is no such coin. */
export function createWallet(input: TeamWalletInput, newId: () => string): TeamWallet {
	const { alias, walletType = 'single_sign', coins, addresses = 1 } = input;
	const chains = [...new Set(coins.map((name) => coinNamed(name).chainId))];
	const createdAt = Date.now();
	return {
		wallet_id: input.walletId ?? newId(),
		walletType,
		alias,
		wallet_status: 'normal',
		coins,
		addresses: chains.flatMap((chain_id) =>
			Array.from({ length: addresses }, (_, index) => ({
				address: randomAddress(chain_id),
				chain_id,
				alias: `${alias} ${index + 1}`,
				address_status: 'enable' as const,
				createdAt,
			})),
		),
		createdAt,
	};
}

/** The balances of every address and token of a wallet that holds some. */
export function addressBalancesOf(team: Team, wallet: TeamWallet): TeamBalance[] {
	const own = team.transactions.filter(({ wallet_id }) => wallet_id === wallet.wallet_id);
	const tokens = wallet.coins.map(coinNamed);
	return wallet.addresses.flatMap(({ address, chain_id }) =>
		tokens
			.filter(({ chainId }) => chainId === chain_id)
			.map(({ tokenId: token_id }) => {
				const amountOf = (type: TeamTransaction['type'], status: TeamTransaction['status']) =>
					sum(
						own
							.filter((each) => each.address === address && each.token_id === token_id)
							.filter((each) => each.type === type && each.status === status)
							.map(({ amount }) => amount),
					);
				const total = amountOf('receive', 'success').minus(amountOf('send', 'success'));
				const processing = amountOf('send', 'pending');
				const available = total.minus(processing);
				return { address, chain_id, token_id, total, available, processing };
			})
			.filter(({ total }) => total.gt('0')),
	);
}

/** The balances of a wallet, one for each token. */
export function walletBalancesOf(team: Team, wallet: TeamWallet): TeamBalance[] {
	const byToken = Map.groupBy(
		addressBalancesOf(team, wallet),
		({ chain_id, token_id }) => `${chain_id}@${token_id}`,
	);
	const nothing = decimal('0');
	return [...byToken.values()].map((balances) => ({
		...balances[0],
		total: balances.reduce((all, { total }) => all.plus(total), nothing),
		available: balances.reduce((all, { available }) => all.plus(available), nothing),
		processing: balances.reduce((all, { processing }) => all.plus(processing), nothing),
	}));
}

/** A transaction as the chain would show it. Throws an Error if the input makes none. */
export function createTransaction(team: Team, input: TeamTransactionInput): TeamTransaction {
	const { walletId, amount, type = 'receive', status = 'success', at = Date.now() } = input;
	const wallet = team.wallets.find(({ wallet_id }) => wallet_id === walletId);
	if (wallet === undefined) throw new Error(`There is no wallet ${walletId}.`);
	if (!wallet.coins.includes(input.coin)) {
		throw new Error(`The wallet ${walletId} has no coin ${input.coin}.`);
	}
	const { chainId: chain_id, tokenId: token_id } = coinNamed(input.coin);
	const own = wallet.addresses.find(
		(each) => each.chain_id === chain_id && each.address === (input.address ?? each.address),
	);
	if (own === undefined) throw new Error(`The wallet has no address ${input.address}.`);
	if (type === 'receive' && status === 'pending') {
		throw new Error('Only what is sent can be pending.');
	}
	const { address } = own;
	const held = addressBalancesOf(team, wallet).find(
		(each) => each.address === address && each.token_id === token_id,
	);
	if (type === 'send' && !held?.available.gte(amount)) {
		throw new Error(`The address ${address} has less than ${amount} available.`);
	}
	const other = randomAddress(chain_id);
	return {
		wallet_id: walletId,
		address,
		type,
		status,
		chain_id,
		token_id,
		amount,
		fee: NETWORK_FEE,
		from_address: type === 'send' ? address : other,
		to_address: type === 'send' ? other : address,
		txid: randomTxid(chain_id),
		block_height: status === 'pending' ? null : String(Math.floor(at / 3000)),
		block_time: status === 'pending' ? null : at,
	};
}

/** The wallets that a new team has: that of the payouts, and one for everything else. */
const FIRST_WALLETS: Array<TeamWalletInput & { holdings: Record<string, string> }> = [
	{
		alias: 'Payout wallet',
		coins: ['TRON', 'USDT-TRC20'],
		holdings: { TRON: '1000', 'USDT-TRC20': '5000.25' },
	},
	{
		alias: 'Treasury',
		walletType: 'multi_sign',
		coins: ['Ethereum', 'USDT-ERC20'],
		holdings: { Ethereum: '2.5', 'USDT-ERC20': '120000' },
	},
];

/** Gives a team its first wallets, with something in them. */
export function fillTeam(team: Team, newId: () => string): void {
	for (const { holdings, ...input } of FIRST_WALLETS) {
		const wallet = createWallet(input, newId);
		team.wallets.push(wallet);
		for (const [coin, amount] of Object.entries(holdings)) {
			const received = createTransaction(team, { walletId: wallet.wallet_id, coin, amount });
			team.transactions.push(received);
		}
	}
}
