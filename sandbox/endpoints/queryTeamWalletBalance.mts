import { accept } from '../contract/codes.mts';
import { PAGE_FIELDS, pageOf } from '../contract/paging.mts';
import { shown } from '../transfers/balances.mts';
import { walletBalancesOf } from '../teams/wallets.mts';
import {
	COIN_FIELDS,
	matches,
	type TeamEndpoint,
	WALLET_FIELD,
	withWallet,
} from './teamEndpoint.mts';

/** api.md §3.4. */
export const queryTeamWalletBalance: TeamEndpoint = {
	permission: 'balances',
	fields: { ...WALLET_FIELD, ...COIN_FIELDS, ...PAGE_FIELDS },
	handle: withWallet((wallet, { team, body }) => {
		const rows = walletBalancesOf(team, wallet)
			.filter((each) => matches(each, body, 'chain_id', 'token_id'))
			.map((balance) => ({
				chain_id: balance.chain_id,
				token_id: balance.token_id,
				...shown(balance),
			}));
		return accept(pageOf(rows, body));
	}),
};
