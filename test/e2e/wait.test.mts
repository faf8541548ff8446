/** 'Wait for Result': the execution waits, and resumes with the final status. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { until, type SavedWorkflow } from '../../harness/editor.mts';
import { useStage } from './stage.mts';
import {
	ORDER,
	PAYOUT,
	WITHDRAWAL,
	approvedWorkflow,
	loopingWorkflow,
	waitingWorkflow,
} from '../support/waitingWorkflow.mts';

const stage = useStage();

beforeEach(() => stage.sandbox.reset());

const outputOf = async (executionId: string) => {
	const { nodes, status } = await stage.editor.finished(executionId);
	return { status, items: nodes.Then.outputs[0].map(({ json }) => json) };
};

/** Runs a workflow until it waits. */
async function asleep(parameters: object, project = stage.project, workflowOf = waitingWorkflow) {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', project);
	const workflow = await stage.editor.createWorkflow(workflowOf(parameters, credential));
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
			{ payload: { ...ended, amount: '15' }, sign: true },
			{ payload: { ...ended, address: 'TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8' }, sign: true },
			{ payload: { ...ended, token_id: PAYOUT.toAddress, currency: 'USDT' }, sign: true },
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

	it('resumes with an amount that is written in another way', async () => {
		const { id, payout } = await payoutAsleep();
		const callback = await stage.sandbox.sendCallback({
			project: 'waas',
			url: payout.callback_url!,
			payload: { ...said(payout), amount: '1.50', status: 6 },
			sign: true,
		});
		expect(callback).toMatchObject({ success: true });
		expect((await outputOf(id)).items[0]).toMatchObject({ amount: '1.50', status: 6 });
	});

	it('resumes once where two final callbacks come at the same moment', async () => {
		const { id, payout } = await payoutAsleep();
		const send = async (status: number) =>
			await stage.sandbox.sendCallback({
				project: 'waas',
				url: payout.callback_url!,
				payload: { ...said(payout), status },
				sign: true,
			});
		const callbacks = await Promise.all([send(6), send(7), send(6), send(7)]);
		const [received, ...others] = callbacks.filter(({ success }) => success);
		expect(others).toEqual([]);
		const { status } = JSON.parse(received.body) as { status: number };
		expect(await outputOf(id)).toMatchObject({ status: 'success', items: [{ status }] });
	});

	it('refuses a callback that comes before it waits, and resumes once that is sent again', async () => {
		const path = '/api/v2/payout';
		stage.sandbox.addFault({ path, kind: 'delay', ms: 1_500 });
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const workflow = await stage.editor.createWorkflow(waitingWorkflow(PAYOUT, credential));
		const id = (await stage.editor.start(workflow, 'Start'))!;
		const { raw } = await until('the request', async () =>
			stage.sandbox.getRequests().find((request) => request.path === path),
		);
		const early = await stage.sandbox.sendCallback({
			project: 'waas',
			url: (JSON.parse(raw) as { callback_url: string }).callback_url,
			payload: { ...said({ cid: '1', third_party_id: 'invoice-1' }), status: 6 },
			sign: true,
		});
		expect(early.success).toBe(false);

		await stage.editor.asleep(id);
		const [{ cid }] = stage.sandbox.getState().payouts;
		await stage.sandbox.setPayoutStatus(cid, 6);
		expect((await outputOf(id)).items[0]).toMatchObject({ status: 6 });
	});

	it('is verified with the credential as it is when the callback comes', async () => {
		const { project } = stage;
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', project);
		const change = async (fields: object) =>
			await stage.editor.updateCredential(credential.id, 'cregisApi', 'Cregis', {
				...project,
				...fields,
			});
		const workflow = await stage.editor.createWorkflow(waitingWorkflow(PAYOUT, credential));
		const id = (await stage.editor.start(workflow, 'Start'))!;
		await stage.editor.asleep(id);
		await change({ apiKey: '0'.repeat(32) });
		const [{ cid }] = stage.sandbox.getState().payouts;
		const { callback } = await stage.sandbox.setPayoutStatus(cid, 6);
		expect(callback).toMatchObject({ httpStatus: 401, success: false });
		await change({ pid: '1' });
		expect(await stage.sandbox.pushCallback(callback!.id)).toMatchObject({ httpStatus: 401 });
		expect((await stage.editor.execution(id)).status).toBe('waiting');

		await change({});
		expect(await stage.sandbox.pushCallback(callback!.id)).toMatchObject({ success: true });
		expect((await outputOf(id)).items[0]).toMatchObject({ status: 6 });
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
		const replayed: string[] = [];
		for (const [row, status] of [6, 7, 2].entries()) {
			await until(`payout ${row}`, async () => stage.sandbox.getState().payouts.length > row);
			await stage.editor.asleep(id);
			const { callback } = await stage.sandbox.setPayoutStatus(
				stage.sandbox.getState().payouts[row].cid,
				status as 6,
			);
			expect(callback).toMatchObject({ success: true });
			replayed.push(callback!.id);
			if (row === 2) break;
			// What is sent again is about an earlier payout than the one that is waited for.
			await until(`payout ${row + 1}`, async () => {
				return stage.sandbox.getState().payouts.length > row + 1;
			});
			await stage.editor.asleep(id);
			for (const callbackId of replayed) {
				expect(await stage.sandbox.pushCallback(callbackId)).toMatchObject({
					httpStatus: 401,
					success: false,
				});
			}
			expect((await stage.editor.execution(id)).status).toBe('waiting');
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
		[
			'where several items come',
			{},
			3,
			"'Wait for Result' handles one item at a time, but received 3",
		],
		['where there is no time to wait', { waitAmount: 0 }, 1, "'Wait at Most' must be greater"],
		[
			'where n8n could not store the time',
			{ waitAmount: 1e9, waitUnit: 'days' },
			1,
			"'Wait at Most' must be greater than 0 and at most 365 days",
		],
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

	it.each([
		['by default', {}],
		['by its own setting', { acceptPartialPayment: true }],
	])('that is paid in part resumes with it, where that is accepted %s', async (_, settings) => {
		const { id, order } = await orderAsleep({ additionalFields: settings });
		const { callback } = await stage.sandbox.payOrder(order.cregis_id, { amount: '20' });
		expect(callback).toMatchObject({ success: true });
		expect((await outputOf(id)).items).toEqual([
			expect.objectContaining({
				cregis_id: order.cregis_id,
				order_id: 'order-1',
				checkout_url: expect.any(String),
				event: 'order.paid_partial',
				status: 'paid_partial',
				pay_amount: '20',
				timedOut: false,
			}),
		]);
	});

	describe.each([
		['a setting', false],
		// When the callback comes, the node's input is no longer what the expression read.
		['an expression', '={{ $json.row !== 0 }}'],
	])('that accepts no partial payment, by %s,', (_, acceptPartialPayment) => {
		const additionalFields = { acceptPartialPayment, payerEmail: 'payer@merchant.example' };

		it('waits for the rest', async () => {
			const { id, order } = await orderAsleep({ additionalFields });
			const { callback } = await stage.sandbox.payOrder(order.cregis_id, { amount: '20' });
			expect(callback).toMatchObject({ success: true });
			expect(await stage.sandbox.pushCallback(callback!.id)).toMatchObject({ success: true });
			expect((await stage.editor.execution(id)).status).toBe('waiting');
			const rest = await stage.sandbox.payOrder(order.cregis_id);
			expect(rest.callback).toMatchObject({ success: true });
			expect((await outputOf(id)).items).toEqual([
				expect.objectContaining({
					cregis_id: order.cregis_id,
					event: 'order.paid_remain',
					status: 'paid',
					timedOut: false,
				}),
			]);
		});

		it('waits for the end of a refund', async () => {
			const { id, order } = await orderAsleep({ additionalFields });
			await stage.sandbox.payOrder(order.cregis_id, { amount: '20' });
			const begun = await stage.sandbox.refundOrder(order.cregis_id, { status: 0 });
			expect(begun.callback).toMatchObject({ success: true });
			expect((await stage.editor.execution(id)).status).toBe('waiting');
			await stage.sandbox.refundOrder(order.cregis_id, { status: 1 });
			expect((await outputOf(id)).items[0]).toMatchObject({
				event: 'order.refunded',
				refundStatusName: 'success',
			});
		});
	});

	it('is not resumed by a true callback about another order', async () => {
		const { id, order } = await orderAsleep();
		const callback = await stage.sandbox.sendCallback({
			project: 'payment',
			url: order.callback_url!,
			payload: paid({ cregis_id: order.cregis_id, order_id: 'order-1', order_amount: '4990' }),
			sign: true,
		});
		expect(callback).toMatchObject({ httpStatus: 401, success: false });
		expect((await stage.editor.execution(id)).status).toBe('waiting');
		await stage.sandbox.payOrder(order.cregis_id);
		expect((await outputOf(id)).items[0]).toMatchObject({ event: 'order.paid' });
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

describe('a Wait node further down', () => {
	/** Runs a workflow until its Wait node waits, and gives what resumes that. */
	async function atApproval(id: string, callbackUrl: string) {
		await until('the Wait node', async () => {
			const { status, nodes } = await stage.editor.execution(id);
			return status === 'waiting' && 'Approval' in nodes;
		});
		const url = new URL(callbackUrl);
		url.pathname = url.pathname.replace('/cregis', '');
		return { approve: async () => (await axios.post(url.href, { approved: true })).status };
	}

	it('is not resumed by a callback that is sent again', async () => {
		const id = await asleep(PAYOUT, stage.project, approvedWorkflow);
		const [payout] = stage.sandbox.getState().payouts;
		const { callback } = await stage.sandbox.setPayoutStatus(payout.cid, 6);
		expect(callback).toMatchObject({ success: true });
		const { approve } = await atApproval(id, payout.callback_url!);

		const again = await stage.sandbox.pushCallback(callback!.id);
		expect(again).toMatchObject({ httpStatus: 404, success: false });
		expect((await stage.editor.execution(id)).status).toBe('waiting');
		expect(await approve()).toBe(200);
		expect((await outputOf(id)).status).toBe('success');
		expect(await stage.sandbox.pushCallback(callback!.id)).toMatchObject({
			httpStatus: 409,
			success: false,
		});
	});

	it('is not resumed by what happens to an order later', async () => {
		const id = await asleep(ORDER, paymentProject(), approvedWorkflow);
		const [order] = stage.sandbox.getState().orders;
		await stage.sandbox.payOrder(order.cregis_id);
		const { approve } = await atApproval(id, order.callback_url!);

		const { callback } = await stage.sandbox.refundOrder(order.cregis_id);
		expect(callback).toMatchObject({ httpStatus: 404, success: false });
		expect((await stage.editor.execution(id)).status).toBe('waiting');
		expect(await approve()).toBe(200);
		expect((await outputOf(id)).status).toBe('success');
	});
});

/** A callback about an order that is paid. */
function paid(order: { cregis_id: string; order_id: string; order_amount: string }) {
	const data = { ...order, order_currency: 'USDT', status: 'paid', pay_amount: '49.90' };
	return { event_name: 'order', event_type: 'paid', data: JSON.stringify(data) };
}

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
