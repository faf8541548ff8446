import { beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import type { SavedWorkflow } from '../../harness/editor.mts';
import { until } from '../../harness/editor.mts';
import { sign } from '../../sandbox/contract/signature.mts';
import { useStage } from './stage.mts';

const stage = useStage();

const DEPOSIT = {
	cid: 1391751691788288,
	chain_id: '195',
	token_id: '195',
	currency: 'TRX',
	address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
	amount: '1.20',
	status: '1',
	txid: '6dd05b0972075542219a3fcc116c58feaf9480f1f698cc46c4367ded83955cfd',
	block_height: '34527604',
	block_time: '1686814482000',
};

const PAYOUT = {
	...DEPOSIT,
	third_party_id: 'invoice-1',
	status: 6,
	block_time: 1686814482000,
};

const WITHDRAWAL = {
	...PAYOUT,
	address: undefined,
	from_address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
	to_address: DEPOSIT.address,
};

const ORDER_DATA = {
	cregis_id: 'po20240703132452000',
	order_id: 'order-1',
	status: 'paid',
	order_amount: '100',
	order_currency: 'HKD',
	receive_amount: '12.86',
	receive_currency: 'USDT',
	pay_amount: '12.86',
	pay_currency: 'USDT',
	exchange_rate: '0.1286',
	payment_address: '0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7e',
	cancel_time: null,
	transact_time: 1719993183325,
	tx_id: '0x0502f2bfd96cd0f55edea3343513940f3af7fe594eae77f08d2f46ea24829b11',
	payer_name: '',
};

const order = (event_type: string, change: object = {}) => ({
	event_name: 'order',
	event_type,
	data: { ...ORDER_DATA, ...change },
});

/** Many servers send an order's data as JSON text. */
const asText = ({ data, ...envelope }: ReturnType<typeof order>) => ({
	...envelope,
	data: JSON.stringify(data),
});

interface Answer {
	status: number;
	text: string;
	type: string;
}

/** Signs a callback with the sandbox's own code. */
function signed(fields: Record<string, unknown>, project = stage.sandbox.waas): string {
	const body = { ...fields, pid: Number(project.pid), nonce: 'ubqso3', timestamp: 1687850657960 };
	return JSON.stringify({ ...body, sign: sign(body, project.apiKey) });
}

async function deliver(
	url: string,
	body: string | Buffer,
	contentType: string | false = 'application/json',
): Promise<Answer> {
	const response = await axios.post<string>(url, body, {
		headers: { 'Content-Type': contentType },
		responseType: 'text',
		transformRequest: (data: unknown) => data,
		validateStatus: () => true,
		maxBodyLength: Infinity,
	});
	return {
		status: response.status,
		text: response.data,
		type: String(response.headers['content-type']),
	};
}

const RECEIVED = { status: 200, text: 'success', type: 'text/plain; charset=utf-8' };

/** A published trigger, with what it has started. */
async function publish(parameters: Record<string, unknown>, project?: Record<string, string>) {
	const workflow = await stage.triggerWorkflow(parameters, project);
	await stage.editor.publish(workflow);
	return { workflow, url: stage.editor.webhookUrl(workflow.nodes[0]) };
}

async function countExecutions(workflow: SavedWorkflow): Promise<number> {
	return (await stage.editor.executions(workflow.id)).length;
}

async function lastItem(workflow: SavedWorkflow): Promise<Record<string, unknown>> {
	const [{ id }] = await until('an execution', async () => {
		const executions = await stage.editor.executions(workflow.id);
		return executions.length > 0 && executions;
	});
	const { nodes } = await stage.editor.finished(id);
	return nodes['Cregis Trigger'].outputs[0][0].json;
}

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
	])('is told as %s', async (event, callback, change) => {
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
		['at least as much as the filter asks', { minimumAmount: '1.2' }, 1],
		['less than the filter asks', { minimumAmount: '1.20000001' }, 0],
		['in the currency of the filter', { currency: 'trx' }, 1],
		['in another currency', { currency: 'USDT' }, 0],
		['to the address of the filter', { address: DEPOSIT.address }, 1],
		['to another address', { address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS' }, 0],
	])('of a deposit %s', async (_, filters, executions) => {
		const { workflow, url } = await publish({ events: ['*'], filters });
		expect(await deliver(url, signed(DEPOSIT))).toEqual(RECEIVED);
		if (executions > 0) await lastItem(workflow);
		expect(await countExecutions(workflow)).toBe(executions);
	});

	it.each([
		['0xD38c2CF366A731DCbe4A32C7Ef24fF96D080CA7E', 1],
		['0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7f', 0],
	])('of a deposit to an EVM address, filtered by %s', async (address, executions) => {
		const { workflow, url } = await publish({ events: ['*'], filters: { address } });
		const deposit = { ...DEPOSIT, chain_id: '60', token_id: '60', currency: 'ETH' };
		const callback = { ...deposit, address: ORDER_DATA.payment_address, txid: ORDER_DATA.tx_id };
		expect(await deliver(url, signed(callback))).toEqual(RECEIVED);
		if (executions > 0) await lastItem(workflow);
		expect(await countExecutions(workflow)).toBe(executions);
	});

	it.each([
		['={{ "1," + "000" }}', "'Minimum Amount' must be a plain number"],
		['={{ $vars.missing }}', "The expression in 'Minimum Amount' has no value"],
		['={{ $("Nowhere").first().json.amount }}', 'An expression in the Cregis Trigger fails'],
	])('fails with the Minimum Amount %s, and starts nothing', async (minimumAmount, reason) => {
		const { workflow, url } = await publish({ events: ['*'], filters: { minimumAmount } });
		const { status, text } = await deliver(url, signed(DEPOSIT));
		expect({ status, text }).toEqual({ status: 500, text: expect.stringContaining(reason) });
		expect(await countExecutions(workflow)).toBe(0);
	});

	it.each([
		['text', asText],
		['an object', (callback: ReturnType<typeof order>) => callback],
	])(
		"keeps our own fields, where an order's data (%s) has some of the same name",
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

	it('comes whole with Simplify off, an ID beyond 2^53 included', async () => {
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

	it('that was not chosen is received, and starts nothing', async () => {
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

describe('what is not from Cregis', () => {
	let workflow: SavedWorkflow;
	let url: string;
	beforeAll(async () => {
		({ workflow, url } = await publish({ events: ['*'] }));
	});

	const MEBIBYTE = 2 ** 20;
	const refused: Array<[string, () => string | Buffer, string | false, number]> = [
		['a wrong signature', () => signed(DEPOSIT).replace('1.20', '9.20'), 'application/json', 401],
		['no signature', () => JSON.stringify(DEPOSIT), 'application/json', 401],
		[
			'another project, signed with its key',
			() => signed(DEPOSIT, stage.sandbox.payment),
			'application/json',
			401,
		],
		[
			'another project, signed with the key of this one',
			() => signed(DEPOSIT, { ...stage.sandbox.waas, pid: '1' }),
			'application/json',
			401,
		],
		['nothing', () => '', 'application/json', 401],
		['nothing, without a type', () => '', false, 401],
		['text', () => 'hello', 'text/plain', 401],
		['text that claims to be JSON (n8n answers)', () => 'hello', 'application/json', 422],
		['a JSON array', () => '[1]', 'application/json', 401],
		['a signed body of no kind', () => signed({ hello: 'world' }), 'application/json', 401],
		[
			'a signed body of the wrong shape',
			() => signed({ ...DEPOSIT, amount: 'much' }),
			'application/json',
			401,
		],
		['10 MB of noise', () => Buffer.alloc(10 * MEBIBYTE, 0xa5), 'application/octet-stream', 401],
		['10 MB of digits', () => Buffer.alloc(10 * MEBIBYTE, '1'), 'text/plain', 401],
		['20 MB (n8n answers)', () => Buffer.alloc(20 * MEBIBYTE, ' '), 'application/json', 500],
		[
			'20 MB that n8n leaves to us',
			() => Buffer.alloc(20 * MEBIBYTE),
			'application/octet-stream',
			401,
		],
		[
			'a form',
			() => '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
			'multipart/form-data; boundary=x',
			401,
		],
		['brackets without end', () => '['.repeat(MEBIBYTE), 'text/plain', 401],
	];

	it.each(refused)('%s', async (_, body, contentType, status) => {
		expect(await deliver(url, body(), contentType)).toMatchObject({ status });
		expect(await countExecutions(workflow)).toBe(0);
	});

	it('has no signature, and is told that it arrived', async () => {
		for (const [body, type] of [
			['{}', 'application/json'],
			[JSON.stringify(DEPOSIT), 'application/json'],
			['ping', 'text/plain'],
			['', false],
		] as const) {
			expect(await deliver(url, body, type)).toEqual({
				status: 401,
				text: "This URL works, but the request isn't signed by Cregis",
				type: 'text/plain; charset=utf-8',
			});
		}
	});

	const logged = () =>
		stage
			.log()
			.split('\n')
			.filter((line) => line.includes('callback was refused') && line.includes(workflow.id));

	it("leaves no line in n8n's log, unless its signature holds", async () => {
		const before = logged().length;
		await deliver(url, signed(DEPOSIT).replace('1.20', '9.20'));
		await deliver(url, JSON.stringify(DEPOSIT));
		await deliver(url, signed(DEPOSIT, stage.sandbox.payment));
		await deliver(url, signed({ ...DEPOSIT, amount: 'much' }));
		const lines = await until('the line', async () => {
			const found = logged().slice(before);
			return found.length > 0 && found;
		});
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain('The fields are not those of a Cregis callback');
		expect(lines[0]).not.toMatch(new RegExp(`${DEPOSIT.address}|${DEPOSIT.txid}|much`));
	});

	it('one flipped byte, wherever it is', async () => {
		const genuine = Buffer.from(signed(DEPOSIT));
		for (let position = 0; position < genuine.length; position += 7) {
			const altered = Buffer.from(genuine);
			altered[position] ^= 0x01;
			const { status } = await deliver(url, altered, 'text/plain');
			expect([position, status]).toEqual([position, 401]);
		}
		expect(await countExecutions(workflow)).toBe(0);
	});

	it('leaves n8n unharmed', async () => {
		expect(await deliver(url, signed(DEPOSIT))).toEqual(RECEIVED);
		expect((await lastItem(workflow)).amount).toBe('1.20');
	});
});

describe('a Minimum Amount that cannot be read', () => {
	const message = "'Minimum Amount' must be a plain number such as 12.5";

	/** What the editor shows of publishing a workflow: at once, or (newer n8n) once n8n has given up. */
	async function publishingFails(workflow: SavedWorkflow): Promise<string> {
		const { url, cookie, browserId } = stage.editor;
		const http = axios.create({
			baseURL: `${url}/rest/workflows/${workflow.id}`,
			headers: { Cookie: cookie, 'browser-id': browserId },
			validateStatus: () => true,
		});
		const { versionId } = workflow;
		const { status, data } = await http.post<{ message: string }>('/activate', { versionId });
		if (status >= 400) return data.message;
		interface Status {
			data: { status: string; triggers: Array<{ errorMessage: string }> };
		}
		return await until('the publication to fail', async () => {
			const { data: published } = await http.get<Status>('/publication-status');
			return published.data.status === 'failed' && published.data.triggers[0].errorMessage;
		});
	}

	it('keeps the workflow from being published, and says why', async () => {
		const workflow = await stage.triggerWorkflow({
			events: ['*'],
			filters: { minimumAmount: '1,000' },
		});
		expect(await publishingFails(workflow)).toContain(message);
		const url = stage.editor.webhookUrl(workflow.nodes[0]);
		expect(await deliver(url, signed(DEPOSIT))).toMatchObject({ status: 404 });
	});

	it('keeps the editor from listening, and says why', async () => {
		const workflow = await stage.triggerWorkflow({
			events: ['*'],
			filters: { minimumAmount: '1e3' },
		});
		await expect(stage.editor.start(workflow, 'Cregis Trigger')).rejects.toThrow(message);
	});
});

describe('a credential that is incomplete', () => {
	it('is answered 500 with what is missing, and starts nothing', async () => {
		const { workflow, url } = await publish({ events: ['*'] }, { ...stage.project, apiKey: ' ' });
		expect(await deliver(url, signed(DEPOSIT))).toMatchObject({
			status: 500,
			text: 'The Cregis credential of this workflow is missing or incomplete',
		});
		expect(await countExecutions(workflow)).toBe(0);
	});
});

describe('the API key', () => {
	it('stands in no execution and not in the log', async () => {
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
