/** A checkout link is made, a payer pays, and the trigger reports it. */
import assert from 'node:assert/strict';
import axios from 'axios';
import { importExample } from './examples.mts';
import {
	assertSucceeded,
	CREDENTIAL_TYPE,
	itemsOf,
	messageAbout,
	testCredential,
	type Stage,
} from './stage.mts';

const CREDENTIAL_NAME = 'Cregis Payment Engine';

/** Opens the checkout page as the payer's browser would, and pays what is due. */
async function payAtCheckout(checkoutUrl: string) {
	const page = (await axios.get<string>(checkoutUrl)).data;
	const path = /data-post="([^"]+\/pay)"/.exec(page)?.[1];
	assert.ok(path, 'The checkout page has no form to pay');
	await axios.post(new URL(path, checkoutUrl).href, {});
}

/** Creates an order with the example, pays it, and waits for the trigger's message. */
export async function sellOrder(stage: Stage) {
	const { sandbox, n8n, editor, tell } = stage;
	const project = await testCredential(stage, 'payment');
	const credential = await editor.createCredential(CREDENTIAL_TYPE, CREDENTIAL_NAME, project);
	const workflow = await importExample(editor, n8n, 'checkout-order', credential);
	const trigger = workflow.nodes.find(({ name }) => name === 'Cregis Trigger')!;
	const callbackUrl = editor.webhookUrl(trigger);
	// The credential needs the trigger's URL, which is only known once the workflow exists.
	const connected = { ...project, callbackUrl };
	await editor.updateCredential(credential.id, CREDENTIAL_TYPE, CREDENTIAL_NAME, connected);
	await editor.publish(workflow);
	tell(`Published '${workflow.name}', which Cregis calls at ${callbackUrl}`);

	const made = await editor.run(workflow, 'When Clicking Execute');
	assertSucceeded(made, `'${workflow.name}'`);
	const [order] = itemsOf(made, 'Create Order');
	const checkoutUrl = String(order.checkout_url);
	tell(`Created an order with a checkout link: ${checkoutUrl}`);

	await payAtCheckout(checkoutUrl);
	const eventId = `order:${sandbox.payment.pid}:${String(order.cregis_id)}:paid`;
	const message = await messageAbout(editor, workflow, eventId);
	assert.match(message, /^Order order-1042 of 49\.90 USD: paid$/);
	tell(`A payer paid at the checkout page, and a workflow reported it: "${message}"`);
}
