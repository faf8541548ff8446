/** Payout verification: a workflow decides what Cregis pays. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { until, type WorkflowNode } from '../../harness/editor.mts';
import type { CallbackRecord } from '../../sandbox/sandbox.mts';
import { call, newAddress, payoutFields } from '../support/client.mts';
import { useStage } from './stage.mts';
import { PAYOUT, WITHDRAWAL, waitingWorkflow } from '../support/waitingWorkflow.mts';

const stage = useStage();

beforeEach(() => stage.sandbox.reset());

const SMALL = '9.99';
const LARGE = '10.01';

const node = (name: string, parameters: Record<string, unknown>): WorkflowNode => ({
	id: name,
	name,
	type: 'n8n-nodes-cregis.cregis',
	typeVersion: 1,
	position: [200, 0],
	parameters,
});

const decides = node('Decides', {
	resource: 'callback',
	operation: 'respond',
	answer: "={{ Number($('Cregis Trigger').first().json.amount) <= 10 ? 'approve' : 'deny' }}",
});

const looksUp = (credential: { id: string; name: string }): WorkflowNode => ({
	...node('Looks Up', { resource: 'payout', operation: 'get', cid: '={{ $json.cid }}' }),
	credentials: { cregisApi: credential },
});

/** Makes Cregis ask this workflow, and pay what it approves. */
async function asks(behind: WorkflowNode[], options: object = {}) {
	const { sandbox, editor } = stage;
	const parameters = { events: ['payout.verification'], respond: 'responseNode', options };
	const workflow = await stage.triggerWorkflow(parameters, stage.project, behind);
	await editor.publish(workflow);
	const verificationUrl = editor.webhookUrl(workflow.nodes[0]);
	sandbox.setSettings(sandbox.waas.pid, { verificationUrl, autoPayouts: { delayMs: 50 } });
}

const credential = async () =>
	await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);

/** The callback of a kind, once it has a response. */
const callback = (of: string) =>
	stage.sandbox.getState().callbacks.find(({ kind, answer }) => kind === of && answer !== null);

/** Pays an amount in a workflow that waits for the result. Resolves to that result. */
async function pay(amount: string, parameters: object = PAYOUT) {
	const { sandbox, editor } = stage;
	const paying = waitingWorkflow({ ...parameters, amount }, await credential());
	const id = (await editor.start(await editor.createWorkflow(paying), 'Start'))!;
	const told = await until('the result', async () => callback('payout') ?? callback('withdrawal'));
	// A callback that comes before the workflow waits is refused.
	if (!told.success) {
		await editor.untilWaiting(id);
		await sandbox.pushCallback(told.id);
	}
	const { nodes } = await editor.finished(id);
	return nodes.Then.outputs[0].map(({ json }) => json);
}

const said = ({ httpStatus, answer, success }: CallbackRecord) => ({ httpStatus, answer, success });

const states = () => {
	const { payouts, withdrawals } = stage.sandbox.getState();
	return [...payouts, ...withdrawals].map(({ history }) => history.map(({ status }) => status));
};

const APPROVED = [0, 5, 1, 6];
const DENIED = [0, 4];

describe('a workflow that approves small amounts', () => {
	it.each([
		['small', SMALL, 'ok', APPROVED, 'success'],
		['large', LARGE, 'deny', DENIED, 'approval_rejected'],
	])('decides a %s payout: %s gets the response %s', async (_, amount, answer, way, statusName) => {
		await asks([decides]);
		expect(await pay(amount)).toMatchObject([
			{ amount, statusName, event: `payout.${statusName}` },
		]);
		expect(said(callback('verification')!)).toEqual({ httpStatus: 200, answer, success: true });
		expect(states()).toEqual([way]);
		expect(stage.sandbox.getState().ledger).toEqual(way === APPROVED ? { 'invoice-1': 1 } : {});
	});

	it.each([
		['small', SMALL, APPROVED, 'success'],
		['large', LARGE, DENIED, 'approval_rejected'],
	])('decides a %s withdrawal: %s', async (_, amount, way, statusName) => {
		await asks([decides]);
		const fromAddress = await newAddress(stage.sandbox);
		expect(await pay(amount, { ...WITHDRAWAL, fromAddress })).toMatchObject([{ statusName }]);
		expect(states()).toEqual([way]);
	});

	it('can first check with Cregis that the verification is genuine', async () => {
		await asks([decides], { confirm: true });
		expect(await pay(SMALL)).toMatchObject([{ statusName: 'success' }]);
	});
});

describe('a payout without a clear response', () => {
	it('stays unpaid if the workflow fails, and is decided once the workflow works and Cregis asks again', async () => {
		const { sandbox } = stage;
		await asks([looksUp(await credential()), decides]);
		sandbox.addFault({ path: '/api/v1/payout/query', kind: 'http', status: 403 });
		await call(sandbox, '/api/v1/payout', payoutFields(randomUUID(), { amount: SMALL }));
		const record = await until('the failure', async () => callback('verification'));
		expect(record.success).toBe(false);
		await sleep(1000);
		expect(states()).toEqual([[0]]);
		expect(await sandbox.pushCallback(record.id)).toMatchObject({ answer: 'ok', success: true });
		await until('the payment', async () => sandbox.getState().payouts[0].status === 6);
		expect(states()).toEqual([APPROVED]);
	});
});
