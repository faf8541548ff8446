/** The steps of the demo. Each step verifies what it reports. */
import assert from 'node:assert/strict';
import { importExample, readPayoutRows } from './examples.mts';
import { sellOrder } from './order.mts';
import {
	assertSucceeded,
	CREDENTIAL_TYPE,
	itemsOf,
	messageAbout,
	testCredential,
	type Stage,
} from './stage.mts';

const CREDENTIAL_NAME = 'Cregis WaaS';
const DEPOSIT_AMOUNT = '25.75';

export interface Figures {
	deposits: number;
	payouts: number;
	orders: number;
	callbacks: number;
	forgedCallbacksRefused: number;
	executions: number;
}

async function setUp(stage: Stage) {
	const { n8n, editor, tell } = stage;
	const project = await testCredential(stage, 'waas');

	const credential = await editor.createCredential(CREDENTIAL_TYPE, CREDENTIAL_NAME, project);
	const notifications = await importExample(editor, n8n, 'notifications', credential);
	const callbackUrl = editor.webhookUrl(notifications.nodes[0]);
	// The credential needs the trigger's URL, which is only known once the workflow exists.
	const connected = { ...project, callbackUrl };
	await editor.updateCredential(credential.id, CREDENTIAL_TYPE, CREDENTIAL_NAME, connected);
	await editor.publish(notifications);
	tell(`Published '${notifications.name}', which Cregis calls at ${callbackUrl}`);
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
	const message = await messageAbout(editor, notifications, eventId);
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
		const message = await messageAbout(editor, notifications, eventId);
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

/** Checks that the projects' keys, which sign everything, appear nowhere. */
async function searchForKeys({ sandbox, n8n, editor, tell }: Stage): Promise<number> {
	const executions = await editor.executions();
	for (const { apiKey } of [sandbox.waas, sandbox.payment]) {
		for (const { id } of executions) {
			const { text } = await editor.execution(id);
			assert.ok(!text.includes(apiKey), `An API key is in execution ${id}`);
		}
		assert.ok(!n8n.log().includes(apiKey), "An API key is in n8n's log");
	}
	tell(`Searched ${executions.length} executions and the log for the API keys: not there`);
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
	await sellOrder(stage);
	const forgedCallbacksRefused = await refuseForgery(stage, ready);
	const executions = await searchForKeys(stage);
	const delivered = stage.sandbox.getState().callbacks.filter(({ success }) => success);
	return {
		deposits: 1,
		payouts,
		orders: 1,
		callbacks: delivered.length,
		forgedCallbacksRefused,
		executions,
	};
}
