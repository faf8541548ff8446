import { findCoin } from '../chains/coins.mts';
import { accept } from '../contract/codes.mts';
import { jsonNumber } from '../contract/json.mts';
import { PAGE_FIELDS, pageOf } from '../contract/paging.mts';
import type { TeamWallet } from '../state/teamTypes.mts';
import { matches, type TeamEndpoint } from './teamEndpoint.mts';

function tokenOf(name: string) {
	const coin = findCoin(name)!;
	const native = findCoin(`${coin.chainId}@${coin.chainId}`);
	return {
		chain_id: coin.chainId,
		chain_name: native?.name ?? coin.chainId,
		token_id: coin.tokenId,
		token_name: coin.name,
	};
}

function asRow({ wallet_id, walletType, alias, wallet_status, coins, createdAt }: TeamWallet) {
	return {
		wallet_id: jsonNumber(wallet_id),
		walletType,
		alias,
		create_time: Math.floor(createdAt / 1000),
		wallet_status,
		tokens: coins.map(tokenOf),
	};
}

/** api.md §3.2. */
export const listTeamWallets: TeamEndpoint = {
	permission: 'wallets',
	fields: { wallet_type: { type: 'string', form: /^(single|multi)_sign$/ }, ...PAGE_FIELDS },
	handle: ({ team, body }) => {
		const kept = team.wallets.filter(({ walletType }) =>
			matches({ wallet_type: walletType }, body, 'wallet_type'),
		);
		const page = pageOf(kept, body);
		return accept({ ...page, rows: page.rows.map(asRow) });
	},
};
