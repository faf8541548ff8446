/** 'Wait for Result': the execution sleeps, and goes on with the final state. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { until, type SavedWorkflow } from '../../demo/editor.mts';
import { useStage } from './stage.mts';
import { ORDER, PAYOUT, WITHDRAWAL, loopingWorkflow, waitingWorkflow } from './waiting.mts';

const stage = useStage();

beforeEach(() => stage.sandbox.reset());

const outputOf = async (executionId: string) => {
	const { nodes, status } = await stage.editor.finished(executionId);
	return { status, items: nodes.Then.outputs[0].map(({ json }) => json) };
};

/** Runs a workflow until it sleeps. */
async function asleep(parameters: object, project = stage.project) {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', project);
	const workflow = await stage.editor.createWorkflow(waitingWorkflow(parameters, credential));
	const id = (await stage.editor.start(workflow, 'Start'))!;
	await stage.editor.asleep(id);
	return id;
}

/** A payout that a workflow waits for. */
async function payoutAsleep(parameters: object = {}) {
	const id = await asleep({ ...PAYOUT, ...parameters });
	return { id, payout: stage.sandbox.getState().payouts[0] };
}

const paymentProject = () => ({
	...stage.project,
	projectType: 'payment',
	...stage.sandbox.payment,
});

describe('a payout', () => {
	it.each([
		[2, 'signature_rejected'],
		[4, 'approval_rejected'],
		[6, 'success'],
		[7, 'failed'],
	] as const)('that ends in state %s goes on as %s', async (status, word) => {
		const { id, payout } = await payoutAsleep();
		const { callback } = await stage.sandbox.setPayoutStatus(payout.cid, status);
		expect(callback).toMatchObject({ success: true, answer: 'success', httpStatus: 200 });
		const { items } = await outputOf(id);
		expect(items).toEqual([
			expect.objectContaining({
				cid: Number(payout.cid),
				third_party_id: 'invoice-1',
				amount: '1.5',
				status,
				statusName: word,
				event: `payout.${word}`,
				eventId: `payout:${stage.project.pid}:${payout.cid}:${status}`,
				timedOut: false,
			}),
		]);
	});

	it('sleeps through a state that is not the last', async () => {
		const { id, payout } = await payoutAsleep();
		const callback = await stage.sandbox.sendCallback({
			project: 'waas',
			url: payout.callback_url!,
			payload: { ...said(payout), status: 5 },
			sign: true,
		});
		expect(callback).toMatchObject({ success: true });
		expect((await stage.editor.execution(id)).status).toBe('waiting');
		await stage.sandbox.setPayoutStatus(payout.cid, 6);
		expect((await outputOf(id)).items[0]).toMatchObject({ status: 6 });
	});

	it('is not ended by a forged callback, nor by a true one about another payout', async () => {
		const { id, payout } = await payoutAsleep();
		const ended = { ...said(payout), status: 6 };
		const deliveries = [
			{ payload: ended, sign: false },
			{ payload: ended, sign: '0'.repeat(32) },
			{ payload: { ...ended, cid: Number(payout.cid) + 1 }, sign: true },
			{ payload: { ...ended, third_party_id: 'invoice-2' }, sign: true },
			{ payload: 'not JSON', contentType: 'text/plain' },
		];
		for (const delivery of deliveries) {
			const url = payout.callback_url!;
			const callback = await stage.sandbox.sendCallback({ project: 'waas', url, ...delivery });
			expect(callback).toMatchObject({ httpStatus: 401, success: false });
		}
		expect((await stage.editor.execution(id)).status).toBe('waiting');
		await stage.sandbox.setPayoutStatus(payout.cid, 7);
		expect((await outputOf(id)).items[0]).toMatchObject({ status: 7 });
	});

	it('of a published workflow goes on like that of a test', async () => {
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const { nodes, ...draft } = waitingWorkflow(PAYOUT, credential);
		const path = randomUUID();
		nodes[0] = {
			...nodes[0],
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { path, httpMethod: 'POST' },
		};
		const workflow: SavedWorkflow = await stage.editor.createWorkflow({ ...draft, nodes });
		await stage.editor.publish(workflow);
		await until('the webhook of the workflow', async () => {
			const url = `${stage.editor.url}/webhook/${path}`;
			return (await axios.post(url, {}, { validateStatus: () => true })).status === 200;
		});
		const [{ id }] = await stage.editor.executions(workflow.id);
		await stage.editor.asleep(id);
		await stage.sandbox.setPayoutStatus(stage.sandbox.getState().payouts[0].cid, 6);
		expect(await outputOf(id)).toMatchObject({ status: 'success', items: [{ status: 6 }] });
	});
});

describe('several payouts', () => {
	it('are waited for one after the other in a loop', async () => {
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const parameters = { ...PAYOUT, thirdPartyId: '=row-{{ $json.row }}' };
		const workflow = loopingWorkflow(parameters, credential, 3);
		const id = (await stage.editor.start(await stage.editor.createWorkflow(workflow), 'Start'))!;
		for (const [row, status] of [6, 7, 2].entries()) {
			await until(`payout ${row}`, async () => stage.sandbox.getState().payouts.length > row);
			await stage.editor.asleep(id);
			const { callback } = await stage.sandbox.setPayoutStatus(
				stage.sandbox.getState().payouts[row].cid,
				status as 6,
			);
			expect(callback).toMatchObject({ success: true });
		}
		expect((await outputOf(id)).items).toMatchObject([
			{ third_party_id: 'row-0', status: 6 },
			{ third_party_id: 'row-1', status: 7 },
			{ third_party_id: 'row-2', status: 2 },
		]);
	});
});

describe('nothing is sent, and the reason is said,', () => {
	it.each([
		['where several items come', {}, 3, "'Wait for Result' takes one item at a time, and 3 came"],
		['where there is no time to wait', { waitAmount: 0 }, 1, "'Wait at Most' must be greater"],
		[
			'where Cregis is to report elsewhere',
			{ additionalFields: { callbackUrl: 'https://n8n.example.com/webhook/own' } },
			1,
			"'Callback URL' can't be used together with 'Wait for Result'",
		],
	])('%s', async (_, parameters, items, message) => {
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const workflow = waitingWorkflow({ ...PAYOUT, ...parameters }, credential, items);
		const { error } = await stage.editor.run(await stage.editor.createWorkflow(workflow), 'Start');
		expect(error?.message).toContain(message);
		expect(stage.sandbox.getState().payouts).toEqual([]);
	});
});

describe('a withdrawal', () => {
	it('goes on with its final state', async () => {
		const { callback } = await stage.sandbox.deposit({
			address: await newAddress(),
			amount: '50',
		});
		expect(callback).toBeNull();
		const [{ address }] = stage.sandbox.getState().addresses;
		const id = await asleep({ ...WITHDRAWAL, fromAddress: address });
		const [{ cid }] = stage.sandbox.getState().withdrawals;
		await stage.sandbox.setWithdrawalStatus(cid, 6);
		expect((await outputOf(id)).items).toEqual([
			expect.objectContaining({ status: 6, event: 'withdrawal.success', timedOut: false }),
		]);
	});
});

describe('an order', () => {
	const orderAsleep = async (parameters: object = {}) => ({
		id: await asleep({ ...ORDER, ...parameters }, paymentProject()),
		order: stage.sandbox.getState().orders[0],
	});

	it('that is paid in two parts goes on with the second', async () => {
		const { id, order } = await orderAsleep();
		const first = await stage.sandbox.payOrder(order.cregis_id, { amount: '20' });
		expect(first.callback).toMatchObject({ success: true });
		expect((await stage.editor.execution(id)).status).toBe('waiting');
		const rest = await stage.sandbox.payOrder(order.cregis_id);
		expect(rest.callback).toMatchObject({ success: true });
		expect((await outputOf(id)).items).toEqual([
			expect.objectContaining({
				cregis_id: order.cregis_id,
				order_id: 'order-1',
				checkout_url: expect.any(String),
				event: 'order.paid_remain',
			}),
		]);
	});

	it('goes on after a part, where that is chosen', async () => {
		const { id, order } = await orderAsleep({ goOnAfterPartialPayment: true });
		await stage.sandbox.payOrder(order.cregis_id, { amount: '20' });
		expect((await outputOf(id)).items[0]).toMatchObject({
			event: 'order.paid_partial',
			pay_amount: '20',
		});
	});

	it.each([
		['is paid', 'order.paid', () => stage.sandbox.payOrder],
		['expires', 'order.expired', () => stage.sandbox.expireOrder],
	])('that %s goes on as %s', async (_, event, happen) => {
		const { id, order } = await orderAsleep();
		await happen()(order.cregis_id);
		expect((await outputOf(id)).items[0]).toMatchObject({ event, timedOut: false });
	});
});

/** A callback's fields about a payout of the sandbox. */
function said({ cid, third_party_id }: { cid: string; third_party_id: string }) {
	return {
		cid: Number(cid),
		chain_id: '195',
		token_id: '195',
		currency: 'TRX',
		address: PAYOUT.toAddress,
		amount: '1.5',
		third_party_id,
	};
}

/** An address of the project, which reports nowhere. */
async function newAddress(): Promise<string> {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
	const parameters = {
		resource: 'address',
		operation: 'create',
		chainId: { __rl: true, mode: 'id', value: '195' },
	};
	const workflow = await stage.editor.createWorkflow(waitingWorkflow(parameters, credential));
	await stage.editor.run(workflow, 'Start');
	return stage.sandbox.getState().addresses[0].address;
}
