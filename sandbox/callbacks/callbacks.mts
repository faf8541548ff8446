import axios from 'axios';
import { randomUUID } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { jsonNumber, type JsonObject } from '../contract/json.mts';
import type { Clock } from '../state/clock.mts';
import { LATE_MS } from '../state/conditions.mts';
import type { Attempt, CallbackRecord, State } from '../state/state.mts';
import type { Deposit, Payout, Withdrawal } from '../state/transferTypes.mts';

const TIMEOUT_MS = 30_000;
const ANSWER_LENGTH = 200;

/** webhooks.md §3; `older` gives the types of version 1: status and block_time as integers. */
export function depositPayload(deposit: Deposit, older: boolean): JsonObject {
	return {
		cid: jsonNumber(deposit.cid),
		chain_id: deposit.chain_id,
		token_id: deposit.token_id,
		currency: deposit.currency,
		address: deposit.address,
		amount: deposit.amount,
		status: older ? Number(deposit.status) : deposit.status,
		txid: deposit.txid,
		block_height: deposit.block_height,
		block_time: older ? deposit.block_time : String(deposit.block_time),
		memo: deposit.memo ?? undefined,
	};
}

/** webhooks.md §4; txid and block are left out of a payout that never reached the chain. */
export function payoutPayload(payout: Omit<Payout, 'version' | 'wallet_id'>): JsonObject {
	return {
		cid: jsonNumber(payout.cid),
		chain_id: payout.chain_id,
		token_id: payout.token_id,
		currency: payout.currency,
		address: payout.address,
		amount: payout.amount,
		third_party_id: payout.third_party_id,
		remark: payout.remark || undefined,
		status: payout.status,
		txid: payout.txid ?? undefined,
		block_height: payout.block_height ?? undefined,
		block_time: payout.block_time ?? undefined,
		memo: payout.memo ?? undefined,
	};
}

/** webhooks.md §5: as of a payout, but with both addresses. */
export function withdrawalPayload({ to_address, ...withdrawal }: Withdrawal): JsonObject {
	const { address, ...rest } = payoutPayload({ ...withdrawal, address: to_address });
	return { ...rest, from_address: withdrawal.from_address, to_address: address };
}

/** webhooks.md §6: without currency and status. */
export function verificationPayload(transfer: Payout | Withdrawal): JsonObject {
	return {
		cid: jsonNumber(transfer.cid),
		third_party_id: transfer.third_party_id,
		chain_id: transfer.chain_id,
		token_id: transfer.token_id,
		from_address: transfer.from_address,
		to_address: 'to_address' in transfer ? transfer.to_address : transfer.address,
		amount: transfer.amount,
		memo: transfer.memo ?? undefined,
		remark: transfer.remark || undefined,
	};
}

/** The answers with which a callback of that kind succeeds. */
function successAnswers(kind: string): string[] {
	return kind === 'verification' ? ['ok', 'deny'] : ['success'];
}

/** What the merchant said to a callback: the first answer that it understands; null as long as none came. */
export function answerTo({ attempts }: CallbackRecord): string | null {
	return attempts.find(({ success }) => success)?.answer ?? null;
}

// A connection of its own for each delivery, so that none is left open after the sandbox closed.
const AGENTS = {
	httpAgent: new HttpAgent({ keepAlive: false }),
	httpsAgent: new HttpsAgent({ keepAlive: false }),
};

/** How callbacks get to the merchant. */
export type Delivery = {
	state: State;
	clock: Clock;
	/** Aborts what is being delivered. */
	closing: AbortSignal;
};

/** Posts the record's body once and notes the attempt in the record. Never throws and never repeats. */
async function attemptDelivery(
	record: CallbackRecord,
	isLost: boolean,
	closing: AbortSignal,
): Promise<void> {
	const attempt: Attempt = { sentAt: Date.now(), httpStatus: null, answer: null, success: false };
	record.attempts.push(attempt);
	Object.assign(record, attempt);
	try {
		if (isLost) throw new Error('the callback was lost');
		const response = await axios.post<string>(record.url, Buffer.from(record.body), {
			...AGENTS,
			headers: { 'Content-Type': record.contentType || false },
			maxRedirects: 0,
			proxy: false,
			responseType: 'text',
			signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
			transformResponse: (text: string) => text,
			validateStatus: () => true,
		});
		attempt.httpStatus = response.status;
		attempt.answer = response.data.slice(0, ANSWER_LENGTH);
		// Only the bare word counts, whatever the HTTP status (webhooks.md §1.3).
		attempt.success = successAnswers(record.kind).includes(response.data);
	} catch (error) {
		attempt.answer = `no answer: ${error instanceof Error ? error.message : String(error)}`;
	}
	// A later attempt may have ended first; the record shows the last one sent.
	if (record.attempts.at(-1) === attempt) Object.assign(record, attempt);
}

/** Delivers a record under the conditions of the moment; none of what is late is sent after a reset. */
async function deliver(
	record: CallbackRecord,
	{ state, clock, closing }: Delivery,
): Promise<CallbackRecord> {
	const { lateCallbacks, lostCallbacks, doubledCallbacks } = state.conditions;
	if (lateCallbacks) {
		const isDropped = await clock.wait(LATE_MS).then(
			() => false,
			() => true,
		);
		if (isDropped) return record;
	}
	await attemptDelivery(record, lostCallbacks, closing);
	if (doubledCallbacks) await attemptDelivery(record, lostCallbacks, closing);
	return record;
}

export type NewCallback = Pick<CallbackRecord, 'kind' | 'pid' | 'cid' | 'url' | 'body'> & {
	/** Empty for none; application/json by default. */
	contentType?: string | undefined;
};

/** Stores a callback record and delivers it; resolves once the delivery has ended, whether or not it succeeded. */
export async function sendCallback(
	delivery: Delivery,
	callback: NewCallback,
): Promise<CallbackRecord> {
	const record: CallbackRecord = {
		id: randomUUID(),
		...callback,
		contentType: callback.contentType ?? 'application/json',
		sentAt: Date.now(),
		httpStatus: null,
		answer: null,
		success: false,
		attempts: [],
	};
	delivery.state.callbacks.push(record);
	return await deliver(record, delivery);
}

/** Sends a record's bytes again, with the timestamp they had. Rejects with an Error if there is no such record. */
export async function pushCallback(delivery: Delivery, id: string): Promise<CallbackRecord> {
	const record = delivery.state.callbacks.find((each) => each.id === id);
	if (record === undefined) throw new Error(`There is no callback record ${id}.`);
	return await deliver(record, delivery);
}
