/** What a run may say of a payment: 'not done', 'already sent' and 'unknown' are each true, or not said. */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { callTool, runNode, type Run, type RunOptions } from './engine.mts';
import { Gateway, type Reply } from './gateway.mts';
import { TRON_ADDRESS, byId } from './project.mts';

const PAYOUT = {
	resource: 'payout',
	operation: 'create',
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1',
	thirdPartyId: '={{ $json.reference ?? "invoice-1" }}',
	options: { checkAllFirst: false },
};

const COLLECTION = {
	resource: 'collection',
	operation: 'create',
	currency: byId('195@195'),
	fromAddress: TRON_ADDRESS,
	toAddress: TRON_ADDRESS,
	additionalFields: { amount: '={{ $json.amount }}' },
	options: { checkAllFirst: false },
};

const ORDER = {
	resource: 'order',
	operation: 'create',
	orderId: 'order-1',
	orderAmount: '10',
	orderCurrency: 'USD',
	payerId: 'customer-1',
	successUrl: 'https://shop.example.com/thanks',
	cancelUrl: 'https://shop.example.com/cart',
	validTime: 60,
};

const envelope = (code: unknown, data?: unknown): Reply => ({
	body: JSON.stringify({ code, msg: 'said', data }),
	headers: { 'content-type': 'application/json' },
});

const PAID = envelope('00000', { cid: 1382626461605888 });
/** Of a payment, and of an order. */
const IDS = { cid: 1382626461605888, cregis_id: 'po1420761885130752' };

const LOST: Reply = { lost: true };

let gateway: Gateway;

afterEach(() => gateway.close());

/** Runs the node against a gateway that gives these replies. */
async function run(
	replies: Reply[],
	parameters: RunOptions['parameters'],
	options: Partial<RunOptions> = {},
): Promise<Run> {
	gateway = await Gateway.open(...replies);
	return await runNode({ credential: gateway.credential, parameters, ...options });
}

const CONTINUES = { onError: 'continueRegularOutput' } as const;

interface FailedItem {
	error: string;
	message: { advice: string; outcome: string; code?: string };
}

const failed = (json: IDataObject) => json as unknown as FailedItem;

const RETRY = { tries: 2, ...CONTINUES };

describe('one answer', () => {
	it.each([
		['E0010, of Cregis', envelope('E0010'), 'not done'],
		['A0001, of the family of parameter codes', envelope('A0001'), 'not done'],
		['E0010 with HTTP 403', { ...envelope('E0010'), status: 403 }, 'not done'],
		['E0009, which says that the reference was used', envelope('E0009'), 'already sent'],
		['E0010 with HTTP 500', { ...envelope('E0010'), status: 500 }, 'unknown'],
		['E0009 with HTTP 502', { ...envelope('E0009'), status: 502 }, 'unknown'],
		['success with HTTP 502', { ...PAID, status: 502 }, 'unknown'],
		['a code that is not documented', envelope('E0099'), 'unknown'],
		['an empty code', envelope(''), 'unknown'],
		['an empty code, with data', envelope('', IDS), 'unknown'],
		['0 as text, with data', envelope('0', IDS), 'unknown'],
		['a zero fewer than success has, with data', envelope('0000', IDS), 'unknown'],
		['a code of a proxy, HTTP 503', { ...envelope('SERVICE_TIMEOUT'), status: 503 }, 'unknown'],
		['a number as code, HTTP 504', { ...envelope(504), status: 504 }, 'unknown'],
		['a number as code, HTTP 200', envelope(500), 'unknown'],
		['0 as code, with data', envelope(0, IDS), 'unknown'],
		['null as code, with data', envelope(null, IDS), 'unknown'],
		['no code, with data', envelope(undefined, IDS), 'unknown'],
		['a page with HTTP 200', { status: 200 }, 'unknown'],
		['a page with HTTP 403', { status: 403 }, 'unknown'],
		['a page with HTTP 404', { status: 404 }, 'unknown'],
		['a page with HTTP 429', { status: 429, headers: { 'retry-after': '600' } }, 'unknown'],
		['a page with HTTP 503', { status: 503 }, 'unknown'],
		['no answer', LOST, 'unknown'],
		['success without data', envelope('00000'), 'unknown'],
		['success without an ID', envelope('00000', { cid: null }), 'unknown'],
		['success with an empty ID', envelope('00000', { cid: '' }), 'unknown'],
		['success with an object as ID', envelope('00000', { cid: {} }), 'unknown'],
	] as Array<[string, Reply, string]>)('%s', async (_, reply, outcome) => {
		for (const parameters of [PAYOUT, COLLECTION, ORDER] as Array<RunOptions['parameters']>) {
			const { json } = await run([reply], parameters, CONTINUES);
			expect(failed(json[0]).message.outcome).toBe(outcome);
			expect(gateway.requests).toHaveLength(1);
			gateway.close();
		}
	});

	it.each(['E0009', 'E0010', 'SERVICE_TIMEOUT'])(
		"%s with HTTP 502 isn't explained as Cregis's own word",
		async (code) => {
			const { json } = await run([{ ...envelope(code), status: 502 }], PAYOUT, CONTINUES);
			const { error, message } = failed(json[0]);
			expect(error).toBe('Unexpected response from Cregis (HTTP 502)');
			expect(message.advice).toMatch(/^If this happens again, .* \(code [A-Z0-9_]+\) Cregis may/);
			expect(message.advice).toContain(code);
		},
	);

	it('of nobody, as nobody listens, is none: nothing was sent', async () => {
		gateway = await Gateway.open(PAID);
		const { credential } = gateway;
		gateway.close();
		const { json } = await runNode({ credential, parameters: COLLECTION, ...CONTINUES });
		expect(failed(json[0]).message.outcome).toBe('not done');
	});
});

describe('a reply that never ends', () => {
	it.each(['drips', 'switches'] as const)('%s, and is given up as unknown', async (endless) => {
		const limit = new AbortController();
		const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
		const { json } = await run(
			[{ endless, then: () => setImmediate(() => limit.abort()) }],
			PAYOUT,
			CONTINUES,
		);
		timeout.mockRestore();
		expect(failed(json[0]).message.outcome).toBe('unknown');
	});
});

describe('unknown stays unknown in a later try', () => {
	const LATER: Array<[string, Reply[]]> = [
		['connection was refused', [{ ...LOST, closes: true }]],
		['403 page', [LOST, { status: 403 }]],
		['429 page', [LOST, { status: 429, headers: { 'retry-after': '600' } }]],
		['E0001', [LOST, envelope('E0001')]],
		['E0010', [LOST, envelope('E0010')]],
	];

	it.each(LATER)('whose %s', async (_, replies) => {
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

	it.each([
		['success', PAID, { cid: 1382626461605888 }],
		['E0009', envelope('E0009'), { message: expect.objectContaining({ outcome: 'already sent' }) }],
	])('until Cregis says %s', async (_, word, item) => {
		const { json } = await run([LOST, word], PAYOUT, RETRY);
		expect(json[0]).toMatchObject(item);
	});

	it('and is not sent again where the reference is another one now', async () => {
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

describe('what Cregis asked to send again later', () => {
	const LIMITED = { status: 429, headers: { 'retry-after': '0' } };

	it('is unknown if that is declined: nobody knows what the first request did', async () => {
		const { json } = await run([LIMITED, envelope('E0010')], PAYOUT, CONTINUES);
		expect(gateway.requests).toHaveLength(2);
		expect(failed(json[0]).message.outcome).toBe('unknown');
	});

	it('is not sent again at all without a reference', async () => {
		const { json } = await run([LIMITED, PAID], COLLECTION, CONTINUES);
		expect(gateway.requests).toHaveLength(1);
		expect(failed(json[0]).message.outcome).toBe('unknown');
	});
});

describe('what an earlier try has sent', () => {
	const ROWS = { items: [{ reference: 'a' }, { reference: 'b' }] };

	it('comes out as it did then, though this try can check nothing', async () => {
		const coins = { payout_coins: [{ coin_name: 'TRX', chain_id: '195', token_id: '195' }] };
		const { json } = await run(
			[envelope('00000', coins), envelope('00000', { result: true }), LOST, PAID, { status: 503 }],
			{ ...PAYOUT, options: { checkAllFirst: true } },
			{ ...RETRY, ...ROWS },
		);
		expect(failed(json[0]).message.outcome).toBe('unknown');
		expect(json[1]).toMatchObject({ third_party_id: 'b', cid: 1382626461605888 });
	});

	it('is not sent again under another reference, made up anew for each try', async () => {
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

	it('count as not sent where one of unknown outcome ends the run', async () => {
		const { error } = await run([LOST], COLLECTION, { items });
		expect(error?.description).toContain('Items not sent: 1.');
	});

	it('are not sent while the outcome of one of them is unknown', async () => {
		const { json } = await run([LOST, PAID], COLLECTION, { ...RETRY, items });
		expect(gateway.requests).toHaveLength(1);
		expect(json.map((item) => failed(item).message.outcome)).toEqual(['unknown', 'unknown']);
	});
});

describe('as an AI tool, each try is a run of its own for n8n', () => {
	const parameters = { ...COLLECTION, additionalFields: { amount: '1' } };

	it('a collection whose outcome is unknown is sent once, in all tries and calls', async () => {
		gateway = await Gateway.open(LOST, PAID);
		const options = { credential: gateway.credential, parameters, tries: 3 };
		const answers = await callTool(options, [[{}], [{}]]);
		expect(gateway.requests).toHaveLength(1);
		for (const answer of answers) {
			expect(answer).toContain('An earlier try may have sent this item, so it was not sent again');
			expect(answer).toContain('check it in Cregis before you run this again');
		}
	});

	it('two collections that Cregis has accepted are two', async () => {
		gateway = await Gateway.open(PAID);
		const options = { credential: gateway.credential, parameters, tries: 3 };
		const answers = await callTool(options, [[{}], [{}]]);
		expect(gateway.requests).toHaveLength(2);
		expect(answers.join()).not.toContain('unknown');
	});

	it('a payout whose outcome is unknown is tried again with the same reference, and stays unknown', async () => {
		gateway = await Gateway.open(LOST, envelope('E0001'));
		const options = { credential: gateway.credential, parameters: PAYOUT, tries: 2 };
		const [answer] = await callTool(options, [[{}]]);
		expect(gateway.requests.map(({ third_party_id: id }) => id)).toEqual([
			'invoice-1',
			'invoice-1',
		]);
		expect(answer).toContain('Cregis may or may not have processed this item.');
	});

	it('a failed item is told with its outcome where the node continues on fail', async () => {
		gateway = await Gateway.open(envelope('E0010'));
		const options = { credential: gateway.credential, parameters: PAYOUT, ...CONTINUES };
		const [answer] = await callTool(options, [[{}]]);
		expect(JSON.parse(answer)).toMatchObject([{ message: { outcome: 'not done' } }]);
	});
});
