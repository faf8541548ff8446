/** What a later try of a payment sends and reports. */
import { describe, expect, it } from '@jest/globals';
import { callTool } from './engine.mts';
import { gateway, openGateway, type Reply, useGateway } from './gateway.mts';
import {
	COLLECTION,
	CONTINUES,
	LOST,
	ORDER,
	PAID,
	PAYOUT,
	RETRY,
	envelope,
	failed,
	run,
} from './paying.mts';

useGateway();

describe('an unknown outcome stays unknown in a later try', () => {
	const LATER: Array<[string, Reply[]]> = [
		['a refused connection', [{ ...LOST, closes: true }]],
		['a 403 page', [LOST, { status: 403 }]],
		['a 429 page', [LOST, { status: 429, headers: { 'retry-after': '600' } }]],
		['E0001', [LOST, envelope('E0001')]],
		['E0010', [LOST, envelope('E0010')]],
	];

	it.each(LATER)('that gets %s', async (_, replies) => {
		for (const parameters of [PAYOUT, ORDER]) {
			const continued = await run(replies, parameters, RETRY);
			expect(failed(continued.json[0]).message.outcome).toBe('unknown');
			gateway.close();
			const { error } = await run(replies, parameters, { tries: 2 });
			expect(error?.description).toContain('Cregis may or may not have processed this item.');
			expect(error?.description).not.toMatch(/Nothing was sent|didn't process/);
			gateway.close();
		}
	});

	it('whose checks fail', async () => {
		const parameters = { ...PAYOUT, options: { checkAllFirst: true } };
		const coins = { payout_coins: [{ coin_name: 'TRX', chain_id: '195', token_id: '195' }] };
		const replies = [
			envelope('00000', coins),
			envelope('00000', { result: true }),
			LOST,
			envelope('00000', coins),
			envelope('00000', { result: false }),
		];
		const continued = await run([...replies], parameters, RETRY);
		expect(failed(continued.json[0])).toMatchObject({
			error: expect.stringContaining("isn't a valid TRX address"),
			message: { outcome: 'unknown' },
		});
		gateway.close();
		const { error } = await run([...replies], parameters, { tries: 2 });
		expect(error?.description).toContain('Outcome unknown: invoice-1.');
		expect(error?.description).not.toContain('Nothing was sent');
	});

	it("warns that a collection isn't protected by a reference, if its checks fail", async () => {
		const parameters = { ...COLLECTION, options: { checkAllFirst: true } };
		const coins = {
			payout_coins: [],
			address_coins: [{ coin_name: 'TRX', chain_id: '195', token_id: '195' }],
		};
		const valid = envelope('00000', { result: true });
		const replies = [envelope('00000', coins), valid, LOST, envelope('E0001')];
		const { error } = await run(replies, parameters, { tries: 2 });
		expect(error?.description).toMatch(
			/Outcome unknown: item 0\. Without a reference, Cregis would accept it twice/,
		);
	});

	it.each([
		['success', PAID, { cid: 1382626461605888 }],
		['E0009', envelope('E0009'), { message: expect.objectContaining({ outcome: 'already sent' }) }],
	])('until Cregis responds with %s', async (_, word, item) => {
		const { json } = await run([LOST, word], PAYOUT, RETRY);
		expect(json[0]).toMatchObject(item);
	});

	it('that gets a refused connection, to an AI agent', async () => {
		const { credential } = await openGateway({ ...LOST, closes: true });
		const [told] = await callTool({ credential, parameters: PAYOUT, tries: 2 }, [[{}]]);
		expect(told).toContain("n8n couldn't reach Cregis");
		expect(told).toContain("Run it again with the same reference 'invoice-1'");
	});

	it("and the item isn't sent again with another reference", async () => {
		const parameters = { ...PAYOUT, thirdPartyId: '={{ Math.random() + "-" }}' };
		const { json } = await run([LOST, PAID], parameters, RETRY);
		expect(gateway.requests).toHaveLength(1);
		const [{ third_party_id: reference }] = gateway.requests;
		expect(failed(json[0])).toMatchObject({
			error: expect.stringContaining(`The reference was '${String(reference)}' in an earlier try`),
			message: { outcome: 'unknown' },
		});
	});
});

describe('a rate-limited request', () => {
	const LIMITED = { status: 429, headers: { 'retry-after': '0' } };

	it('is unknown if Cregis declines the second request, because the first may have been processed', async () => {
		const { json } = await run([LIMITED, envelope('E0010')], PAYOUT, CONTINUES);
		expect(gateway.requests).toHaveLength(2);
		expect(failed(json[0]).message.outcome).toBe('unknown');
	});

	it('is not sent again without a reference', async () => {
		const { json } = await run([LIMITED, PAID], COLLECTION, CONTINUES);
		expect(gateway.requests).toHaveLength(1);
		expect(failed(json[0]).message.outcome).toBe('unknown');
	});
});

describe('an item that an earlier try sent', () => {
	const ROWS = { items: [{ reference: 'a' }, { reference: 'b' }] };

	it("comes out as before, even if this try can't check anything", async () => {
		const coins = { payout_coins: [{ coin_name: 'TRX', chain_id: '195', token_id: '195' }] };
		const { json } = await run(
			[envelope('00000', coins), envelope('00000', { result: true }), LOST, PAID, { status: 503 }],
			{ ...PAYOUT, options: { checkAllFirst: true } },
			{ ...RETRY, ...ROWS },
		);
		expect(failed(json[0]).message.outcome).toBe('unknown');
		expect(json[1]).toMatchObject({ third_party_id: 'b', cid: 1382626461605888 });
	});

	it('is not sent again under a reference that changes with each try', async () => {
		const parameters = { ...PAYOUT, thirdPartyId: '={{ $json.reference + Math.random() }}' };
		await run([PAID, envelope('E0010'), PAID], parameters, { tries: 2, ...ROWS });
		expect(gateway.requests.map(({ third_party_id: id }) => String(id)[0])).toEqual([
			'a',
			'b',
			'b',
		]);
	});
});

describe('equal collections', () => {
	const items = [{ amount: '1' }, { amount: '1' }];

	it('are each sent', async () => {
		const { json } = await run([PAID], COLLECTION, { items });
		expect(gateway.requests).toHaveLength(2);
		expect(json).toHaveLength(2);
	});

	it('count as not sent if an unknown outcome stops the run', async () => {
		const { error } = await run([LOST], COLLECTION, { items });
		expect(error?.description).toContain('Items not sent: 1.');
	});

	it('are not sent while the outcome of one of them is unknown', async () => {
		const { json } = await run([LOST, PAID], COLLECTION, { ...RETRY, items });
		expect(gateway.requests).toHaveLength(1);
		expect(json.map((item) => failed(item).message.outcome)).toEqual(['unknown', 'unknown']);
	});
});

describe('as an AI tool, for which each try is a separate run in n8n,', () => {
	const parameters = { ...COLLECTION, additionalFields: { amount: '1' } };

	it('a collection with an unknown outcome is sent only once across all tries and calls', async () => {
		await openGateway(LOST, PAID);
		const options = { credential: gateway.credential, parameters, tries: 3 };
		const answers = await callTool(options, [[{}], [{}]]);
		expect(gateway.requests).toHaveLength(1);
		for (const answer of answers) {
			expect(answer).toContain("An earlier try may have sent this item, so it wasn't sent again");
			expect(answer).toContain('check it in Cregis before you run this again');
		}
	});

	it('two collections that Cregis accepts are both sent', async () => {
		await openGateway(PAID);
		const options = { credential: gateway.credential, parameters, tries: 3 };
		const answers = await callTool(options, [[{}], [{}]]);
		expect(gateway.requests).toHaveLength(2);
		expect(answers.join()).not.toContain('unknown');
	});

	it('a payout with an unknown outcome is tried again with the same reference, and stays unknown', async () => {
		await openGateway(LOST, envelope('E0001'));
		const options = { credential: gateway.credential, parameters: PAYOUT, tries: 2 };
		const [answer] = await callTool(options, [[{}]]);
		expect(gateway.requests.map(({ third_party_id: id }) => id)).toEqual([
			'invoice-1',
			'invoice-1',
		]);
		expect(answer).toContain('Cregis may or may not have processed this item.');
	});

	it('a failed item has its outcome with Continue On Fail', async () => {
		await openGateway(envelope('E0010'));
		const options = { credential: gateway.credential, parameters: PAYOUT, ...CONTINUES };
		const [answer] = await callTool(options, [[{}]]);
		expect(JSON.parse(answer)).toMatchObject([{ message: { outcome: 'not done' } }]);
	});
});

it("a reference that has changed since the first try isn't counted as sent", async () => {
	const later = "$execution.customData.get('cregis_in_progress')";
	const parameters = {
		...PAYOUT,
		thirdPartyId: `={{ ${later} ? 'y' : 'x' }}`,
		options: {
			checkAllFirst: false,
			ifReferenceUsed: `={{ ${later} ? 'countAsSent' : 'stop' }}`,
		},
	};
	const { json } = await run([envelope('E0009')], parameters, RETRY);
	expect(failed(json[0])).toMatchObject({
		error: expect.stringContaining("The reference was 'x' in an earlier try, and is 'y' now"),
		message: { outcome: 'already sent' },
	});
});
