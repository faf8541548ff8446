/** A trigger that asks Cregis before it believes a callback. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { until, type SavedWorkflow } from '../../harness/editor.mts';
import type { OrderResult } from '../../sandbox/controls/controlTypes.mts';
import type { CallbackRecord, FaultInput } from '../../sandbox/sandbox.mts';
import {
	call,
	newAddress,
	orderFields,
	payoutFields,
	withdrawalFields,
} from '../support/client.mts';
import { useStage } from './stage.mts';

const stage = useStage();

const USDT = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

/** A published trigger of a project that confirms, and its URL. */
async function publish(project?: Record<string, string>) {
	const parameters = { events: ['*'], options: { confirm: true } };
	const workflow = await stage.triggerWorkflow(parameters, project);
	await stage.editor.publish(workflow);
	return { workflow, url: stage.editor.webhookUrl(workflow.nodes[0]) };
}

async function items(workflow: SavedWorkflow): Promise<Array<Record<string, unknown>>> {
	const executions = await stage.editor.executions(workflow.id);
	const ended = await Promise.all(executions.map(({ id }) => stage.editor.finished(id)));
	return ended.map(({ nodes }) => nodes['Cregis Trigger'].outputs[0][0].json);
}

const lastItem = async (workflow: SavedWorkflow) =>
	await until('an item', async () => (await items(workflow))[0]);

let workflow: SavedWorkflow;
let url: string;
beforeAll(async () => {
	({ workflow, url } = await publish());
});

describe('what did happen', () => {
	it("starts the workflow: a deposit, with the payer's address and the fee", async () => {
		const address = await newAddress(stage.sandbox, '195', { callback_url: url });
		const { deposit, callback } = await stage.sandbox.deposit({ address, amount: '3.50' });
		expect(callback).toMatchObject({ success: true });
		expect(await lastItem(workflow)).toMatchObject({
			event: 'deposit.success',
			address,
			amount: '3.50',
			from_address: deposit.from_address,
			fee: deposit.fee,
		});
	});

	it.each([
		[6, 'payout.success'],
		[7, 'payout.failed'],
		[4, 'payout.approval_rejected'],
	] as const)('starts the workflow: a payout in state %i', async (status, event) => {
		const fields = payoutFields(`confirmed-${status}`, { callback_url: url });
		const { data } = await call(stage.sandbox, '/api/v1/payout', fields);
		const { callback } = await stage.sandbox.setPayoutStatus(String(data.cid), status);
		expect(callback).toMatchObject({ success: true });
		expect((await lastItem(workflow)).event).toBe(event);
	});

	it('starts the workflow: a withdrawal', async () => {
		const from = await newAddress(stage.sandbox);
		const fields = withdrawalFields(from, { third_party_id: 'confirmed', callback_url: url });
		const { data } = await call(stage.sandbox, '/api/v1/sub_address_withdrawal', fields);
		const { callback } = await stage.sandbox.setWithdrawalStatus(String(data.cid), 6);
		expect(callback).toMatchObject({ success: true });
	});

	it.each(['text', 'object'] as const)(
		'starts the workflow: an order, sent as %s',
		async (form) => {
			const { payment } = stage.sandbox;
			const merchant = await publish({ ...stage.project, ...payment, projectType: 'payment' });
			stage.sandbox.setSettings(payment.pid, { orderDataAs: form });
			const fields = orderFields({ order_id: `confirmed-${form}`, callback_url: merchant.url });
			const { data } = await call(stage.sandbox, '/api/v2/checkout', fields, payment);
			const id = String(data.cregis_id);
			const amount = '0.1';
			const told = [
				await stage.sandbox.payOrder(id, { amount }),
				await stage.sandbox.payOrder(id),
				await stage.sandbox.refundOrder(id, { status: 1 }),
			];
			expect(told.map(({ callback }) => callback?.success)).toEqual([true, true, true]);
			const events = await until('three items', async () => {
				const found = await items(merchant.workflow);
				return found.length === 3 && found.map(({ event }) => event);
			});
			expect(new Set(events)).toEqual(
				new Set(['order.paid_partial', 'order.paid_remain', 'order.refunded']),
			);
		},
	);
});

describe('what did not', () => {
	/** A callback signed with the project's own key, about something else than the genuine one. */
	async function lie(change: object): Promise<CallbackRecord> {
		const address = await newAddress(stage.sandbox);
		const { callback } = await stage.sandbox.deposit({ address, amount: '1' });
		const { deposits } = stage.sandbox.getState();
		const { cid, txid, chain_id, token_id } = deposits.at(-1)!;
		expect(callback).toBeNull();
		const genuine = { cid: Number(cid), chain_id, token_id, currency: 'TRX', address, amount: '1' };
		return await stage.sandbox.sendCallback({
			project: 'waas',
			url,
			payload: { ...genuine, status: '1', txid, ...change },
			sign: true,
		});
	}

	it('but the truth is believed', async () => {
		expect(await lie({})).toMatchObject({ httpStatus: 200, success: true });
	});

	it.each([
		['another amount', { amount: '1000' }, 401, "'amount' doesn't match"],
		['another currency', { currency: 'BTC' }, 401, "'currency' doesn't match"],
		['another address', { address: USDT }, 401, "'address' doesn't match"],
		['another coin', { token_id: USDT }, 401, "'token_id' doesn't match"],
		['another transaction', { txid: 'a'.repeat(64) }, 401, "'txid' doesn't match"],
		['another status', { status: '2' }, 401, "'status' doesn't match"],
		['a memo', { memo: '123' }, 503, "no 'memo' to compare with"],
		['a deposit that never was', { cid: 1391751691788288 }, 503, "doesn't list this deposit"],
	])('is refused, though the key is right: %s', async (_, change, status, reason) => {
		const before = (await items(workflow)).length;
		const { httpStatus, answer, success } = await lie(change);
		expect({ httpStatus, success }).toEqual({ httpStatus: status, success: false });
		expect(answer).toContain(reason);
		expect(await items(workflow)).toHaveLength(before);
	});

	it('is refused, though all of it is so: a payout told as a deposit', async () => {
		const fields = payoutFields(randomUUID());
		const { data } = await call(stage.sandbox, '/api/v1/payout', fields);
		const { payout } = await stage.sandbox.setPayoutStatus(String(data.cid), 6);
		const { chain_id, token_id, currency, address, amount, txid } = payout;
		const told = { chain_id, token_id, currency, address, amount, txid, status: '1' };
		const { httpStatus, answer } = await stage.sandbox.sendCallback({
			project: 'waas',
			url,
			payload: { cid: Number(payout.cid), ...told },
			sign: true,
		});
		expect({ httpStatus, answer }).toEqual({
			httpStatus: 401,
			answer: "Cregis's record of this 'cid' isn't a deposit",
		});
	});

	it("is left out, where the callback can't know it: the payer and the fee", async () => {
		const { success } = await lie({ from_address: USDT, fee: '999' });
		expect(success).toBe(true);
		const { from_address, fee } = stage.sandbox.getState().deposits.at(-1)!;
		expect(await lastItem(workflow)).toMatchObject({ from_address, fee });
	});
});

describe('what an order did not come to', () => {
	type Change = Record<string, unknown>;

	/** Sends the last callback of an order again, with other data, signed with the project's own key. */
	async function lie(
		happen: (id: string) => Promise<OrderResult>,
		{ event_type, ...change }: Change,
	) {
		const { payment } = stage.sandbox;
		const merchant = await publish({ ...stage.project, ...payment, projectType: 'payment' });
		stage.sandbox.setSettings(payment.pid, { orderDataAs: 'object' });
		const fields = orderFields({ order_id: randomUUID(), callback_url: merchant.url });
		const { data } = await call(stage.sandbox, '/api/v2/checkout', fields, payment);
		const { callback } = await happen(String(data.cregis_id));
		expect(callback?.success).toBe(true);
		const genuine = JSON.parse(callback!.body) as { event_type: string; data: object };
		const { httpStatus } = await stage.sandbox.sendCallback({
			project: 'payment',
			url: merchant.url,
			payload: {
				event_name: 'order',
				event_type: event_type ?? genuine.event_type,
				data: { ...genuine.data, ...change },
			},
			sign: true,
		});
		return httpStatus;
	}

	const payPart = async (id: string) => await stage.sandbox.payOrder(id, { amount: '0.1' });

	it.each<[string, Change, number]>([
		['nothing but the truth', {}, 200],
		['a full payment, when it was a partial one', { event_type: 'paid' }, 401],
		['an overpayment, when it was a partial one', { event_type: 'paid_over' }, 401],
		['another amount', { pay_amount: '1000' }, 401],
		['another payer', { payer_id: 'somebody' }, 401],
		['a payment that is not listed', { tx_id: `0x${'9'.repeat(64)}` }, 503],
		['a payment of no transaction', { tx_id: null }, 503],
		['an expiry, when it was paid', { event_type: 'expired' }, 401],
		['a top-up by the only payment', { event_type: 'paid_remain' }, 503],
		['a refund that never was', { event_type: 'refunded', refund_id: '9', refund_status: 1 }, 503],
		['a refund without an ID', { event_type: 'refunded' }, 503],
		['an event that nobody knows', { event_type: 'disputed' }, 503],
	])('of a partial payment: %s', async (_, change, status) => {
		expect(await lie(payPart, change)).toBe(status);
	});

	it.each<[string, Change, number]>([
		['nothing but the truth', {}, 200],
		['more', { additional_pay_amount: '1000' }, 401],
		['in another currency', { additional_pay_currency: 'BTC' }, 401],
		['at another address', { additional_payment_address: USDT }, 401],
		['by a payment that is not listed', { additional_payment_tx_id: `0x${'9'.repeat(64)}` }, 503],
	])('of a top-up: %s', async (_, change, status) => {
		const topUp = async (id: string) => {
			await payPart(id);
			return await stage.sandbox.payOrder(id);
		};
		expect(await lie(topUp, change)).toBe(status);
	});

	it.each<[string, 0 | 1 | 2, Change, number]>([
		['nothing but the truth', 1, {}, 200],
		['under way, when it succeeded', 1, { refund_status: 0, refund_tx_id: null }, 200],
		['another amount', 1, { refund_amount: '1000' }, 401],
		['to another address', 1, { refund_address: USDT }, 401],
		['in part, when it was in full', 1, { type: 0 }, 401],
		['a success, when it failed', 2, { refund_status: 1 }, 401],
		['a success, when it is under way', 0, { refund_status: 1 }, 503],
		['another refund', 1, { refund_id: '9' }, 503],
	])('of a refund: %s', async (_, status, change, httpStatus) => {
		const refund = async (id: string) => {
			await stage.sandbox.payOrder(id);
			return await stage.sandbox.refundOrder(id, { status });
		};
		expect(await lie(refund, change)).toBe(httpStatus);
	});
});

describe('a payout that Cregis asks about', () => {
	/** Asks about a transfer that exists, as Cregis does. */
	async function ask(transfer: object, change: object = {}) {
		const { httpStatus, answer } = await stage.sandbox.sendCallback({
			project: 'waas',
			url,
			payload: { ...transfer, ...change },
			sign: true,
		});
		return { httpStatus, answer };
	}

	/** It is believed, and starts the workflow, which responds immediately. */
	const BELIEVED = {
		httpStatus: 503,
		answer: expect.stringContaining('neither approves nor denies'),
	};

	async function payout() {
		const third_party_id = randomUUID();
		const { data } = await call(stage.sandbox, '/api/v1/payout', payoutFields(third_party_id));
		const { payouts } = stage.sandbox.getState();
		const { address, from_address } = payouts.find(({ cid }) => cid === String(data.cid))!;
		const coin = { chain_id: '195', token_id: '195', amount: '1.1' };
		return { cid: Number(data.cid), third_party_id, ...coin, from_address, to_address: address };
	}

	it('is known to be one', async () => {
		expect(await ask(await payout())).toEqual(BELIEVED);
	});

	it('may be a withdrawal', async () => {
		const from_address = await newAddress(stage.sandbox);
		const fields = withdrawalFields(from_address, { third_party_id: randomUUID() });
		const { data } = await call(stage.sandbox, '/api/v1/sub_address_withdrawal', fields);
		const { third_party_id, to_address, amount } = fields;
		const coin = { chain_id: '195', token_id: '195', amount };
		const asked = { cid: Number(data.cid), third_party_id, ...coin, from_address, to_address };
		expect(await ask(asked)).toEqual(BELIEVED);
	});

	it.each([
		['another amount', { amount: '1000' }],
		['another recipient', { to_address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }],
		['another reference', { third_party_id: 'none' }],
		['another payer', { from_address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }],
		['one that never was', { cid: 1391751691788288 }],
	])('is refused, though the key is right: %s', async (_, change) => {
		expect(await ask(await payout(), change)).toMatchObject({ httpStatus: 401 });
	});
});

describe('what Cregis does not confirm yet', () => {
	const TRADES = '/api/v1/trade/page';
	const NO_ROWS = JSON.stringify({ code: '00000', msg: 'ok', data: { rows: [], total: 0 } });
	const PENDING = (row: object) =>
		JSON.stringify({ code: '00000', msg: 'ok', data: { rows: [{ ...row, status: 0 }] } });

	async function deposit(fault: (address: string) => FaultInput) {
		const address = await newAddress(stage.sandbox, '195', { callback_url: url });
		stage.sandbox.addFault(fault(address));
		return await stage.sandbox.deposit({ address, amount: '4' });
	}

	it.each<[string, string, FaultInput]>([
		['could not be asked', "couldn't ask", { path: TRADES, kind: 'http', status: 502 }],
		['lists no such trade', "doesn't list", { path: TRADES, kind: 'envelope', body: NO_ROWS }],
	])('fails where Cregis %s, and succeeds when it is resent', async (_, reason, fault) => {
		const { callback } = await deposit(() => fault);
		expect(callback).toMatchObject({ httpStatus: 503, success: false });
		expect(callback!.answer).toContain(reason);
		expect(await stage.sandbox.pushCallback(callback!.id)).toMatchObject({ success: true });
	});

	it('fails while the trade is pending, and succeeds when it is resent', async () => {
		const address = await newAddress(stage.sandbox, '195', { callback_url: url });
		const { deposit: first, callback } = await stage.sandbox.deposit({ address, amount: '4' });
		expect(callback).toMatchObject({ success: true });
		const { cid, fee, memo, ...row } = first;
		const pending = { ...row, to_address: address, cid: Number(cid), currency: 'TRX' };
		stage.sandbox.addFault({ path: TRADES, kind: 'envelope', body: PENDING(pending) });
		const { id } = callback!;
		expect(await stage.sandbox.pushCallback(id)).toMatchObject({ httpStatus: 503, success: false });
		expect(await stage.sandbox.pushCallback(id)).toMatchObject({ success: true });
	});

	it("is found in n8n's log, where Cregis could not be asked", async () => {
		await deposit(() => ({
			path: TRADES,
			kind: 'envelope',
			body: JSON.stringify({ code: 'E0001', msg: 'The IP is not added', data: null }),
		}));
		const line = (text: string) =>
			/callback was refused.*couldn't ask Cregis.*whitelist/.test(text);
		expect(stage.log().split('\n').filter(line)).toHaveLength(1);
	});
});
