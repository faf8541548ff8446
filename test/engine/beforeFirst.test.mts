/** Failures before the first item. If the node threw here, n8n would pass the input on as a success with either kind of Continue. */
import { describe, expect, it } from '@jest/globals';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const PAYOUT = {
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1',
	thirdPartyId: '={{ $json.reference }}',
};

const COINS = {};

const items = [{ reference: 'a' }, { reference: 'b' }];

const THROWS = "={{ $('No Such Node').item.json.value }}";

/** [what fails, resource, operation, parameters, credential] */
const CASES = [
	['a deleted credential', 'payout', 'create', PAYOUT, undefined],
	['an incomplete credential', 'payout', 'create', PAYOUT, { apiKey: '' }],
	['a credential with plain http', 'payout', 'create', PAYOUT, { baseUrl: 'http://a.example' }],
	['a deleted credential of a read', 'coin', 'getAll', COINS, undefined],
	["two items with 'Wait for Result'", 'payout', 'create', { ...PAYOUT, waitForResult: true }, {}],
	[
		'an expression in the options',
		'payout',
		'create',
		{ ...PAYOUT, options: { pauseBetweenItems: THROWS } },
		{},
	],
	[
		'an expression in the options of a read',
		'coin',
		'getAll',
		{ options: { parallelRequests: THROWS } },
		{},
	],
	['an invalid answer', 'callback', 'respond', { answer: '={{ "maybe" }}' }, {}],
] as Array<[string, string, string, object, object | undefined]>;

describe.each(CASES)('%s', (_, resource, operation, parameters, change) => {
	const run = async (options: object) => {
		const credential = change && { ...project.credential, ...change };
		const all = { items, credential, ...options };
		return await project.run(resource, operation, parameters as never, all);
	};

	it('fails each input item, and sends nothing', async () => {
		const { json, error } = await run({ onError: 'continueRegularOutput' });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(items.length);
		for (const { message } of json) expect(message).toMatchObject({ outcome: 'not done' });
		expect(project.sent()).toEqual([]);
	});

	it('goes to the error output, if there is one', async () => {
		const { json, errorItems } = await run({ onError: 'continueErrorOutput' });
		expect(json).toEqual([]);
		expect(errorItems.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('otherwise stops the node', async () => {
		const { error } = await run({});
		expect(error?.message).toBeTruthy();
		expect(error).toMatchObject({ node: { name: 'Cregis' } });
		expect(project.sent()).toEqual([]);
	});
});

describe('an invalid waiting time', () => {
	it.each([0, -1, '={{ "soon" }}'])('%s', async (waitAmount) => {
		const parameters = { ...PAYOUT, waitForResult: true, waitAmount } as never;
		const { json } = await project.run('payout', 'create', parameters, {
			items: items.slice(0, 1),
			onError: 'continueRegularOutput',
		});
		expect(json[0].message).toMatchObject({ outcome: 'not done' });
		expect(project.sent()).toEqual([]);
	});
});

it('a later try without its credential reports what the first one sent', async () => {
	// The first item's request is lost, so n8n tries again; the second item is accepted.
	project.sandbox.addFault({ path: '/api/v2/payout', kind: 'lost_reply' });
	const credential = { ...project.credential };
	const addFault = project.sandbox.addFault.bind(project.sandbox);
	addFault({ path: '/api/v2/payout', kind: 'delay', ms: 0 });
	Object.defineProperty(credential, 'apiKey', {
		enumerable: true,
		// The credential changes between the two tries.
		get: () => (project.payments().length < 2 ? project.sandbox.waas.apiKey : ''),
	});
	const { json } = await project.run('payout', 'create', PAYOUT, {
		items,
		credential,
		tries: 2,
		onError: 'continueRegularOutput',
	});
	expect(json[0].message).toMatchObject({ outcome: 'unknown' });
	expect(json[1]).toMatchObject({ third_party_id: 'b', cid: expect.any(Number) });
	expect(project.payments()).toHaveLength(2);
});
