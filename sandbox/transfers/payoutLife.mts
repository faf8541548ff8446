import { randomTxid } from '../chains/chains.mts';
import type {
	Collection,
	CollectionStatus,
	PayoutStatus,
	Transfer,
} from '../state/transferTypes.mts';

const STATUSES_WITH_CALLBACK: PayoutStatus[] = [2, 4, 6, 7];
const STATUSES_ON_CHAIN: PayoutStatus[] = [6, 7];
const NEXT_STATUS: Partial<Record<PayoutStatus, PayoutStatus>> = { 0: 5, 5: 1, 1: 6 };

/** Whether a payout or withdrawal that comes to this status raises a callback (api.md §2.9.1: 3 is final and silent). */
export function raisesCallback(status: PayoutStatus): boolean {
	return STATUSES_WITH_CALLBACK.includes(status);
}

/** The next status of a payout or withdrawal that is approved, signed and broadcast; undefined at its end. */
export function nextStatus(status: PayoutStatus): PayoutStatus | undefined {
	return NEXT_STATUS[status];
}

/** Height and time (ms) of a block made at that time. */
export function blockAt(time: number): { block_height: string; block_time: number } {
	return { block_height: String(Math.floor(time / 3000)), block_time: time };
}

const NO_BLOCK = { txid: null, block_height: null, block_time: null };

/** Moves a payout or withdrawal: txid and block are set once it is on chain and null before (api.md §2.9). */
export function moveTo(transfer: Transfer, status: PayoutStatus, at: number): void {
	transfer.status = status;
	transfer.history.push({ status, at });
	const onChain = STATUSES_ON_CHAIN.includes(status);
	if (onChain && transfer.txid === null) {
		Object.assign(transfer, { txid: randomTxid(transfer.chain_id), ...blockAt(at) });
	} else if (!onChain) {
		Object.assign(transfer, NO_BLOCK);
	}
}

const TRON = '195';

/** Tokens do, except on TRON, where Cregis pays the fee (api.md §2.12). */
function needsFeeTopUp({ chain_id, token_id }: Collection): boolean {
	return token_id !== chain_id && chain_id !== TRON;
}

/**
 * Moves a collection. Those that succeeded or failed are on the chain (api.md §2.15), and so is the fee
 * that their address needed.
 */
export function moveCollectionTo(
	collection: Collection,
	status: CollectionStatus,
	at: number,
	newId: () => string,
): void {
	collection.status = status;
	const newBlock = () => ({ txid: randomTxid(collection.chain_id), ...blockAt(at) });
	if (status === 0) Object.assign(collection, NO_BLOCK, { feeTopUp: null });
	else if (collection.txid === null) {
		if (needsFeeTopUp(collection)) collection.feeTopUp = { cid: newId(), ...newBlock() };
		Object.assign(collection, newBlock());
	}
}
