import { accept } from '../contract/codes.mts';
import type { Fields } from '../contract/fields.mts';
import { integerDigits, jsonNumber, type JsonObject } from '../contract/json.mts';
import { PAGE_FIELDS, pageOf } from '../contract/paging.mts';
import type { TeamTransaction } from '../state/teamTypes.mts';
import {
	COIN_FIELDS,
	matches,
	type TeamEndpoint,
	WALLET_FIELD,
	withWallet,
} from './teamEndpoint.mts';

const TYPES = { receive: 1, send: 2 };
const STATUSES = { pending: 0, success: 1, failed: 2 };

const TIME = /^\d{10}$/;

const FILTERS: Fields = {
	...COIN_FIELDS,
	txid: { type: 'string' },
	transaction_type: { type: 'integer', form: /^[12]$/ },
	transaction_status: { type: 'integer', form: /^[12]$/ },
	blocktime_start: { type: 'integer', form: TIME },
	blocktime_end: { type: 'integer', form: TIME },
};

const seconds = ({ block_time }: TeamTransaction) => Math.floor((block_time ?? 0) / 1000);

// Both ends of the time are inclusive, as those of trades.
function isChosen(transaction: TeamTransaction, body: JsonObject): boolean {
	const number = (name: string) => integerDigits(body[name]);
	const isAsked = (name: string, value: number) => Number(number(name) ?? value) === value;
	return (
		matches(transaction, body, 'chain_id', 'token_id', 'txid') &&
		isAsked('transaction_type', TYPES[transaction.type]) &&
		isAsked('transaction_status', STATUSES[transaction.status]) &&
		seconds(transaction) >= Number(number('blocktime_start') ?? 0) &&
		seconds(transaction) <= Number(number('blocktime_end') ?? Infinity)
	);
}

/** api.md §3.6, newest first. */
export const queryTeamWalletHistoryTransactions: TeamEndpoint = {
	permission: 'transactions',
	fields: { ...WALLET_FIELD, ...FILTERS, ...PAGE_FIELDS },
	handle: withWallet(({ wallet_id }, { team, body }) => {
		const rows = team.transactions
			.filter((each) => each.wallet_id === wallet_id && each.status !== 'pending')
			.filter((each) => isChosen(each, body))
			.reverse()
			.map((each) => ({
				wallet_id: jsonNumber(wallet_id),
				transaction_type: TYPES[each.type],
				[team.settings.statusField]: STATUSES[each.status],
				chain_id: each.chain_id,
				token_id: each.token_id,
				amount: each.amount,
				fee: each.fee,
				from_address: each.from_address,
				to_address: each.to_address,
				txid: each.txid,
				block_height: each.block_height,
				block_time: seconds(each),
			}));
		return accept(pageOf(rows, body));
	}),
};
