/** Waiting executions survive a restart of n8n and a result that is never reported. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Editor, until } from '../../harness/editor.mts';
import { readExample } from '../../demo/examples.mts';
import { freePort, startN8n, type N8n } from '../../harness/n8n.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { ORDER, PAYOUT, waitingWorkflow } from '../support/waitingWorkflow.mts';

let folder: string;
let port: number;
let sandbox: Sandbox;
let n8n: N8n;
let editor: Editor;
let credential: { id: string; name: string };

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'cregis-wait-'));
	port = await freePort();
	sandbox = await startSandbox();
	n8n = await startN8n({ userFolder: folder, port, tarball: process.env.E2E_TARBALL! });
	editor = await Editor.open(n8n.url);
	const project = { projectType: 'waas', baseUrl: sandbox.baseUrl, ...sandbox.waas };
	credential = await editor.createCredential('cregisApi', 'Cregis', project);
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
	rmSync(folder, { recursive: true, force: true });
});

async function restart(end: () => Promise<void>) {
	await end();
	n8n = await startN8n({ userFolder: folder, port });
	editor = await Editor.open(n8n.url);
}

const payoutOf = (reference: string) =>
	sandbox.getState().payouts.find((payout) => payout.third_party_id === reference)!;

describe('a waiting execution', () => {
	async function waitingPayout(reference: string) {
		const parameters = { ...PAYOUT, thirdPartyId: reference };
		const workflow = await editor.createWorkflow(waitingWorkflow(parameters, credential));
		const id = (await editor.start(workflow, 'Start'))!;
		await editor.untilWaiting(id);
		return id;
	}

	it('resumes after n8n was stopped and started again', async () => {
		const id = await waitingPayout('stopped');
		await restart(() => n8n.stop());
		// n8n 2.41 takes it for crashed at first, and then corrects that.
		await editor.untilWaiting(id);
		const { callback } = await sandbox.setPayoutStatus(payoutOf('stopped').cid, 6);
		expect(callback).toMatchObject({ success: true });
		const { nodes } = await editor.finished(id);
		expect(nodes.Then.outputs[0][0].json).toMatchObject({ third_party_id: 'stopped', status: 6 });
	});

	it("resumes after n8n was killed, or the callback isn't acknowledged", async () => {
		const id = await waitingPayout('killed');
		await restart(() => n8n.kill());
		const { callback } = await sandbox.setPayoutStatus(payoutOf('killed').cid, 6);
		// n8n 2.8 keeps it waiting. Newer versions fail waiting executions at some moment after they start.
		const isResumed = async () => (await editor.execution(id)).status === 'success';
		if (callback!.success) await until('the result that Cregis was told about', isResumed);
		else expect(await isResumed()).toBe(false);
	});
});

describe('a wait whose time is up', () => {
	let payoutExecution: string;
	let orderExecution: string;

	// n8n checks once a minute for executions whose time is up, so both wait at the same time.
	beforeAll(async () => {
		const workflow = readExample('payout-and-wait');
		for (const node of workflow.nodes) {
			if (node.credentials) node.credentials = { cregisApi: credential };
			if (node.parameters.waitForResult) {
				Object.assign(node.parameters, { waitAmount: 0.5, waitUnit: 'minutes' });
			}
		}
		payoutExecution = (await editor.start(await editor.createWorkflow(workflow), 'Start'))!;
		orderExecution = (await editor.start(await orderWorkflow(), 'Start'))!;
		await editor.untilWaiting(payoutExecution);
		await editor.untilWaiting(orderExecution);
		const [order] = sandbox.getState().orders;
		const { callback } = await sandbox.payOrder(order.cregis_id, { amount: '20' });
		expect(callback).toMatchObject({ success: true });
	});

	async function orderWorkflow() {
		const project = { projectType: 'payment', baseUrl: sandbox.baseUrl, ...sandbox.payment };
		const payment = await editor.createCredential('cregisApi', 'Cregis', project);
		const workflow = waitingWorkflow(
			{
				...ORDER,
				additionalFields: { acceptPartialPayment: false, payerEmail: 'payer@merchant.example' },
				waitAmount: 0.5,
				waitUnit: 'minutes',
			},
			payment,
		);
		Object.assign(workflow.nodes.find(({ name }) => name === 'Then')!, {
			type: 'n8n-nodes-cregis.cregis',
			parameters: { resource: 'order', operation: 'get', cregisId: '={{ $json.cregis_id }}' },
			credentials: { cregisApi: payment },
		});
		return await editor.createWorkflow(workflow);
	}

	it('continues after a canceled approval, which Cregis never reports, and Get finds it', async () => {
		const [payout] = sandbox.getState().payouts.slice(-1);
		expect((await sandbox.setPayoutStatus(payout.cid, 3)).callback).toBeNull();
		const { nodes } = await editor.finished(payoutExecution, 120_000);
		expect(nodes['Pay and Wait'].outputs[0][0].json).toMatchObject({
			cid: Number(payout.cid),
			third_party_id: payout.third_party_id,
			timedOut: true,
		});
		expect(nodes['Get Payout Status'].outputs[0][0].json).toMatchObject({
			cid: Number(payout.cid),
			statusName: 'approval_cancelled',
		});
	}, 150_000);

	it('continues without a declined partial payment, and Get finds the payment', async () => {
		const [order] = sandbox.getState().orders;
		const { nodes } = await editor.finished(orderExecution, 120_000);
		const [item] = nodes.Cregis.outputs[0];
		expect(item.json).toMatchObject({ cregis_id: order.cregis_id, timedOut: true });
		expect(item.json).not.toHaveProperty('event');
		expect(nodes.Then.outputs[0][0].json).toMatchObject({
			cregis_id: order.cregis_id,
			status: 'paid_partial',
			pay_amount: '20',
		});
	}, 150_000);
});
