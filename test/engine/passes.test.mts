/** What a pass of the node through its items may do, and what a later pass knows of it. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { runNode, type RunOptions } from './engine.mts';
import { Gateway, type Reply } from './gateway.mts';
import { TRON_ADDRESS, byId } from './project.mts';

const PAYOUT = {
	resource: 'payout',
	operation: 'create',
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1',
	thirdPartyId: '={{ $json.reference }}',
	options: { checkAllFirst: false },
};

const PAID: Reply = { body: '{"code":"00000","msg":"ok","data":{"cid":1382626461605888}}' };
const LOST: Reply = { lost: true };

const rows = (...references: string[]) => references.map((reference) => ({ reference }));

let gateway: Gateway;

afterEach(() => gateway.close());

async function run(replies: Reply[], options: Partial<RunOptions>) {
	gateway = await Gateway.open(...replies);
	return await runNode({
		credential: gateway.credential,
		parameters: PAYOUT,
		onError: 'continueRegularOutput',
		...options,
	});
}

const sent = () => gateway.requests.map(({ third_party_id: reference }) => reference);

const outcomeOf = (json: IDataObject) => (json.message as { outcome: string }).outcome;

describe('a later pass of a loop', () => {
	it('sends an item in whose place an earlier pass has sent another one', async () => {
		const { json } = await run([PAID], { items: rows('a', 'b'), laterPasses: [rows('c', 'd')] });
		expect(sent()).toEqual(['a', 'b', 'c', 'd']);
		expect(json.map(({ third_party_id: reference }) => reference)).toEqual(['c', 'd']);
	});

	it('sends an item in whose place an earlier pass has left one unknown', async () => {
		const { json } = await run([LOST, PAID], { items: rows('a'), laterPasses: [rows('b')] });
		expect(sent()).toEqual(['a', 'b']);
		expect(json[0]).toMatchObject({ third_party_id: 'b', cid: 1382626461605888 });
	});

	it('says nothing of what an earlier pass has left unknown', async () => {
		const declined = { body: '{"code":"E0010","msg":"no wallet"}' };
		const { json } = await run([LOST, declined], { items: rows('a'), laterPasses: [rows('b')] });
		expect(outcomeOf(json[0])).toBe('not done');
	});

	it('leaves unknown a payment that an earlier pass has left so', async () => {
		const declined = { body: '{"code":"E0010","msg":"no wallet"}' };
		const { json } = await run([LOST, PAID, declined], {
			items: rows('a', 'b'),
			laterPasses: [rows('c', 'a')],
		});
		expect(sent()).toEqual(['a', 'b', 'c', 'a']);
		expect(json.map(outcomeOf)).toEqual(['not done', 'unknown']);
	});
});

describe('an execution that a person stops', () => {
	const LATER_MS = 100;

	it.each([
		['while a payment is under way', [{ ...PAID }]],
		['while Cregis has it wait', [{ status: 429, headers: { 'retry-after': '1' } }]],
	] as Array<[string, Reply[]]>)('%s sends nothing more', async (_, [reply]) => {
		const person = new AbortController();
		const replies = [{ ...reply, then: () => person.abort() }, PAID];
		await run(replies, { items: rows('a', 'b'), stop: person.signal });
		await new Promise((resolve) => setTimeout(resolve, LATER_MS));
		expect(sent()).toEqual(['a']);
	});
});
