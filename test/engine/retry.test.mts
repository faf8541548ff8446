/** n8n's Retry On Fail runs the whole node again, and shows only the last try. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { PATH, ROWS, rows } from './payoutRows.mts';
import { byId, useProject } from './project.mts';

const project = useProject();

const items = rows('a', 'b', 'c', 'd');

const payouts = () => project.sandbox.getState().payouts;

const sentReferences = () => project.payments().map(({ fields }) => fields.third_party_id);

/** Lets payouts through, then applies the fault to the next ones. */
function afterPayouts(count: number, fault: object, times = 1) {
	project.sandbox.addFault({ path: PATH, kind: 'delay', ms: 0, times: count });
	project.sandbox.addFault({ path: PATH, kind: 'http', status: 403, ...fault, times });
}

describe('payouts that an earlier try sent', () => {
	it('are not sent again, and come out with their IDs', async () => {
		afterPayouts(2, { kind: 'lost_request' });
		const run = await project.run('payout', 'create', ROWS, { items, tries: 2 });
		expect(run.error).toBeUndefined();
		expect(sentReferences()).toEqual(['a', 'b', 'c', 'c', 'd']);
		expect(run.json.map(({ third_party_id, cid }) => [third_party_id, String(cid)])).toEqual(
			payouts().map(({ third_party_id, cid }) => [third_party_id, cid]),
		);
	});

	it("are in the last error, even if that try couldn't start", async () => {
		afterPayouts(2, {});
		project.sandbox.addFault({ path: '/api/v1/coins', kind: 'delay', ms: 0 });
		project.sandbox.addFault({ path: '/api/v1/coins', kind: 'lost_reply' });
		const run = await project.run('payout', 'create', ROWS, { items, tries: 2 });
		const [{ cid: a }, { cid: b }] = payouts();
		expect(run.error?.description).toContain(
			`The items couldn't be checked with Cregis. Accepted by Cregis so far: a (${a}), b (${b}). Outcome unknown: c.`,
		);
	});

	it('are in the last error, if a used reference stops that try', async () => {
		afterPayouts(2, { kind: 'lost_reply' });
		const run = await project.run('payout', 'create', ROWS, { items, tries: 3 });
		const [{ cid: a }, { cid: b }] = payouts();
		expect(run.error?.message).toBe("'Reference' was already used");
		expect(run.error?.description).toContain('It may be this one, from an earlier run');
		expect(run.error?.description).toContain(`Accepted by Cregis so far: a (${a}), b (${b}).`);
		expect(payouts()).toHaveLength(3);
	});

	it('are remembered with Continue On Fail, too', async () => {
		project.sandbox.addFault({ path: PATH, kind: 'http', status: 403 });
		const run = await project.run('payout', 'create', ROWS, {
			items,
			tries: 2,
			onError: 'continueRegularOutput',
		});
		expect(sentReferences()).toEqual(['a', 'b', 'c', 'd', 'a']);
		expect(run.json.map(({ cid }) => typeof cid)).toEqual(Array(4).fill('number'));
	});

	it('are forgotten once everything succeeded', async () => {
		const run = await project.run('payout', 'create', ROWS, { items, tries: 2 });
		expect(run.stored).toContain(
			'"cregisPayments":{"pass":"payout: create 0","sent":{},"told":[]}',
		);
	});
});

describe('a payout whose reference was used, as Cregis told an earlier try,', () => {
	const CHECKS = '/api/v1/coins';

	/** The first try loses the reply, and the second gets "reference used". This is what happens to the third. */
	const THIRD_TRY: Array<[what: string, strike: () => void]> = [
		[
			'its checks get no response',
			() => {
				project.sandbox.addFault({ path: CHECKS, kind: 'delay', times: 2 });
				project.sandbox.addFault({ path: CHECKS, kind: 'lost_reply' });
			},
		],
		[
			'its reply is lost',
			() => {
				project.sandbox.addFault({ path: PATH, kind: 'delay' });
				project.sandbox.addFault({ path: PATH, kind: 'lost_reply' });
			},
		],
		[
			'the connection is refused',
			() => project.sandbox.addFault({ path: PATH, kind: 'delay', refuseMs: 300 }),
		],
	];

	const FAILED = /lost before it responded|couldn't reach Cregis/;

	/** Waits until connections are accepted again. */
	afterEach(async () => {
		const isOpen = async () => await fetch(project.sandbox.baseUrl).catch(() => undefined);
		while (!(await isOpen())) await new Promise((resolve) => setTimeout(resolve, 20));
	});

	it.each(THIRD_TRY)('is in the last error as already sent, even if %s', async (_, strike) => {
		afterPayouts(1, { kind: 'lost_reply' });
		strike();
		const run = await project.run('payout', 'create', ROWS, { items, tries: 3 });
		const { message, description } = run.error!;
		expect(message).toMatch(FAILED);
		expect(description).toMatch(/already has a payment with this reference| b \(already sent\)/);
		expect(description).not.toMatch(/may or may not|didn't process|Nothing was sent/);
		expect(payouts().map((each) => each.third_party_id)).toEqual(['a', 'b']);
	});

	it.each(THIRD_TRY)('comes out as already sent, even if %s', async (_, strike) => {
		project.sandbox.addFault({ path: PATH, kind: 'lost_reply' });
		strike();
		const run = await project.run('payout', 'create', ROWS, {
			items: items.slice(0, 1),
			tries: 3,
			onError: 'continueRegularOutput',
		});
		expect(run.json).toEqual([
			{
				error: expect.stringMatching(FAILED),
				message: {
					outcome: 'already sent',
					advice: expect.stringMatching(/Cregis already has a payment with this reference\.$/),
				},
			},
		]);
	});

	it('is not sent again under another reference', async () => {
		project.sandbox.addFault({ path: PATH, kind: 'duplicate' });
		const parameters = { ...ROWS, thirdPartyId: '={{ $now.toMillis() + "-" + Math.random() }}' };
		const run = await project.run('payout', 'create', parameters, { tries: 2 });
		expect(run.error?.message).toMatch(/The reference was '.*' in an earlier try/);
		expect(payouts()).toHaveLength(1);
	});
});

describe('collections, which have no reference,', () => {
	const collect = async (fault: object) => {
		project.sandbox.addFault({ path: '/api/v1/collection', kind: 'delay', ms: 0 });
		project.sandbox.addFault({
			path: '/api/v1/collection',
			kind: 'http',
			status: 403,
			...fault,
		});
		const address = await project.fundedAddress();
		return await project.run(
			'collection',
			'create',
			{
				currency: byId('195@195'),
				fromAddress: address,
				toAddress: project.walletAddress('195'),
				additionalFields: { amount: '={{ $json.amount }}' },
			},
			{ items: [{ amount: '1' }, { amount: '2' }], tries: 3 },
		);
	};

	const collected = () => project.payments().map(({ fields }) => fields.amount);

	it('are sent again by a later try if Cregis declined them', async () => {
		const run = await collect({ kind: 'envelope', body: '{"code":"E0010","msg":"no wallet"}' });
		expect(run.error).toBeUndefined();
		expect(collected()).toEqual(['1', '2', '2']);
		expect(run.json.map(({ amount }) => amount)).toEqual(['1', '2']);
	});

	it('are not sent again if their outcome is unknown', async () => {
		const run = await collect({ kind: 'lost_reply' });
		expect(collected()).toEqual(['1', '2']);
		expect(run.error?.message).toBe(
			"An earlier try may have sent this item, so it wasn't sent again",
		);
		const [{ cid }] = project.sandbox.getState().collections;
		expect(run.error?.description).toBe(
			`Cregis may or may not have processed this item. Without a reference, Cregis would accept it twice: check it in Cregis before you run this again. Accepted by Cregis so far: item 0 (${cid}).`,
		);
	});
});
