/** 'Wait for Result' in a workflow that also has a Wait node. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { until } from '../../harness/editor.mts';
import { ORDER, PAYOUT, approvedWorkflow } from '../support/waitingWorkflow.mts';
import { useStage } from './stage.mts';
import { waiting } from './waiting.mts';

const stage = useStage();
const { outputOf, startWaiting, paymentProject } = waiting(stage);

beforeEach(() => stage.sandbox.reset());

describe('a Wait node further down', () => {
	/** Waits until the Wait node waits. Resolves to a function that resumes it. */
	async function atApproval(id: string, callbackUrl: string) {
		await until('the Wait node', async () => {
			const { status, nodes } = await stage.editor.execution(id);
			return status === 'waiting' && 'Approval' in nodes;
		});
		const url = new URL(callbackUrl);
		url.pathname = url.pathname.replace('/cregis', '');
		return { approve: async () => (await axios.post(url.href, { approved: true })).status };
	}

	it('is not resumed by a resent callback', async () => {
		const id = await startWaiting(PAYOUT, stage.project, approvedWorkflow);
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

	it('is not resumed by a later event of an order', async () => {
		const id = await startWaiting(ORDER, paymentProject(), approvedWorkflow);
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
