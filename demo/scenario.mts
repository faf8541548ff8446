/** The steps of the demo. Each step verifies what it reports. */
import assert from 'node:assert/strict';
import type { Sandbox } from '../sandbox/sandbox.mts';
import {
	until,
	type Editor,
	type ExecutionDetails,
	type SavedWorkflow,
} from '../harness/editor.mts';
import { importExample, readPayoutRows } from './examples.mts';
import type { N8n } from '../harness/n8n.mts';

const CREDENTIAL_TYPE = 'cregisApi';
const DEPOSIT_AMOUNT = '25.75';

export interface Stage {
	sandbox: Sandbox;
	n8n: N8n;
	editor: Editor;
	/** Reports what has just happened. */
	tell: (text: string) => void;
}

export interface Figures {
	deposits: number;
	payouts: number;
	callbacks: number;
	forgedCallbacksRefused: number;
	executions: number;
}

const itemsOf = (execution: ExecutionDetails, node: string) =>
	(execution.nodes[node]?.outputs ?? []).flat().map(({ json }) => json);

function assertSucceeded(execution: ExecutionDetails, what: string) {
	const reason = execution.error?.message ?? '';
	assert.equal(execution.status, 'success', `${what} ended as '${execution.status}': ${reason}`);
}

/** Returns the messages that the notifications workflow has written so far, by event ID. */
async function messages(editor: Editor, workflow: SavedWorkflow): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const { id, status } of await editor.executions(workflow.id)) {
		if (status !== 'success') continue;
		const execution = await editor.execution(id);
		const [event] = itemsOf(execution, 'Cregis Trigger');
		const [text] = [
			...itemsOf(execution, 'Deposit Message'),
			...itemsOf(execution, 'Payout Message'),
		];
		found.set(String(event?.eventId), String(text?.message));
	}
	return found;
}

async function setUp({ sandbox, n8n, editor, tell }: Stage) {
	const project = {
		projectType: 'waas',
		baseUrl: sandbox.baseUrl,
		pid: sandbox.waas.pid,
		apiKey: sandbox.waas.apiKey,
	};
	const test = await editor.testCredential(CREDENTIAL_TYPE, project);
	assert.equal(test.status, 'OK', `The credential test said: ${test.message}`);
	tell(`Tested the Cregis credential: ${test.message}`);

	// The credential needs the trigger's URL, which is only known once the workflow exists. So the workflow is
	// first saved with another credential of the same project.
	const hearing = await editor.createCredential(CREDENTIAL_TYPE, 'Cregis (callbacks)', project);
	const notifications = await importExample(editor, n8n, 'notifications', hearing);
	await editor.publish(notifications);
	const callbackUrl = editor.webhookUrl(notifications.nodes[0]);
	tell(`Published '${notifications.name}', which Cregis calls at ${callbackUrl}`);

	const credential = await editor.createCredential(CREDENTIAL_TYPE, 'Cregis', {
		...project,
		callbackUrl,
	});
	return { notifications, credential, callbackUrl };
}

type SetUp = Awaited<ReturnType<typeof setUp>>;

async function receiveDeposit(stage: Stage, { notifications, credential }: SetUp) {
	const { sandbox, n8n, editor, tell } = stage;
	const workflow = await importExample(editor, n8n, 'deposit-address', credential);
	const made = await editor.run(workflow, 'When Clicking Execute');
	assertSucceeded(made, `'${workflow.name}'`);
	const [checked] = itemsOf(made, 'Check Address');
	assert.equal(checked?.result, true, 'Cregis did not find its own address valid');
	const address = String(checked.address);
	tell(`Created and checked a deposit address: ${address}`);

	const { deposit, callback } = await sandbox.deposit({ address, amount: DEPOSIT_AMOUNT });
	assert.equal(
		callback?.success,
		true,
		`The deposit's callback was answered '${callback?.answer}'`,
	);
	const eventId = `deposit:${sandbox.waas.pid}:${deposit.cid}:1`;
	const message = await until('the message about the deposit', async () =>
		(await messages(editor, notifications)).get(eventId),
	);
	assert.match(message, new RegExp(`Received ${DEPOSIT_AMOUNT} .* at ${address}`));
	tell(`A deposit arrived, and a workflow handled it: "${message}"`);
}

async function payRows(stage: Stage, { notifications, credential }: SetUp): Promise<number> {
	const { sandbox, n8n, editor, tell } = stage;
	const rows = readPayoutRows();
	const workflow = await importExample(editor, n8n, 'payouts-from-spreadsheet', credential);
	const run = await editor.run(workflow, 'When Clicking Execute');
	assertSucceeded(run, `'${workflow.name}'`);
	const paid = itemsOf(run, 'Pay Each Row');
	assert.deepEqual(
		paid.map((item) => item.third_party_id),
		rows.map(({ reference }) => reference),
		'The payouts are not those of the rows, in their order',
	);
	tell(`Sent ${paid.length} payouts, one for each row of payouts.csv`);

	for (const [index, { reference, amount }] of rows.entries()) {
		const eventId = `payout:${sandbox.waas.pid}:${String(paid[index].cid)}:6`;
		const message = await until(`the message about payout ${reference}`, async () =>
			(await messages(editor, notifications)).get(eventId),
		);
		assert.match(message, new RegExp(`Payout ${reference} of ${amount} .*: success`));
		tell(`Cregis paid, and a workflow reported it: "${message}"`);
	}

	const again = await editor.run(workflow, 'When Clicking Execute');
	assertSucceeded(again, `'${workflow.name}', run again`);
	assert.ok(
		itemsOf(again, 'Pay Each Row').every(({ alreadySent }) => alreadySent === true),
		'Running the same spreadsheet again does not say that its rows were paid before',
	);
	const { ledger } = sandbox.getState();
	for (const { reference } of rows) {
		assert.equal(ledger[reference], 1, `${reference} was paid ${ledger[reference]} times`);
	}
	tell(
		'Ran the same spreadsheet again: each row had been paid already, and nothing was paid twice',
	);
	return rows.length;
}

async function refuseForgery(stage: Stage, { notifications, callbackUrl }: SetUp): Promise<number> {
	const { sandbox, editor, tell } = stage;
	const before = (await editor.executions(notifications.id)).length;
	const [genuine] = sandbox.getState().callbacks;
	const forged = genuine.body.replace(DEPOSIT_AMOUNT, `9${DEPOSIT_AMOUNT}`);
	assert.notEqual(forged, genuine.body);
	const delivery = await sandbox.sendCallback({
		project: 'waas',
		url: callbackUrl,
		payload: forged,
	});
	assert.equal(delivery.httpStatus, 401);
	assert.equal((await editor.executions(notifications.id)).length, before);
	tell(
		`Refused a forged callback (${delivery.httpStatus} "${delivery.answer}"): no workflow started`,
	);
	return 1;
}

/** Checks that the project's key, which signs everything, appears nowhere. */
async function searchForKey({ sandbox, n8n, editor, tell }: Stage): Promise<number> {
	const executions = await editor.executions();
	const { apiKey } = sandbox.waas;
	for (const { id } of executions) {
		const { text } = await editor.execution(id);
		assert.ok(!text.includes(apiKey), `The API key is in execution ${id}`);
	}
	assert.ok(!n8n.log().includes(apiKey), "The API key is in n8n's log");
	tell(`Searched ${executions.length} executions and the log for the API key: not there`);
	return executions.length;
}

/**
 * Runs the whole scenario.
 *
 * @throws AssertionError or Error with the check that failed
 */
export async function playScenario(stage: Stage): Promise<Figures> {
	const ready = await setUp(stage);
	await receiveDeposit(stage, ready);
	const payouts = await payRows(stage, ready);
	const forgedCallbacksRefused = await refuseForgery(stage, ready);
	const executions = await searchForKey(stage);
	const delivered = stage.sandbox.getState().callbacks.filter(({ success }) => success);
	return {
		deposits: 1,
		payouts,
		callbacks: delivered.length,
		forgedCallbacksRefused,
		executions,
	};
}
