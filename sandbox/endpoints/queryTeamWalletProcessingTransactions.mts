import { accept } from '../contract/codes.mts';
import { jsonNumber } from '../contract/json.mts';
import { PAGE_FIELDS, pageOf } from '../contract/paging.mts';
import {
	COIN_FIELDS,
	matches,
	type TeamEndpoint,
	WALLET_FIELD,
	withWallet,
} from './teamEndpoint.mts';

// Here, 1 means send, unlike in the history (api.md §3.7).
const SEND = 1;
const PENDING = 0;

/** api.md §3.7, newest first. */
export const queryTeamWalletProcessingTransactions: TeamEndpoint = {
	permission: 'transactions',
	fields: { ...WALLET_FIELD, ...COIN_FIELDS, txid: { type: 'string' }, ...PAGE_FIELDS },
	handle: withWallet(({ wallet_id }, { team, body }) => {
		const rows = team.transactions
			.filter((each) => each.wallet_id === wallet_id && each.status === 'pending')
			.filter((each) => matches(each, body, 'chain_id', 'token_id', 'txid'))
			.reverse()
			.map((each) => ({
				wallet_id: jsonNumber(wallet_id),
				transaction_type: SEND,
				status: PENDING,
				chain_id: each.chain_id,
				token_id: each.token_id,
				amount: each.amount,
				from_address: each.from_address,
				to_address: each.to_address,
				txid: each.txid,
			}));
		return accept(pageOf(rows, body));
	}),
};
