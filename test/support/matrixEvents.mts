/** How the sandbox produces each event of the trigger. */
import { randomUUID } from 'node:crypto';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import type {
	CallbackRecord,
	Order,
	OrderEvent,
	PayoutStatus,
	ProjectType,
	Sandbox,
} from '../../sandbox/sandbox.mts';
import {
	call,
	newAddress,
	orderFields,
	payoutFields,
	payoutV2Fields,
	withdrawalFields,
} from './client.mts';

/** What the sandbox sent, and what the trigger must add to the callback's fields. */
export interface Told {
	callback: CallbackRecord | null;
	eventId: string;
	words?: Record<string, string>;
}

export interface MatrixEvent {
	event: string;
	project: ProjectType;
	/** Prepares the event. Returns a function that makes it happen and reports it to a URL. */
	prepare: (sandbox: Sandbox, url: string) => Promise<() => Promise<Told>>;
}

const deposit = (event: string, status: '1' | '2'): MatrixEvent => ({
	event,
	project: 'waas',
	prepare: async (sandbox, url) => {
		const address = await newAddress(sandbox, '195', { callback_url: url });
		return async () => {
			const told = await sandbox.deposit({ address, amount: '1.50', status });
			const eventId = `deposit:${sandbox.waas.pid}:${told.deposit.cid}:${status}`;
			return { callback: told.callback, eventId };
		};
	},
});

// JSON can write a slash in two ways.
const REMARK = 'Invoice 7/12';

async function create(sandbox: Sandbox, path: string, fields: JsonObject): Promise<string> {
	const { data } = await call(sandbox, path, { third_party_id: randomUUID(), ...fields });
	return String(data.cid);
}

const payout = (event: string, status: PayoutStatus): MatrixEvent => ({
	event,
	project: 'waas',
	prepare: async (sandbox, url) => {
		const fields = payoutFields(randomUUID(), { callback_url: url, remark: REMARK });
		const cid = await create(sandbox, '/api/v1/payout', fields);
		const eventId = `payout:${sandbox.waas.pid}:${cid}:${status}`;
		return async () => ({ ...(await sandbox.setPayoutStatus(cid, status)), eventId });
	},
});

const withdrawal = (event: string, status: PayoutStatus): MatrixEvent => ({
	event,
	project: 'waas',
	prepare: async (sandbox, url) => {
		const from = await newAddress(sandbox);
		const own = { third_party_id: randomUUID(), callback_url: url, remark: REMARK };
		const path = '/api/v1/sub_address_withdrawal';
		const cid = await create(sandbox, path, withdrawalFields(from, own));
		const eventId = `withdrawal:${sandbox.waas.pid}:${cid}:${status}`;
		return async () => ({ ...(await sandbox.setWithdrawalStatus(cid, status)), eventId });
	},
});

/** webhooks.md §6: Cregis asks about a payout before it is approved. */
const verification: MatrixEvent = {
	event: 'payout.verification',
	project: 'waas',
	prepare: async (sandbox, url) => {
		const fields = payoutV2Fields({ third_party_id: randomUUID(), remark: REMARK });
		const cid = await create(sandbox, '/api/v2/payout', fields);
		const payouts = sandbox.getState().payouts;
		const { address, ...known } = payouts.find((each) => each.cid === cid)!;
		const payload = {
			cid: jsonNumber(cid),
			third_party_id: known.third_party_id,
			chain_id: known.chain_id,
			token_id: known.token_id,
			from_address: known.from_address,
			to_address: address,
			amount: known.amount,
			memo: known.memo ?? undefined,
			remark: known.remark,
		};
		return async () => ({
			callback: await sandbox.sendCallback({ project: 'waas', url, payload, sign: true }),
			eventId: `verification:${sandbox.waas.pid}:${cid}`,
		});
	},
};

type Happens = (sandbox: Sandbox, cregisId: string) => Promise<unknown>;

interface OrderLife {
	before?: Happens;
	happens: (sandbox: Sandbox, cregisId: string) => Promise<{ callback: CallbackRecord | null }>;
	/** What distinguishes this event from others of the same type and order. */
	occurrence: (order: Order) => string[];
	words?: Record<string, string>;
}

function order(type: OrderEvent, life: OrderLife): MatrixEvent {
	const { before, happens, occurrence, words } = life;
	return {
		event: `order.${type}`,
		project: 'payment',
		prepare: async (sandbox, url) => {
			const fields = orderFields({ order_id: randomUUID(), remark: REMARK });
			const { data } = await call(sandbox, '/api/v2/checkout', fields, sandbox.payment);
			const id = String(data.cregis_id);
			await before?.(sandbox, id);
			const orders = sandbox.getState().orders;
			const made = orders.find(({ cregis_id }) => cregis_id === id)!;
			// Set only now, because what happened before is another event.
			made.callback_url = url;
			return async () => {
				const { callback } = await happens(sandbox, id);
				const eventId = ['order', sandbox.payment.pid, id, type, ...occurrence(made)].join(':');
				return { callback, eventId, words };
			};
		},
	};
}

const pay =
	(amount?: string): OrderLife['happens'] =>
	async (sandbox, id) =>
		await sandbox.payOrder(id, { amount });

const firstPayment = ({ payments }: Order) => [payments[0].tx_id];

/** Every event that the trigger offers. The order costs 5 HKD, which is 0.643 USDT. */
export const EVENTS: MatrixEvent[] = [
	deposit('deposit.success', '1'),
	deposit('deposit.failed', '2'),
	payout('payout.success', 6),
	payout('payout.failed', 7),
	payout('payout.signature_rejected', 2),
	payout('payout.approval_rejected', 4),
	verification,
	withdrawal('withdrawal.success', 6),
	withdrawal('withdrawal.failed', 7),
	withdrawal('withdrawal.signature_rejected', 2),
	withdrawal('withdrawal.approval_rejected', 4),
	order('paid', { happens: pay(), occurrence: firstPayment }),
	order('paid_partial', { happens: pay('0.1'), occurrence: firstPayment }),
	order('paid_over', { happens: pay('3'), occurrence: firstPayment }),
	order('paid_remain', {
		before: pay('0.1'),
		happens: pay(),
		occurrence: ({ payments }) => [payments[1].tx_id],
	}),
	order('expired', {
		happens: async (sandbox, id) => await sandbox.expireOrder(id),
		occurrence: () => [],
	}),
	order('refunded', {
		before: pay(),
		happens: async (sandbox, id) => await sandbox.refundOrder(id, { type: 'partial' }),
		occurrence: ({ refund }) => [refund!.refund_id, '1'],
		words: { typeName: 'partial', refundStatusName: 'success' },
	}),
];
