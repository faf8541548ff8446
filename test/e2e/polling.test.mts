/** The polling trigger in n8n: what it starts, and what n8n keeps of it. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { until, type SavedWorkflow } from '../../harness/editor.mts';
import { newAddress } from '../support/client.mts';
import { pollingTriggerNode, withTrigger } from '../support/triggerWorkflow.mts';
import { useStage } from './stage.mts';
import { triggering } from './triggering.mts';

const NAME = 'Cregis Polling Trigger';
const TRADES = '/api/v1/trade/page';

const stage = useStage();
const { publish: publishTrigger, publishingFails, lastItem, countExecutions } = triggering(stage);

let workflow: SavedWorkflow;

const polls = () => stage.sandbox.getRequests().filter(({ path }) => path === TRADES).length;

async function untilPolled(times: number) {
	const before = polls();
	await until(`${times} polls`, async () => polls() >= before + times);
}

async function create(parameters: Record<string, unknown>, project = stage.project) {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', project);
	return await stage.editor.createWorkflow(
		withTrigger(pollingTriggerNode(parameters, credential), []),
	);
}

/** Publishes a polling trigger, and waits until its first poll has read the list. */
async function publish(parameters: Record<string, unknown> = {}) {
	workflow = await create(parameters);
	const before = polls();
	await stage.editor.publish(workflow);
	await until('the first poll', async () => polls() >= before + 2);
}

/** The items of all executions of the published trigger, oldest first. */
async function items(): Promise<Array<Record<string, unknown>>> {
	const executions = (await stage.editor.executions(workflow.id)).reverse();
	const found = await Promise.all(
		executions.map(async ({ id }) => {
			const { nodes } = await stage.editor.finished(id);
			return nodes[NAME]?.outputs[0]?.map(({ json }) => json) ?? [];
		}),
	);
	return found.flat();
}

async function untilItems(count: number) {
	return await until(`${count} items`, async () => {
		const found = await items();
		return found.length >= count && found;
	});
}

/** Trades of the very second in which the trigger is published count as later. */
async function untilSecondAfter(time: number) {
	await until('the next second', async () => Date.now() > time + 1_000);
}

async function deposit(address: string, amount = '12.5') {
	return (await stage.sandbox.deposit({ address, amount })).deposit;
}

beforeEach(() => {
	stage.sandbox.reset();
});

describe('the polling trigger', () => {
	it('starts with deposits that come after it was published, each once', async () => {
		const address = await newAddress(stage.sandbox);
		const { block_time: time } = await deposit(address);
		await untilSecondAfter(time);
		await publish();
		const later = [await deposit(address, '1.10'), await deposit(address, '2')];
		const found = await untilItems(2);
		expect(found).toMatchObject([{ amount: '1.10' }, { amount: '2' }]);
		expect(found.map(({ cid }) => String(cid))).toEqual(later.map(({ cid }) => cid));
		await untilPolled(3);
		expect(await items()).toHaveLength(2);
		await stage.editor.unpublish(workflow);
	});

	it('has the item of the Cregis Trigger, with the payer and the fee', async () => {
		const { workflow: told, url } = await publishTrigger({ events: ['*'] });
		const address = await newAddress(stage.sandbox, '195', { callback_url: url });
		await publish();
		const { from_address, fee } = await deposit(address);
		const [polled] = await untilItems(1);
		const received = await lastItem(told);
		expect(polled).toEqual({ ...received, block_time: expect.any(String), from_address, fee });
		// The list has whole seconds.
		const seconds = (time: unknown) => Math.floor(Number(time) / 1000);
		expect(seconds(polled.block_time)).toBe(seconds(received.block_time));
		await stage.editor.unpublish(workflow);
	});

	it('continues where it stopped when it is published again', async () => {
		const address = await newAddress(stage.sandbox);
		await publish();
		await deposit(address);
		await untilItems(1);
		await untilPolled(2);
		await stage.editor.unpublish(workflow);
		await deposit(address);
		await stage.editor.publish(workflow);
		await untilItems(2);
		await untilPolled(2);
		expect(await items()).toHaveLength(2);
		await stage.editor.unpublish(workflow);
	});

	it('costs one request per poll while nothing is new', async () => {
		await publish();
		stage.sandbox.addTrades(150);
		await untilItems(150);
		await untilPolled(1);
		const before = stage.sandbox.getRequests().length;
		await untilPolled(4);
		// Each poll checks the next page, to the empty one. Further requests would break the sequence.
		const requests = stage.sandbox.getRequests().slice(before);
		const pages = requests.map(({ body }) => Number(body?.page_num));
		expect(pages).toEqual(pages.map((_, index) => ((pages[0] - 1 + index) % 3) + 1));
		await stage.editor.unpublish(workflow);
	});

	it('reports an outage once, and finds what came during it', async () => {
		const address = await newAddress(stage.sandbox);
		await publish();
		stage.sandbox.addFault({ path: TRADES, kind: 'http', status: 503, times: 3 });
		await deposit(address);
		await untilItems(1);
		const executions = await stage.editor.executions(workflow.id);
		expect(executions.map(({ status }) => status)).toEqual(['success', 'error']);
		const { error } = await stage.editor.execution(executions[1].id);
		expect(error?.message).toContain('Unexpected response from Cregis (HTTP 503)');
		await stage.editor.unpublish(workflow);
	});

	it('waits for the next poll if Cregis limits the rate', async () => {
		const address = await newAddress(stage.sandbox);
		await publish();
		stage.sandbox.addFault({ path: TRADES, kind: 'http', status: 429, times: 2 });
		await deposit(address);
		await untilItems(1);
		expect(await countExecutions(workflow)).toBe(1);
		await stage.editor.unpublish(workflow);
	});

	it("isn't published if the credential is wrong, and says why", async () => {
		const wrong = await create({}, { ...stage.project, apiKey: 'wrong' });
		expect(await publishingFails(wrong)).toContain('Cregis rejected the signature');
	});

	it('returns recent trades when executed in the editor, and keeps nothing', async () => {
		stage.sandbox.addTrades(30);
		await untilSecondAfter(Date.now());
		workflow = await create({});
		const { nodes } = await stage.editor.run(workflow, NAME);
		expect(nodes[NAME].outputs[0]).toHaveLength(10);
		await stage.editor.publish(workflow);
		await untilPolled(3);
		expect(await countExecutions(workflow)).toBe(1);
		await stage.editor.unpublish(workflow);
	});

	it('says in the editor that there is no trade to show', async () => {
		workflow = await create({ filters: { currency: 'XRP' } });
		const { error } = await stage.editor.run(workflow, NAME);
		expect(error?.message).toBe('The project has no trade that matches the settings');
	});
});
