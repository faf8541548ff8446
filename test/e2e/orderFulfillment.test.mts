/** The example that takes an order from the payment link to fulfillment. */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { importExample } from '../../demo/examples.mts';
import type { SavedWorkflow } from '../../harness/editor.mts';
import { useMailbox } from './mailbox.mts';
import { endedExecutions, shopping } from './shop.mts';
import { useSlack } from './slack.mts';
import { useStage } from './stage.mts';
import { waiting } from './waiting.mts';

const stage = useStage();
const slack = useSlack();
const mailbox = useMailbox();
const shop = shopping(stage);
const { paymentProject } = waiting(stage);

const WEBHOOK = 'When the Shop Sends an Order';
const PATH = 'cregis-order';

const PAYER = 'payer@merchant.example';

let count = 0;

/** A new order of 49.90 USDT. */
const newOrder = (change = {}) => ({
	orderId: `order-${++count}`,
	amount: '49.90',
	currency: 'USDT',
	customerId: 'customer-7',
	email: PAYER,
	...change,
});

/** Publishes the example, whose orders are reported to its own trigger. */
async function open(path: string, smtp: Record<string, unknown>): Promise<SavedWorkflow> {
	const { editor } = stage;
	const credential = await editor.createCredential('cregisApi', 'Cregis', paymentProject());
	const workflow = await importExample(
		editor,
		{ filesFolder: '' },
		'order-to-fulfillment',
		credential,
		{ [WEBHOOK]: { path }, 'Tell the Shop': { url: slack.url } },
		{
			smtp: await editor.createCredential('smtp', 'Mailbox', smtp),
			httpHeaderAuth: await shop.createCredential(),
		},
	);
	const trigger = workflow.nodes.find(({ name }) => name === 'Cregis Trigger')!;
	await editor.updateCredential(credential.id, 'cregisApi', 'Cregis', {
		...paymentProject(),
		callbackUrl: editor.webhookUrl(trigger),
	});
	await shop.publish(workflow, path);
	return workflow;
}

let workflow: SavedWorkflow;
beforeAll(async () => {
	workflow = await open(PATH, mailbox.credential);
});

let before = 0;
beforeEach(async () => {
	before = (await stage.editor.executions(workflow.id)).length;
});

/** Waits until this many executions of the test have ended, and expects all to succeed. */
async function ended(number: number) {
	for (const { status, error } of await endedExecutions(stage, workflow, before + number)) {
		expect([status, error?.message]).toEqual(['success', undefined]);
	}
}

/** Has the shop send an order. Resolves once the customer has the link. */
async function ordered() {
	const order = newOrder();
	const { data } = await shop.send(PATH, order);
	await ended(1);
	return { orderId: order.orderId, cregisId: data.cregisId };
}

describe('an order of the shop', () => {
	it('is created once, and its link goes to the shop and to the customer', async () => {
		const order = newOrder();
		const { status, data } = await shop.send(PATH, order);
		expect(status).toBe(200);
		const created = stage.sandbox.getState().orders.at(-1)!;
		expect(created).toMatchObject({ order_id: order.orderId, order_amount: '49.90' });
		expect(data).toEqual({ cregisId: created.cregis_id, checkoutUrl: created.checkout_url });
		const email = await mailbox.email(1);
		expect(email).toContain(`To: ${PAYER}`);
		expect(email).toContain(`Subject: Pay for order ${order.orderId}`);
		expect(email).toContain(created.checkout_url);
		const { length } = stage.sandbox.getState().orders;
		expect((await shop.send(PATH, { ...order, amount: '60.00' })).status).toBe(409);
		expect(stage.sandbox.getState().orders).toHaveLength(length);
		await ended(2);
		expect(mailbox.emails).toHaveLength(1);
	});

	it.each([
		['an amount that is none', { amount: '1,5' }, 422, "'Order Amount'"],
		['no email address', { email: '' }, 422, "'Payer Email' is required"],
		['no order ID', { orderId: undefined }, 422, "'Order ID'"],
	])('with %s is refused, and the shop is told why', async (_, change, status, reason) => {
		const { length } = stage.sandbox.getState().orders;
		const answer = await shop.send(PATH, newOrder(change));
		expect(answer.status).toBe(status);
		expect(answer.data.error).toContain(reason);
		expect(answer.data.advice).not.toBe('');
		expect(stage.sandbox.getState().orders).toHaveLength(length);
		expect(mailbox.emails).toEqual([]);
	});

	it('whose outcome is unknown is answered with 502', async () => {
		stage.sandbox.addFault({ path: '/api/v2/checkout', kind: 'lost_reply' });
		const { status, data } = await shop.send(PATH, newOrder());
		expect(status).toBe(502);
		expect(data.error).toContain('was lost before it responded');
	});

	it('is refused without the key of the shop', async () => {
		const { length } = stage.sandbox.getRequests();
		expect((await shop.send(PATH, newOrder(), 'guessed')).status).toBe(403);
		expect(stage.sandbox.getRequests()).toHaveLength(length);
	});
});

describe('an order', () => {
	it('that is paid is shipped once, however often Cregis reports it', async () => {
		const { cregisId, orderId } = await ordered();
		const { callback } = await stage.sandbox.payOrder(cregisId);
		await ended(2);
		await stage.sandbox.pushCallback(callback!.id);
		await ended(3);
		expect(slack.texts).toEqual([
			`Order ${orderId} is paid: ship it. Due: 49.9 USDT. Received: 49.9 USDT.`,
		]);
	});

	it('that is paid in part is not shipped until the rest has arrived', async () => {
		const { cregisId, orderId } = await ordered();
		await stage.sandbox.payOrder(cregisId, { amount: '20.000001' });
		await ended(2);
		const missing = '29.899999 USDT';
		expect(slack.texts).toEqual([
			`Order ${orderId} isn't paid in full: ${missing} missing. Don't ship it yet.`,
		]);
		const email = await mailbox.email(2);
		expect(email).toContain(`To: ${PAYER}`);
		expect(email).toContain(`We received 20.000001 USDT for order ${orderId}.`);
		expect(email).toContain(`${missing} of 49.9 USDT are missing.`);
		await stage.sandbox.payOrder(cregisId);
		await ended(3);
		expect(slack.texts.slice(1)).toEqual([
			`Order ${orderId} is paid: ship it. Due: 49.9 USDT. Received: 20.000001 USDT, then ${missing}.`,
		]);
	});

	it('is not shipped if the rest is too little again', async () => {
		const { cregisId, orderId } = await ordered();
		await stage.sandbox.payOrder(cregisId, { amount: '20' });
		await ended(2);
		await stage.sandbox.payOrder(cregisId, { amount: '1' });
		await ended(3);
		expect(slack.texts[1]).toBe(
			`Look up order ${orderId} in Cregis: order.paid_remain, status paid_partial`,
		);
	});

	it('that expires causes a reminder to the customer', async () => {
		const { cregisId, orderId } = await ordered();
		await stage.sandbox.expireOrder(cregisId);
		await ended(2);
		const email = await mailbox.email(2);
		expect(email).toContain(`To: ${PAYER}`);
		expect(email).toContain(`Subject: Order ${orderId} has expired`);
		expect(slack.texts).toEqual([]);
	});

	it('that is refunded causes a message', async () => {
		const { cregisId, orderId } = await ordered();
		await stage.sandbox.payOrder(cregisId);
		await ended(2);
		await stage.sandbox.refundOrder(cregisId);
		await ended(3);
		expect(slack.texts[1]).toMatch(
			new RegExp(
				`^Look up order ${orderId} in Cregis: order.refunded, .*refund of 49.9 USDT-\\w+: success$`,
			),
		);
	});
});

describe('without a mail server', () => {
	it('the shop still receives the link, and is told that the email failed', async () => {
		const path = 'cregis-order-without-mail';
		await open(path, { ...mailbox.credential, port: 1 });
		const order = newOrder();
		const { status, data } = await shop.send(path, order);
		expect(status).toBe(200);
		expect(await slack.text(1)).toContain(`An email about order ${order.orderId} couldn't be sent`);
		await stage.sandbox.payOrder(data.cregisId, { amount: '20' });
		expect(await slack.text(3)).toBeDefined();
		expect([...slack.texts].sort()).toEqual([
			expect.stringContaining(`An email about order ${order.orderId}`),
			expect.stringContaining(`An email about order ${order.orderId}`),
			expect.stringContaining(`Order ${order.orderId} isn't paid in full`),
		]);
	});
});
