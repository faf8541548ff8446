/** A trigger that responds only when the workflow does. */
import { describe, expect, it } from '@jest/globals';
import { until, type SavedWorkflow, type WorkflowNode } from '../../harness/editor.mts';
import { DEPOSIT, VERIFICATION } from '../support/callbackFields.mts';
import { useStage } from './stage.mts';

const stage = useStage();

const respond = (parameters: Record<string, unknown>): WorkflowNode => ({
	id: 'respond',
	name: 'Respond',
	type: 'n8n-nodes-cregis.cregis',
	typeVersion: 1,
	position: [400, 0],
	parameters: { resource: 'callback', operation: 'respond', ...parameters },
});

const failing: WorkflowNode = {
	id: 'fails',
	name: 'Fails',
	type: 'n8n-nodes-base.stopAndError',
	typeVersion: 1,
	position: [200, 0],
	parameters: { errorMessage: 'Out of order' },
};

const passing: WorkflowNode = {
	id: 'passes',
	name: 'Passes',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [200, 0],
	parameters: {},
};

let lastWorkflow: SavedWorkflow | undefined;

/** Sends a callback to a published workflow. Resolves to the result that the sandbox records. */
async function record(payload: object, behind: WorkflowNode[], trigger: object = {}) {
	const workflow = await stage.triggerWorkflow(
		{ events: ['*'], respond: 'responseNode', ...trigger },
		stage.project,
		behind,
	);
	lastWorkflow = workflow;
	await stage.editor.publish(workflow);
	const { httpStatus, answer, success } = await stage.sandbox.sendCallback({
		project: 'waas',
		url: stage.editor.webhookUrl(workflow.nodes[0]),
		payload: { ...payload },
		sign: true,
	});
	return { httpStatus, answer, success };
}

describe("a callback with 'Respond to Callback'", () => {
	it('succeeds once the workflow acknowledges it', async () => {
		expect(await record(DEPOSIT, [passing, respond({ answer: 'acknowledge' })])).toEqual({
			httpStatus: 200,
			answer: 'success',
			success: true,
		});
	});

	it('is marked as failed, with the reason, if the workflow refuses it', async () => {
		const answer = { answer: 'refuse', reason: '={{ "No customer has " + $json.address }}' };
		expect(await record(DEPOSIT, [respond(answer)])).toEqual({
			httpStatus: 500,
			answer: `No customer has ${DEPOSIT.address}`,
			success: false,
		});
	});

	it.each([
		['fails before it responds', [failing, respond({ answer: 'acknowledge' })]],
		['ends without a response', [passing]],
		['responds with an invalid response', [respond({ answer: '={{ "fine" }}' })]],
	])('is marked as failed if the workflow %s', async (_, behind) => {
		expect((await record(DEPOSIT, behind)).success).toBe(false);
	});

	it("succeeds without the workflow if the event isn't selected", async () => {
		const trigger = { events: ['payout.success'] };
		expect(await record(DEPOSIT, [failing], trigger)).toMatchObject({ success: true });
	});
});

describe('a payout verification', () => {
	it.each([
		['approve', 'ok'],
		['deny', 'deny'],
	])("gets the workflow's response: %s", async (answer, response) => {
		const trigger = { events: ['payout.verification'] };
		expect(await record(VERIFICATION, [respond({ answer })], trigger)).toMatchObject({
			httpStatus: 200,
			answer: response,
		});
	});

	it.each([
		['responds immediately', { respond: 'onReceived' }, 'responds immediately'],
		[
			"doesn't have the event selected",
			{ events: ['deposit.success'] },
			"isn't set up to approve or deny",
		],
		[
			"has a filter that doesn't match",
			{ filters: { minimumAmount: '1.21' } },
			"isn't set up to approve or deny",
		],
		['has an invalid filter', { filters: { minimumAmount: '={{ "1,000" }}' } }, 'must be'],
	])('is neither approved nor denied by a trigger that %s', async (_, trigger, reason) => {
		const behind = [respond({ answer: 'approve' })];
		const { httpStatus, answer, success } = await record(VERIFICATION, behind, trigger);
		expect(answer).toContain(reason);
		expect({ isFailed: Number(httpStatus) >= 500, success }).toEqual({
			isFailed: true,
			success: false,
		});
	});

	it('starts a workflow that responds immediately', async () => {
		const trigger = { events: ['payout.verification'], respond: 'onReceived' };
		await record(VERIFICATION, [passing], trigger);
		const [{ id }] = await until('the execution', async () => {
			const found = await stage.editor.executions(lastWorkflow!.id);
			return found.length > 0 && found;
		});
		expect((await stage.editor.finished(id)).nodes.Passes.outputs[0]).toMatchObject([
			{ json: { event: 'payout.verification', third_party_id: VERIFICATION.third_party_id } },
		]);
	});

	it.each<[string, WorkflowNode[], object]>([
		['fails', [failing, respond({ answer: 'approve' })], {}],
		['ends without a response', [passing], {}],
		['responds with something else', [respond({ answer: 'acknowledge' })], {}],
		['responds with an invalid response', [respond({ answer: '={{ "ok" }}' })], {}],
	])('is never approved if the workflow %s', async (_, behind, trigger) => {
		const { answer } = await record(VERIFICATION, behind, trigger);
		expect(answer).not.toBe('ok');
	});
});
