/** n8n is killed repeatedly under load, and no acknowledged callback is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Editor, until, type SavedWorkflow } from '../../harness/editor.mts';
import { freePort, startN8n, type N8n } from '../../harness/n8n.mts';
import { startSandbox, type CallbackRecord, type Sandbox } from '../../sandbox/sandbox.mts';
import { pack } from '../../scripts/pack.mts';
import { DEPOSIT } from '../support/callbackFields.mts';
import { inParallel } from '../support/pool.mts';
import { triggerNode, withTrigger } from '../support/triggerWorkflow.mts';

const ROUNDS = 3;
const CALLBACKS_A_ROUND = 60;
const AT_ONCE = 8;
const KILLED_AFTER_MS = 2_500;

let folder: string;
let sandbox: Sandbox;
let n8n: N8n;
let editor: Editor;
let port: number;
/** Responds once the event is stored. */
let stored: SavedWorkflow;
/** Responds once the workflow has handled the event. */
let handled: SavedWorkflow;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'cregis-kill-'));
	port = await freePort();
	sandbox = await startSandbox();
	n8n = await startN8n({ userFolder: folder, port, tarball: pack(folder) });
	editor = await Editor.open(n8n.url);
	const project = { projectType: 'waas', baseUrl: sandbox.baseUrl, ...sandbox.waas };
	const credential = await editor.createCredential('cregisApi', 'Cregis', project);
	const node = (parameters: object) => triggerNode({ events: ['*'], ...parameters }, credential);
	stored = await editor.createWorkflow(withTrigger(node({}), []));
	handled = await editor.createWorkflow(
		withTrigger(node({ respond: 'responseNode' }), [
			{
				id: 'work',
				name: 'Work',
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				position: [200, 0],
				parameters: { amount: 0.3 },
			},
			{
				id: 'respond',
				name: 'Respond',
				type: 'n8n-nodes-cregis.cregis',
				typeVersion: 1,
				position: [400, 0],
				parameters: { resource: 'callback', operation: 'respond', answer: 'acknowledge' },
			},
		]),
	);
	await editor.publish(stored);
	await editor.publish(handled);
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
	rmSync(folder, { recursive: true, force: true });
});

let lastCid = 1391751691780000;

/** Delivers one deposit with its own ID. */
async function deliver(workflow: SavedWorkflow): Promise<CallbackRecord> {
	lastCid++;
	return await sandbox.sendCallback({
		project: 'waas',
		url: editor.webhookUrl(workflow.nodes[0]),
		payload: { ...DEPOSIT, cid: lastCid },
		sign: true,
	});
}

/** A round of deliveries, in the middle of which n8n is killed and restarted. */
async function round(workflow: SavedWorkflow): Promise<CallbackRecord[]> {
	const records: CallbackRecord[] = [];
	const work = async () => {
		while (records.length < CALLBACKS_A_ROUND) records.push(await deliver(workflow));
	};
	const load = Promise.all(Array.from({ length: AT_ONCE }, work));
	await sleep(KILLED_AFTER_MS);
	await n8n.kill();
	await load;
	n8n = await startN8n({ userFolder: folder, port });
	editor = await Editor.open(n8n.url);
	await editor.untilLive(workflow);
	return records;
}

async function rounds(workflow: SavedWorkflow): Promise<CallbackRecord[]> {
	const records: CallbackRecord[] = [];
	for (let time = 0; time < ROUNDS; time++) records.push(...(await round(workflow)));
	return records;
}

const cidOf = ({ body }: CallbackRecord) => /"cid":(\d+)/.exec(body)![1];

/** The deposits that have an execution, in any status or a given one. */
async function executed(workflow: SavedWorkflow, state?: string): Promise<Set<string>> {
	const executions = await editor.executions(workflow.id);
	const chosen = executions.filter(({ status }) => !state || status === state);
	const texts = await Promise.all(chosen.map(async ({ id }) => (await editor.execution(id)).text));
	return new Set(texts.map((text) => /deposit:\d+:(\d+):1/.exec(text)![1]));
}

describe('when n8n is killed under load', () => {
	it('every callback that was acknowledged immediately has an execution', async () => {
		const records = await rounds(stored);
		const received = records.filter(({ success }) => success);
		expect(records.length).toBeGreaterThanOrEqual(ROUNDS * CALLBACKS_A_ROUND);
		expect(received.length).toBeGreaterThan(0);
		expect(received.length).toBeLessThan(records.length);
		const found = await executed(stored);
		expect(received.map(cidOf).filter((cid) => !found.has(cid))).toEqual([]);
	}, 300_000);

	it("every callback whose workflow didn't finish is marked as failed until it is resent", async () => {
		const records = await rounds(handled);
		const failed = records.filter(({ success }) => !success);
		expect(failed.length).toBeGreaterThan(0);
		expect(failed.length).toBeLessThan(records.length);
		await inParallel(failed, AT_ONCE, async ({ id }) => {
			expect(await sandbox.pushCallback(id)).toMatchObject({ success: true });
		});
		// An execution killed between its response and its end stays unfinished.
		const pushed = failed.map(cidOf);
		await until('the executions of the resent callbacks', async () => {
			const found = await executed(handled, 'success');
			return pushed.every((cid) => found.has(cid));
		});
		const found = await executed(handled);
		expect(found).toEqual(new Set(records.map(cidOf)));
	}, 300_000);
});
