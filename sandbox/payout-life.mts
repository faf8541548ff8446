import { randomTxid } from './chains.mts';
import type { Payout, PayoutStatus } from './state.mts';

const STATUSES_WITH_CALLBACK: PayoutStatus[] = [2, 4, 6, 7];
const STATUSES_ON_CHAIN: PayoutStatus[] = [6, 7];
const NEXT_STATUS: Partial<Record<PayoutStatus, PayoutStatus>> = { 0: 5, 5: 1, 1: 6 };

export function isPayoutStatus(status: unknown): status is PayoutStatus {
	return [0, 1, 2, 3, 4, 5, 6, 7].includes(status as number);
}

/** Whether a payout that comes to this status raises a callback (api.md 2.9: 3 is final and silent). */
export function raisesCallback(status: PayoutStatus): boolean {
	return STATUSES_WITH_CALLBACK.includes(status);
}

/** The next status of a payout that is approved, signed and broadcast; undefined at its end. */
export function nextStatus(status: PayoutStatus): PayoutStatus | undefined {
	return NEXT_STATUS[status];
}

/** Height and time (ms) of a block made at that time. */
export function blockAt(time: number): { block_height: string; block_time: number } {
	return { block_height: String(Math.floor(time / 3000)), block_time: time };
}

/** Moves a payout: txid and block are set once it is on chain and null before (api.md 2.9). */
export function moveTo(payout: Payout, status: PayoutStatus, at: number): void {
	payout.status = status;
	payout.history.push({ status, at });
	const onChain = STATUSES_ON_CHAIN.includes(status);
	if (onChain && payout.txid === null) {
		Object.assign(payout, { txid: randomTxid(payout.chain_id), ...blockAt(at) });
	} else if (!onChain) {
		Object.assign(payout, { txid: null, block_height: null, block_time: null });
	}
}
