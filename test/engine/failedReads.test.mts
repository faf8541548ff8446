/** Reads and changes of several items, some of which fail or aren't sent. */
import { createServer } from 'node:http';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { close, listen } from '../support/server.mts';
import type { RunOptions } from './engine.mts';
import { gateway, openGateway, useGateway } from './gateway.mts';
import { envelope } from './paying.mts';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const PATH = '/api/v1/payout/query';
const GET = { cid: '={{ $json.cid }}', options: { parallelRequests: 1 } };
const NO_SUCH_PAYOUT = { cid: '1' };

let existing: { cid: string };
beforeEach(async () => {
	const payout = { currency: byId('195@195'), toAddress: TRON_ADDRESS, amount: '1' };
	await project.run('payout', 'create', { ...payout, thirdPartyId: 'invoice-1' });
	const [{ cid }] = project.sandbox.getState().payouts;
	existing = { cid };
});

const asked = () =>
	project
		.sent()
		.filter(({ path }) => path === PATH)
		.map(({ fields }) => String(fields.cid));

describe('a read that fails', () => {
	it('ends the run, and the later items are not sent', async () => {
		const { error } = await project.run('payout', 'get', GET, {
			items: [existing, NO_SUCH_PAYOUT, existing],
		});
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(error?.description).toContain('(Cregis code E0014)');
		expect(asked()).toEqual([existing.cid, '1']);
	});

	it('has its own item with Continue On Fail, in the place of its input', async () => {
		const { items } = await project.run('payout', 'get', GET, {
			items: [existing, NO_SUCH_PAYOUT, existing],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json, pairedItem }) => [String(json.cid ?? ''), pairedItem])).toEqual([
			[existing.cid, { item: 0 }],
			['', { item: 1 }],
			[existing.cid, { item: 2 }],
		]);
		expect(items[1].json.message).toMatchObject({ outcome: 'not done', code: 'E0014' });
	});

	it('goes to the error output, if there is one', async () => {
		const { json, errorItems } = await project.run('payout', 'get', GET, {
			items: [NO_SUCH_PAYOUT, existing],
			onError: 'continueErrorOutput',
		});
		expect(json.map(({ cid }) => String(cid))).toEqual([existing.cid]);
		expect(errorItems.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	});

	it('has an unknown outcome if the reply was lost', async () => {
		project.sandbox.addFault({ path: PATH, kind: 'lost_reply' });
		const { json } = await project.run('payout', 'get', GET, {
			items: [existing],
			onError: 'continueRegularOutput',
		});
		expect(json[0].message).toMatchObject({ outcome: 'unknown' });
	});
});

describe('an invalid item', () => {
	it('prevents all from being sent', async () => {
		const items = [existing, { cid: 'none' }, { cid: '' }];
		const { error } = await project.run('payout', 'get', GET, { items });
		expect(error?.message).toBe('Nothing was sent: 2 of 3 items are invalid');
		expect(error?.description).toMatch(
			/^Item 1: .*\. Item 2: .*\. Correct them and run this again\.$/,
		);
		expect(asked()).toEqual([]);
	});

	it('has its own item with Continue On Fail, and the others are sent', async () => {
		const { json } = await project.run('payout', 'get', GET, {
			items: [{ cid: 'none' }, existing],
			onError: 'continueRegularOutput',
		});
		expect(json[0].message).toMatchObject({ outcome: 'not done' });
		expect(String(json[1].cid)).toBe(existing.cid);
		expect(asked()).toEqual([existing.cid]);
	});

	it.each([
		[19, 19, undefined],
		[20, 20, undefined],
		[21, 20, 'And 1 more.'],
		[45, 20, 'And 25 more.'],
	])('is named, if there are %d of them: the first %d', async (count, named, more) => {
		const items = Array.from({ length: count }, () => ({ cid: 'none' }));
		const { error } = await project.run('payout', 'get', GET, { items });
		expect(error?.description?.match(/Item \d+:/g)).toHaveLength(named);
		expect(/And \d+ more\./.exec(error!.description!)?.[0]).toBe(more);
	});
});

describe('an execution that a user stops', () => {
	useGateway();

	/** Stops the execution during the first of three reads. */
	async function stopDuringRead(onError?: RunOptions['onError']) {
		const person = new AbortController();
		const found = envelope('00000', { cid: 1, third_party_id: 'a', status: 1 });
		const { credential } = await openGateway({ ...found, then: () => person.abort() }, found);
		const items = [existing, existing, existing];
		const options = { items, credential, onError, stop: person.signal };
		const run = await project.run('payout', 'get', GET, options);
		expect(gateway.requests).toHaveLength(1);
		return run;
	}

	const NOT_SENT = 'The execution was canceled before this item was sent';

	it("sends no further read, and doesn't look like a success", async () => {
		expect((await stopDuringRead()).error).toMatchObject({
			message: NOT_SENT,
			node: { name: 'Cregis' },
			context: { itemIndex: 1 },
		});
	});

	it('shows with Continue On Fail which items were not sent', async () => {
		const { json } = await stopDuringRead('continueRegularOutput');
		const notSent = { error: NOT_SENT, message: { outcome: 'not done' } };
		expect(json).toMatchObject([{ cid: 1 }, notSent, notSent]);
	});
});

it('changes are sent one after the other', async () => {
	let [pending, mostAtOnce] = [0, 0];
	const server = createServer((request, response) => {
		request.resume();
		mostAtOnce = Math.max(mostAtOnce, ++pending);
		setTimeout(() => {
			pending--;
			response.end(`{"code":"00000","msg":"ok","data":{"address":"${TRON_ADDRESS}"}}`);
		}, 10);
	});
	const credential = { ...project.credential, baseUrl: await listen(server) };
	const items = Array.from({ length: 5 }, () => ({}));
	const { json } = await project.run(
		'address',
		'create',
		{ chainId: byId('195') },
		{ items, credential },
	);
	close(server);
	expect(json).toHaveLength(5);
	expect(mostAtOnce).toBe(1);
});
