/** 'Wait for Result': the execution waits, and resumes with the final status. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { until, type SavedWorkflow } from '../../harness/editor.mts';
import { PAYOUT, waitingWorkflow } from '../support/waitingWorkflow.mts';
import { useStage } from './stage.mts';
import { waiting } from './waiting.mts';

const stage = useStage();
const { outputOf, startWaiting } = waiting(stage);

beforeEach(() => stage.sandbox.reset());

/** Starts a workflow that waits for a payout. */
async function waitingPayout(parameters: object = {}) {
	const id = await startWaiting({ ...PAYOUT, ...parameters });
	return { id, payout: stage.sandbox.getState().payouts[0] };
}

/** The callback's fields for a payout in the sandbox. */
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

describe('a payout', () => {
	it.each([
		[2, 'signature_rejected'],
		[4, 'approval_rejected'],
		[6, 'success'],
		[7, 'failed'],
	] as const)('that ends in status %s resumes with %s', async (status, word) => {
		const { id, payout } = await waitingPayout();
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

	it("keeps waiting through a status that isn't final", async () => {
		const { id, payout } = await waitingPayout();
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

	it('is not resumed by a forged callback or a genuine one about another payout', async () => {
		const { id, payout } = await waitingPayout();
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

	it('resumes with an amount that is written differently', async () => {
		const { id, payout } = await waitingPayout();
		const callback = await stage.sandbox.sendCallback({
			project: 'waas',
			url: payout.callback_url!,
			payload: { ...said(payout), amount: '1.50', status: 6 },
			sign: true,
		});
		expect(callback).toMatchObject({ success: true });
		expect((await outputOf(id)).items[0]).toMatchObject({ amount: '1.50', status: 6 });
	});

	it('resumes once if several final callbacks come at the same moment', async () => {
		const { id, payout } = await waitingPayout();
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

	it('refuses a callback that comes before it waits, and resumes when it is resent', async () => {
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

		await stage.editor.untilWaiting(id);
		const [{ cid }] = stage.sandbox.getState().payouts;
		await stage.sandbox.setPayoutStatus(cid, 6);
		expect((await outputOf(id)).items[0]).toMatchObject({ status: 6 });
	});

	it('is verified with the current credential when the callback comes', async () => {
		const { project } = stage;
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', project);
		const change = async (fields: object) =>
			await stage.editor.updateCredential(credential.id, 'cregisApi', 'Cregis', {
				...project,
				...fields,
			});
		const workflow = await stage.editor.createWorkflow(waitingWorkflow(PAYOUT, credential));
		const id = (await stage.editor.start(workflow, 'Start'))!;
		await stage.editor.untilWaiting(id);
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

	it('of a published workflow resumes like that of a manual execution', async () => {
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
		const [{ id }] = await until('the execution', async () => {
			const found = await stage.editor.executions(workflow.id);
			return found.length > 0 && found;
		});
		await stage.editor.untilWaiting(id);
		await stage.sandbox.setPayoutStatus(stage.sandbox.getState().payouts[0].cid, 6);
		expect(await outputOf(id)).toMatchObject({ status: 'success', items: [{ status: 6 }] });
	});
});
