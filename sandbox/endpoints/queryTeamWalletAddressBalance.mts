import { accept } from '../contract/codes.mts';
import { pageOf } from '../contract/paging.mts';
import { addressBalancesOf } from '../teams/wallets.mts';
import { BALANCE_FIELDS, isWithin, shown } from '../transfers/balances.mts';
import {
	COIN_FIELDS,
	matches,
	type TeamEndpoint,
	WALLET_FIELD,
	withWallet,
} from './teamEndpoint.mts';

/** api.md §3.5: the limits are those of what is available. */
export const queryTeamWalletAddressBalance: TeamEndpoint = {
	permission: 'balances',
	fields: { ...WALLET_FIELD, ...COIN_FIELDS, address: { type: 'string' }, ...BALANCE_FIELDS },
	handle: withWallet((wallet, { team, body }) => {
		const rows = addressBalancesOf(team, wallet)
			.filter((each) => matches(each, body, 'address', 'chain_id', 'token_id'))
			.filter((each) => isWithin(each, body))
			.map((balance) => ({
				address: balance.address,
				chain_id: balance.chain_id,
				token_id: balance.token_id,
				...shown(balance),
			}));
		return accept(pageOf(rows, body));
	}),
};
