/** A trigger that asks Cregis before it believes a callback. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { until, type SavedWorkflow } from '../../demo/editor.mts';
import type { CallbackRecord } from '../../sandbox/sandbox.mts';
import {
	call,
	newAddress,
	orderFields,
	payoutFields,
	withdrawalFields,
} from '../sandbox/client.mts';
import { useStage } from './stage.mts';

const stage = useStage();

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
		['another amount', { amount: '1000' }, 'Cregis does not confirm the amount'],
		['another address', { address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }, 'confirm the address'],
		['another coin', { token_id: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }, 'confirm the token_id'],
		['another transaction', { txid: 'a'.repeat(64) }, 'Cregis does not confirm the txid'],
		['another state', { status: '2' }, 'Cregis does not confirm the status'],
		['a deposit that never was', { cid: 1391751691788288 }, 'Cregis knows nothing of this'],
	])('is refused, though the key is right: %s', async (_, change, reason) => {
		const before = (await items(workflow)).length;
		const { httpStatus, answer, success } = await lie(change);
		expect({ httpStatus, success }).toEqual({ httpStatus: 401, success: false });
		expect(answer).toContain(reason);
		expect(await items(workflow)).toHaveLength(before);
	});
});

describe('what an order did not come to', () => {
	it.each<[string, Record<string, unknown>]>([
		['a full payment, when it was a partial one', { event_type: 'paid' }],
		['an overpayment, when it was a partial one', { event_type: 'paid_over' }],
		['a refund that never was', { event_type: 'refunded', refund_id: '9', refund_status: 1 }],
		['a refund without an ID', { event_type: 'refunded' }],
		['another amount', { pay_amount: '1000' }],
		['an expiry, when it was paid', { event_type: 'expired' }],
	])('is refused, though the key is right: %s', async (_, { event_type, ...change }) => {
		const { payment } = stage.sandbox;
		const merchant = await publish({ ...stage.project, ...payment, projectType: 'payment' });
		stage.sandbox.setSettings(payment.pid, { orderDataAs: 'object' });
		const fields = orderFields({ order_id: randomUUID(), callback_url: merchant.url });
		const { data } = await call(stage.sandbox, '/api/v2/checkout', fields, payment);
		const { callback } = await stage.sandbox.payOrder(String(data.cregis_id), { amount: '0.1' });
		expect(callback?.success).toBe(true);
		const genuine = JSON.parse(callback!.body) as { event_type: string; data: object };
		const delivery = await stage.sandbox.sendCallback({
			project: 'payment',
			url: merchant.url,
			payload: {
				event_name: 'order',
				event_type: event_type ?? genuine.event_type,
				data: { ...genuine.data, ...change },
			},
			sign: true,
		});
		expect(delivery).toMatchObject({ httpStatus: 401, success: false });
	});
});

describe('a payout that Cregis asks about', () => {
	/** Asks about a transfer that exists, as Cregis does. */
	async function ask(transfer: object, change: object = {}) {
		const { httpStatus } = await stage.sandbox.sendCallback({
			project: 'waas',
			url,
			payload: { ...transfer, ...change },
			sign: true,
		});
		return httpStatus;
	}

	async function payout() {
		const third_party_id = randomUUID();
		const { data } = await call(stage.sandbox, '/api/v1/payout', payoutFields(third_party_id));
		const { payouts } = stage.sandbox.getState();
		const { address, from_address } = payouts.find(({ cid }) => cid === String(data.cid))!;
		const coin = { chain_id: '195', token_id: '195', amount: '1.1' };
		return { cid: Number(data.cid), third_party_id, ...coin, from_address, to_address: address };
	}

	it('is known to be one', async () => {
		expect(await ask(await payout())).toBe(200);
	});

	it('may be a withdrawal', async () => {
		const from_address = await newAddress(stage.sandbox);
		const fields = withdrawalFields(from_address, { third_party_id: randomUUID() });
		const { data } = await call(stage.sandbox, '/api/v1/sub_address_withdrawal', fields);
		const { third_party_id, to_address, amount } = fields;
		const coin = { chain_id: '195', token_id: '195', amount };
		const asked = { cid: Number(data.cid), third_party_id, ...coin, from_address, to_address };
		expect(await ask(asked)).toBe(200);
	});

	it.each([
		['another amount', { amount: '1000' }],
		['another recipient', { to_address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }],
		['another reference', { third_party_id: 'none' }],
		['one that never was', { cid: 1391751691788288 }],
	])('is refused, though the key is right: %s', async (_, change) => {
		expect(await ask(await payout(), change)).toBe(401);
	});
});

describe('what Cregis could not be asked about', () => {
	it('stands as failed, and succeeds when it is pushed again', async () => {
		const address = await newAddress(stage.sandbox, '195', { callback_url: url });
		stage.sandbox.addFault({ path: '/api/v1/trade/page', kind: 'http', status: 502 });
		const { callback } = await stage.sandbox.deposit({ address, amount: '4' });
		expect(callback).toMatchObject({ httpStatus: 503, success: false });
		expect(await stage.sandbox.pushCallback(callback!.id)).toMatchObject({ success: true });
	});
});
