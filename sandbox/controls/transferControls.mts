import {
	answerTo,
	payoutPayload,
	verificationPayload,
	withdrawalPayload,
} from '../callbacks/callbacks.mts';
import { type ControlBase, required } from './controlBase.mts';
import type { Controls } from './controlTypes.mts';
import type { JsonObject } from '../contract/json.mts';
import { moveCollectionTo, moveTo, nextStatus, raisesCallback } from '../transfers/payoutLife.mts';
import { type CallbackRecord, nextId } from '../state/state.mts';
import type { Effects } from '../state/context.mts';
import type {
	Collection,
	CollectionStatus,
	Payout,
	PayoutStatus,
	Withdrawal,
} from '../state/transferTypes.mts';

type TransferControls = Pick<
	Controls,
	'setPayoutStatus' | 'setWithdrawalStatus' | 'setCollectionStatus'
>;

/** What moves payouts, withdrawals and collections: by hand, and by themselves where told to. */
export function createTransferControls({
	state,
	clock,
	projectOf,
	notify,
}: ControlBase): TransferControls & {
	effects: Effects;
	/** Does with a transfer what was answered to its verification; of any other record there is nothing to do. */
	hearAnswer: (record: CallbackRecord) => Promise<void>;
} {
	// Moves transfers of one kind and sends their callbacks.
	function mover<T extends Payout | Withdrawal>(
		kind: string,
		payloadOf: (transfer: T) => JsonObject,
	) {
		async function move(transfer: T, status: PayoutStatus): Promise<CallbackRecord | null> {
			if (transfer.status === status) return null;
			moveTo(transfer, status, Date.now());
			const url = raisesCallback(status) ? transfer.callback_url : null;
			return await notify(kind, url, transfer, payloadOf(transfer));
		}

		// A transfer that somebody moved elsewhere in the meantime is left alone.
		function scheduleStep(transfer: T, delayMs: number) {
			const from = transfer.status;
			const next = nextStatus(from);
			if (next === undefined) return;
			clock.later(delayMs, () => {
				if (transfer.status !== from) return;
				void move(transfer, next);
				scheduleStep(transfer, delayMs);
			});
		}

		const goOn = (transfer: T) => {
			const auto = projectOf(transfer.pid).settings.autoPayouts;
			if (auto !== null) scheduleStep(transfer, auto.delayMs);
		};

		// Undocumented by Cregis are the state of what was denied, and what becomes of it without an
		// answer that Cregis understands (webhooks.md §6.1): here it stays in state 0, unpaid, until one
		// comes. The first such answer stands.
		async function hear(transfer: T, record: CallbackRecord): Promise<void> {
			if (transfer.status !== 0) return;
			const answer = answerTo(record);
			if (answer === 'ok') goOn(transfer);
			if (answer === 'deny') await move(transfer, 4);
		}

		async function ask(transfer: T, url: string): Promise<void> {
			const record = await notify('verification', url, transfer, verificationPayload(transfer));
			if (record !== null) await hear(transfer, record);
		}

		// The question goes out after the reply to the request.
		const start = (transfer: T) => {
			const url = projectOf(transfer.pid).settings.verificationUrl;
			if (url === null) goOn(transfer);
			else clock.later(0, () => void ask(transfer, url));
		};
		return { move, hear, start };
	}

	const payouts = mover<Payout>('payout', payoutPayload);
	const moveCollection = (collection: Collection, status: CollectionStatus) =>
		moveCollectionTo(collection, status, Date.now(), () => nextId(state));
	const withdrawals = mover<Withdrawal>('withdrawal', withdrawalPayload);

	return {
		setPayoutStatus: async (cid, status) => {
			const payout = required(
				state.payouts.find((each) => each.cid === cid),
				`payout ${cid}`,
			);
			return { callback: await payouts.move(payout, status), payout };
		},

		setWithdrawalStatus: async (cid, status) => {
			const withdrawal = required(
				state.withdrawals.find((each) => each.cid === cid),
				`withdrawal ${cid}`,
			);
			return { callback: await withdrawals.move(withdrawal, status), withdrawal };
		},

		setCollectionStatus: (cid, status) => {
			const collection = required(
				state.collections.find((each) => each.cid === cid),
				`collection ${cid}`,
			);
			moveCollection(collection, status);
			return { collection };
		},

		hearAnswer: async (record) => {
			if (record.kind !== 'verification') return;
			const payout = state.payouts.find(({ cid }) => cid === record.cid);
			const withdrawal = state.withdrawals.find(({ cid }) => cid === record.cid);
			if (payout !== undefined) await payouts.hear(payout, record);
			if (withdrawal !== undefined) await withdrawals.hear(withdrawal, record);
		},

		effects: {
			onPayout: payouts.start,
			onWithdrawal: withdrawals.start,
			onCollection: (collection) => {
				const auto = projectOf(collection.pid).settings.autoPayouts;
				if (auto === null) return;
				clock.later(auto.delayMs, () => {
					if (collection.status === 0) moveCollection(collection, 1);
				});
			},
		},
	};
}
