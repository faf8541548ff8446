/** The trigger, and what a verified callback starts. */
import { describe, expect, it } from '@jest/globals';
import { until } from '../../harness/editor.mts';
import { sign } from '../../sandbox/contract/signature.mts';
import {
	DEPOSIT,
	ORDER_DATA,
	PAYOUT,
	WITHDRAWAL,
	asText,
	order,
} from '../support/callbackFields.mts';
import { useStage } from './stage.mts';
import { RECEIVED, deliver, triggering } from './triggering.mts';

const stage = useStage();
const { signed, publish, countExecutions, lastItem } = triggering(stage);

describe('a verified callback', () => {
	it.each([
		['application/json', 'application/json'],
		['application/json; charset=utf-8', 'application/json; charset=utf-8'],
		['text/plain', 'text/plain'],
		['application/octet-stream', 'application/octet-stream'],
		['no content type', false],
	] as const)('starts the workflow, sent as %s', async (_, contentType) => {
		const { workflow, url } = await publish({ events: ['deposit.success'] });
		expect(await deliver(url, signed(DEPOSIT), contentType)).toEqual(RECEIVED);
		expect(await lastItem(workflow)).toEqual({
			event: 'deposit.success',
			eventId: `deposit:${stage.sandbox.waas.pid}:${DEPOSIT.cid}:1`,
			pid: Number(stage.sandbox.waas.pid),
			...DEPOSIT,
		});
	});

	it.each([
		['deposit.success', DEPOSIT, {}],
		['deposit.success', DEPOSIT, { status: 1, block_time: 1686814482000 }],
		['deposit.failed', DEPOSIT, { status: '2' }],
		['payout.success', PAYOUT, {}],
		['payout.failed', PAYOUT, { status: 7 }],
		['payout.signature_rejected', PAYOUT, { status: 2, txid: null }],
		['payout.approval_rejected', PAYOUT, { status: '4', txid: '' }],
		['payout.99', PAYOUT, { status: 99 }],
		['withdrawal.success', WITHDRAWAL, {}],
		['withdrawal.failed', WITHDRAWAL, { status: '7' }],
		['withdrawal.signature_rejected', WITHDRAWAL, { status: 2 }],
		['withdrawal.approval_rejected', WITHDRAWAL, { status: 4 }],
		['order.paid', order('paid'), {}],
		['order.paid', asText(order('paid')), {}],
		['order.paid_partial', asText(order('paid_partial')), {}],
		['order.paid_over', order('paid_over'), {}],
		['order.paid_remain', asText(order('paid_remain')), {}],
		['order.expired', asText(order('expired')), {}],
		['order.refunded', order('refunded', { refund_id: '9', type: 0, refund_status: 1 }), {}],
		['order.disputed', asText(order('disputed')), {}],
	])('is the event %s', async (event, callback, change) => {
		const { workflow, url } = await publish({ events: ['*'] });
		expect(await deliver(url, signed({ ...callback, ...change }))).toEqual(RECEIVED);
		expect((await lastItem(workflow)).event).toBe(event);
	});

	it.each([
		['text', asText],
		['an object', (callback: ReturnType<typeof order>) => callback],
	])("lifts an order's own fields, sent as %s", async (_, form) => {
		const { workflow, url } = await publish({ events: ['order.refunded'] });
		const refund = { refund_id: '9', type: 0, refund_status: 1 };
		expect(await deliver(url, signed(form(order('refunded', refund))))).toEqual(RECEIVED);
		const { pid } = stage.sandbox.waas;
		expect(await lastItem(workflow)).toEqual({
			event: 'order.refunded',
			eventId: `order:${pid}:${ORDER_DATA.cregis_id}:refunded:9:1`,
			pid: Number(pid),
			event_name: 'order',
			event_type: 'refunded',
			...ORDER_DATA,
			...refund,
			typeName: 'partial',
			refundStatusName: 'success',
		});
	});

	it.each([
		['text', asText],
		['an object', (callback: ReturnType<typeof order>) => callback],
	])(
		"keeps the package's fields if an order's data (%s) has fields with the same names",
		async (_, form) => {
			const { workflow, url } = await publish({ events: ['*'] });
			const forged = { event: 'order.refunded', eventId: 'another' };
			expect(await deliver(url, signed(form(order('paid', forged))))).toEqual(RECEIVED);
			expect(await lastItem(workflow)).toMatchObject({
				event: 'order.paid',
				eventId: expect.stringMatching(/^order:.*:paid:0x/),
			});
		},
	);

	it('is complete with Simplify off, including an ID beyond 2^53', async () => {
		const { workflow, url } = await publish({ events: ['*'], simplify: false });
		const cid = '9007199254740993';
		const { pid, apiKey } = stage.sandbox.waas;
		const fields = { ...DEPOSIT, cid, pid: Number(pid), nonce: 'ubqso3', timestamp: 1687850657960 };
		const body = JSON.stringify({ ...fields, sign: sign(fields, apiKey) });
		expect(await deliver(url, body.replace(`"${cid}"`, cid))).toEqual(RECEIVED);
		const item = await lastItem(workflow);
		expect(item).toEqual({
			event: 'deposit.success',
			eventId: `deposit:${pid}:${cid}:1`,
			body: { ...fields, sign: expect.any(String) },
		});
	});

	it('has one event ID, however often it is delivered', async () => {
		const { workflow, url } = await publish({ events: ['*'] });
		for (let time = 0; time < 3; time++) await deliver(url, signed(PAYOUT));
		const executions = await until('three executions', async () => {
			const found = await stage.editor.executions(workflow.id);
			return found.length === 3 && found;
		});
		const ids = await Promise.all(
			executions.map(async ({ id }) => {
				const { nodes } = await stage.editor.finished(id);
				return nodes['Cregis Trigger'].outputs[0][0].json.eventId;
			}),
		);
		expect(new Set(ids)).toEqual(new Set([`payout:${stage.sandbox.waas.pid}:${PAYOUT.cid}:6`]));
	});

	it("is acknowledged and starts nothing if the event isn't selected", async () => {
		const { workflow, url } = await publish({ events: ['payout.success'] });
		expect(await deliver(url, signed(DEPOSIT))).toEqual(RECEIVED);
		expect(await countExecutions(workflow)).toBe(0);
	});

	it('reaches the test URL while the editor listens', async () => {
		const workflow = await stage.triggerWorkflow({ events: ['*'] });
		await stage.editor.start(workflow, 'Cregis Trigger');
		const url = stage.editor.testWebhookUrl(workflow.nodes[0]);
		expect(await deliver(url, '{}')).toMatchObject({ status: 401 });
		expect(await deliver(url, signed(DEPOSIT))).toEqual(RECEIVED);
		expect((await lastItem(workflow)).event).toBe('deposit.success');
	});
});

describe('an incomplete credential', () => {
	it('leads to HTTP 500 with the reason, and starts nothing', async () => {
		const { workflow, url } = await publish({ events: ['*'] }, { ...stage.project, apiKey: ' ' });
		expect(await deliver(url, signed(DEPOSIT))).toMatchObject({
			status: 500,
			text: 'The Cregis credential of this workflow is missing or incomplete',
		});
		expect(await countExecutions(workflow)).toBe(0);
	});
});

describe('the API key', () => {
	it('is in no execution and not in the log', async () => {
		const { workflow, url } = await publish({ events: ['*'], simplify: false });
		await deliver(url, signed(DEPOSIT));
		await lastItem(workflow);
		const executions = await stage.editor.executions();
		const texts = await Promise.all(
			executions.map(async ({ id }) => (await stage.editor.execution(id)).text),
		);
		const { apiKey } = stage.sandbox.waas;
		expect(texts.length).toBeGreaterThan(0);
		expect(texts.filter((text) => text.includes(apiKey))).toEqual([]);
		expect(stage.log()).not.toContain(apiKey);
	});
});
