/** How long an operation takes for many items, compared with n8n's HTTP Request node and the same credential. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Editor, WorkflowNode } from '../../harness/editor.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { PAYOUT, waitingWorkflow } from '../support/waitingWorkflow.mts';
import { memory, processorTime } from '../support/process.mts';

const PATH = '/api/v1/address/inner';
const PAYOUT_PATH = '/api/v2/payout';
const FIELDS = { address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', chain_id: '195' };

const OPERATION = {
	resource: 'address',
	operation: 'checkOwnership',
	address: FIELDS.address,
	chainId: { __rl: true, mode: 'id', value: FIELDS.chain_id },
};

const httpRequest = (url: string, jsonBody: string): Partial<WorkflowNode> => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'cregisApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
		options: {},
	},
});

const read = (options: object) => ({ parameters: { ...OPERATION, options } });

const pay = (parallelRequests: number) => ({
	parameters: {
		...PAYOUT,
		waitForResult: false,
		thirdPartyId: '=row-{{ $json.row }}',
		options: { parallelRequests },
	},
});

/** The body of a payout, with a reference of its own for each item. */
const PAYOUT_BODY = `={{ JSON.stringify({
	currency: '${PAYOUT.currency.value}',
	to_address: '${PAYOUT.toAddress}',
	amount: '${PAYOUT.amount}',
	third_party_id: 'row-' + $json.row,
}) }}`;

const KINDS = {
	request: (url: string) => httpRequest(url + PATH, JSON.stringify(FIELDS)),
	requestPayout: (url: string) => httpRequest(url + PAYOUT_PATH, PAYOUT_BODY),
	read: () => read({}),
	readOne: () => read({ parallelRequests: 1 }),
	readTwenty: () => read({ parallelRequests: 20 }),
	pay: () => pay(1),
	payTen: () => pay(10),
};

export type Kind = keyof typeof KINDS;

export interface Run {
	seconds: number;
	/** n8n's processor time, in seconds. */
	processor: number;
	/** The memory that n8n used at most, beyond what it used before, in MB. */
	memory: number;
}

const READ_EVERY_MS = 100;

/** The most memory above the present use until the promise settles. */
async function memoryDuring(pid: number, run: Promise<unknown>): Promise<number> {
	const before = memory(pid);
	let [most, isOver] = [before, false];
	void run.finally(() => (isOver = true)).catch(() => undefined);
	while (!isOver) {
		most = Math.max(most, memory(pid));
		await sleep(READ_EVERY_MS);
	}
	return (most - before) / 1_000_000;
}

/** Runs a workflow with a node in the middle, and waits until it has ended. */
async function runNode(
	editor: Editor,
	sandbox: Sandbox,
	node: Partial<WorkflowNode>,
	items: number,
) {
	const project = { projectType: 'waas', baseUrl: sandbox.baseUrl, ...sandbox.waas };
	const credential = await editor.createCredential('cregisApi', 'Cregis', project);
	const workflow = waitingWorkflow({}, credential, items);
	Object.assign(workflow.nodes.find(({ name }) => name === 'Cregis')!, node);
	const saved = await editor.createWorkflow(workflow);
	const start = Date.now();
	const execution = await editor.finished((await editor.start(saved, 'Start'))!, 600_000);
	const seconds = (Date.now() - start) / 1000;
	const out = execution.nodes.Then?.outputs[0].length ?? 0;
	return { seconds, out, reason: execution.error?.message ?? '' };
}

/**
 * Runs a node over the items, with a Cregis that answers after a delay.
 *
 * @throws Error if the output lacks an item
 */
export async function measureItems(options: {
	editor: Editor;
	sandbox: Sandbox;
	pid: number;
	kind: Kind;
	items: number;
	delayMs: number;
}): Promise<Run> {
	const { editor, sandbox, pid, kind, items, delayMs } = options;
	sandbox.reset();
	for (const path of delayMs ? [PATH, PAYOUT_PATH] : []) {
		sandbox.addFault({ path, kind: 'delay', ms: delayMs, times: items });
	}
	const before = processorTime(pid);
	const run = runNode(editor, sandbox, KINDS[kind](sandbox.baseUrl), items);
	const most = await memoryDuring(pid, run);
	const { seconds, out, reason } = await run;
	if (out !== items) throw new Error(`${kind}: ${out} of ${items} items came out. ${reason}`);
	return { seconds, processor: processorTime(pid) - before, memory: most };
}

export const TRADES = 10_000;

/** How long a list with all its pages takes, in seconds. */
export async function measureList(editor: Editor, sandbox: Sandbox): Promise<number> {
	sandbox.reset();
	sandbox.addTrades(TRADES);
	const parameters = { resource: 'trade', operation: 'getAll', returnAll: true };
	const { seconds, out, reason } = await runNode(editor, sandbox, { parameters }, 1);
	if (out !== TRADES) throw new Error(`${out} of ${TRADES} trades came out. ${reason}`);
	return seconds;
}
