import { findToken } from '../chains/coins.mts';
import { jsonNumber } from '../contract/json.mts';
import type { State } from '../state/state.mts';
import type {
	Block,
	Collection,
	CollectionStatus,
	Deposit,
	Payout,
	Transfer,
	Withdrawal,
} from '../state/transferTypes.mts';

/** A row of trade/page before its numbers are written as the API does (api.md §2.15). */
export type Trade = Block & {
	pid: string;
	cid: string;
	chain_id: string;
	token_id: string;
	currency: string;
	from_address: string;
	to_address: string;
	amount: string;
	fee: string;
	/** 0 pending, 1 success, 2 failed. */
	status: CollectionStatus;
	/** 0 normal, 2 approval transaction, 3 address deposit, 4 collection fee, 5 collection. */
	business_type: '0' | '2' | '3' | '4' | '5';
	/** 1 in, 2 out. */
	trade_type: '1' | '2';
	memo: string;
	remark: string;
	/** When it came about, in ms: the rows are in this order. */
	at: number;
};

type Transfers = Pick<State, 'deposits' | 'payouts' | 'withdrawals' | 'collections'>;

/** What the network takes for anything, in the chain's native coin. */
export const NETWORK_FEE = '0.00021';

function depositTrade(deposit: Deposit): Trade {
	return {
		...deposit,
		to_address: deposit.address,
		status: deposit.status === '1' ? 1 : 2,
		business_type: '3',
		trade_type: '1',
		memo: deposit.memo ?? '',
		remark: '',
		at: deposit.block_time,
	};
}

// No source says which transactions count as approved. Here, they had a status that follows an approval.
function isApproved({ history }: Transfer): boolean {
	return history.some(({ status }) => status === 5 || status === 1);
}

function transferTrade(transfer: Transfer, toAddress: string): Trade {
	return {
		...transfer,
		to_address: toAddress,
		fee: NETWORK_FEE,
		status: transfer.status === 6 ? 1 : 2,
		business_type: isApproved(transfer) ? '2' : '0',
		trade_type: '2',
		memo: transfer.memo ?? '',
		at: transfer.block_time ?? 0,
	};
}

function collectionTrade(collection: Collection): Trade {
	return {
		...collection,
		fee: collection.txid === null ? '0' : NETWORK_FEE,
		business_type: '5',
		trade_type: '2',
		memo: '',
		remark: '',
		at: collection.block_time ?? collection.createdAt,
	};
}

/** The network fee that was sent to the address of a collection beforehand (api.md §2.12 and §2.15). */
function feeTrades({ feeTopUp, ...collection }: Collection): Trade[] {
	if (feeTopUp === null) return [];
	return [
		{
			...collectionTrade({ ...collection, ...feeTopUp, feeTopUp: null }),
			token_id: collection.chain_id,
			currency: findToken(collection.chain_id)?.symbol ?? '',
			from_address: collection.to_address,
			to_address: collection.from_address,
			amount: NETWORK_FEE,
			status: 1,
			business_type: '4',
		},
	];
}

/**
 * Every deposit, collection and its fee, and the payouts and withdrawals that reached the chain, newest
 * first; of those at the same time, the one stored last.
 */
export function tradesOf(state: Transfers, pid: string): Trade[] {
	const isOnChain = ({ txid }: Payout | Withdrawal) => txid !== null;
	return [
		...state.deposits.map(depositTrade),
		...state.payouts.filter(isOnChain).map((each) => transferTrade(each, each.address)),
		...state.withdrawals.filter(isOnChain).map((each) => transferTrade(each, each.to_address)),
		...state.collections.flatMap((each) => [...feeTrades(each), collectionTrade(each)]),
	]
		.filter((trade) => trade.pid === pid)
		.reverse()
		.sort((left, right) => right.at - left.at);
}

/** The row as the API shows it: block_time in seconds, null for what is not on the chain yet. */
export function asRow(trade: Trade) {
	return {
		pid: jsonNumber(trade.pid),
		cid: jsonNumber(trade.cid),
		chain_id: trade.chain_id,
		token_id: trade.token_id,
		currency: trade.currency,
		from_address: trade.from_address,
		to_address: trade.to_address,
		amount: trade.amount,
		fee: trade.fee,
		status: trade.status,
		txid: trade.txid,
		block_height: trade.block_height,
		block_time: trade.block_time === null ? null : Math.floor(trade.block_time / 1000),
		business_type: trade.business_type,
		trade_type: trade.trade_type,
		memo: trade.memo,
		remark: trade.remark,
	};
}
