import { describe, expect, it } from '@jest/globals';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const PAYOUT = {
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '={{ $json.amount ?? "1" }}',
	thirdPartyId: '={{ $json.reference ?? "invoice-1" }}',
	// Without the checks, the request reaches Cregis, which declines it.
	options: { checkAllFirst: false },
};

const PATH = '/api/v2/payout';

const THREE_ROWS = [
	{ reference: 'a', amount: '1' },
	{ reference: 'b', amount: '1.0000001' },
	{ reference: 'c', amount: '3' },
];

describe('the credential', () => {
	it.each([
		['another key', { apiKey: 'of another project' }, 'Cregis rejected the signature'],
		['another project', { pid: '1' }, "Cregis doesn't know this project"],
		['no key', { apiKey: '' }, "The Cregis credential has no 'API Key'"],
		['a project ID in letters', { pid: 'shop' }, "The 'Project ID' of the Cregis credential"],
		['plain http', { baseUrl: 'http://cregis.example' }, 'must start with https://'],
		['no address', { baseUrl: 'cregis' }, "isn't a valid URL"],
		['an unreachable address', { baseUrl: 'http://127.0.0.1:9' }, "n8n couldn't reach Cregis"],
	])('%s', async (_, change, message) => {
		const credential = { ...project.credential, ...change };
		const run = await project.run('payout', 'create', PAYOUT, { credential });
		expect(run.error?.message).toContain(message);
	});

	it('of the other project type', async () => {
		const credential = { baseUrl: project.sandbox.baseUrl, ...project.sandbox.payment };
		const run = await project.run('coin', 'getAll', {}, { credential });
		expect(run.error?.message).toBe("This Cregis project doesn't offer this operation");
	});

	it("shows the IP address that Cregis saw, if it isn't on the project's whitelist", async () => {
		project.sandbox.setSettings(project.sandbox.waas.pid, {
			whitelist: { enabled: true, ips: [] },
		});
		const run = await project.run('coin', 'getAll', {});
		project.sandbox.setSettings(project.sandbox.waas.pid, {
			whitelist: { enabled: false, ips: [] },
		});
		expect(run.error?.message).toBe(
			"This n8n's IP address isn't on the project's whitelist: 127.0.0.1",
		);
	});
});

describe('an unexpected response', () => {
	it.each([
		['403', { kind: 'http', status: 403 }, 'Access to Cregis was denied (HTTP 403)'],
		[
			'502',
			{ kind: 'http', status: 502 },
			'Unexpected response from Cregis (HTTP 502): a web page instead of JSON',
		],
		[
			'a web page with HTTP 200',
			{ kind: 'not_json' },
			'Unexpected response from Cregis (HTTP 200): a web page instead of JSON',
		],
		[
			'JSON without a code',
			{ kind: 'envelope', body: '{}' },
			'Unexpected response from Cregis (HTTP 200)',
		],
		['no data', { kind: 'envelope', body: '{"code":"00000","msg":"ok"}' }, 'but returned no ID'],
		[
			'data that is null',
			{ kind: 'envelope', body: '{"code":"00000","msg":"ok","data":null}' },
			'but returned no ID',
		],
		[
			'a connection cut before the payout',
			{ kind: 'lost_request' },
			'The connection to Cregis was lost',
		],
		[
			'a connection cut after the payout',
			{ kind: 'lost_reply' },
			'The connection to Cregis was lost',
		],
		[
			'an unknown code',
			{ kind: 'envelope', body: '{"code":"Z9999","msg":"odd"}' },
			'Unexpected code from Cregis: Z9999',
		],
	] as const)('%s', async (_, fault, message) => {
		project.sandbox.addFault({ path: PATH, ...fault });
		const run = await project.run('payout', 'create', PAYOUT);
		expect(run.error?.message).toContain(message);
	});

	it('never sends a request twice, even for HTTP 401', async () => {
		project.sandbox.addFault({ path: PATH, kind: 'http', status: 401 });
		await project.run('payout', 'create', PAYOUT);
		expect(project.sandbox.getRequests()).toHaveLength(1);
	});
});

describe('a payout that Cregis declines', () => {
	it.each([
		['an unknown coin', { currency: byId('no coin') }, "doesn't support this coin", 'E0005'],
		[
			'too many decimals',
			{ amount: '1.0000001' },
			"'Amount' has more decimal places than the coin allows",
			'E0007',
		],
		['a bad address', { toAddress: 'T123' }, "The address isn't valid on this chain", 'E0008'],
		[
			'an unknown wallet',
			{ additionalFields: { walletId: '42' } },
			"The wallet doesn't exist",
			'E0010',
		],
	])('%s', async (_, parameters, message, code) => {
		const run = await project.run('payout', 'create', { ...PAYOUT, ...parameters });
		expect(run.error?.message).toContain(message);
		expect(run.error?.description).toContain(`(Cregis code ${code})`);
	});

	it('a reference that was already used, in an earlier run', async () => {
		await project.run('payout', 'create', PAYOUT);
		const run = await project.run('payout', 'create', PAYOUT);
		expect(run.error?.message).toBe("'Reference' was already used");
		expect(project.sandbox.getState().payouts).toHaveLength(1);
	});
});

describe('several items', () => {
	it('stop at the first failure, and report what Cregis accepted', async () => {
		const run = await project.run('payout', 'create', PAYOUT, { items: THREE_ROWS });
		const [{ cid }] = project.sandbox.getState().payouts;
		expect(run.error?.description).toContain(`Accepted by Cregis so far: a (${cid}).`);
		expect(project.payments().map(({ fields }) => fields.third_party_id)).toEqual(['a', 'b']);
		expect(run.error?.context?.itemIndex).toBe(1);
	});

	it('each have their own outcome with Continue On Fail', async () => {
		const run = await project.run('payout', 'create', PAYOUT, {
			items: [...THREE_ROWS, { reference: 'd', amount: 'none' }],
			onError: 'continueRegularOutput',
		});
		expect(run.error).toBeUndefined();
		expect(
			run.items.map(({ json, pairedItem }) => [json.third_party_id ?? json.error, pairedItem]),
		).toEqual([
			['a', { item: 0 }],
			["'Amount' has more decimal places than the coin allows", { item: 1 }],
			['c', { item: 2 }],
			["'Amount' must be a plain number such as 12.5: 'none'", { item: 3 }],
		]);
		expect(run.json[1].message).toEqual({
			advice: expect.stringContaining("Round 'Amount'"),
			outcome: 'not done',
			code: 'E0007',
		});
	});

	it('go to the error output, if there is one', async () => {
		const run = await project.run('payout', 'create', PAYOUT, {
			items: THREE_ROWS,
			onError: 'continueErrorOutput',
		});
		expect(run.json.map(({ third_party_id }) => third_party_id)).toEqual(['a', 'c']);
		expect(run.errorItems.map(({ json }) => json.error)).toEqual([
			"'Amount' has more decimal places than the coin allows",
		]);
		expect(run.errorItems[0].pairedItem).toEqual({ item: 1 });
	});
});

describe('an unknown outcome', () => {
	it.each([
		['the reply was lost', 'lost_reply', 1],
		['the request was lost', 'lost_request', 0],
		['a page came after the payout was created', 'html_after_commit', 1],
	] as const)('comes with how to repeat safely, if %s', async (_, kind, made) => {
		project.sandbox.addFault({ path: PATH, kind });
		const run = await project.run('payout', 'create', PAYOUT);
		expect(run.error?.description).toContain(
			"Cregis may or may not have processed this item. Run it again with the same reference 'invoice-1'",
		);
		expect(project.sandbox.getState().payouts).toHaveLength(made);
	});

	it('is in the item with Continue On Fail', async () => {
		project.sandbox.addFault({ path: PATH, kind: 'lost_reply' });
		const run = await project.run('payout', 'create', PAYOUT, { onError: 'continueRegularOutput' });
		expect(run.json[0].message).toMatchObject({ outcome: 'unknown' });
	});

	it('leads to one payment if the item runs again', async () => {
		project.sandbox.addFault({ path: PATH, kind: 'lost_reply' });
		await project.run('payout', 'create', PAYOUT);
		await project.run('payout', 'create', PAYOUT);
		expect(project.sandbox.getState().payouts).toHaveLength(1);
	});
});

describe('secrets', () => {
	it.each([
		['a payout', {}],
		['a payout that Cregis declines', { toAddress: 'T123' }],
		['a payout without an answer', { fault: 'lost_reply' }],
	] as const)('are not in what n8n stores about %s', async (_, change) => {
		if ('fault' in change) project.sandbox.addFault({ path: PATH, kind: change.fault });
		const run = await project.run('payout', 'create', { ...PAYOUT, ...change });
		const [{ raw }] = project.sandbox.getRequests();
		const { sign, nonce } = JSON.parse(raw) as { sign: string; nonce: string };
		expect(sign).toHaveLength(32);
		expect(run.stored).not.toContain(project.sandbox.waas.apiKey);
		expect(run.stored).not.toContain(sign);
		expect(run.stored).not.toContain(`"${nonce}"`);
	});
});

it.each([
	['resource', '__CUSTOM_API_CALL__', 'get'],
	['operation', 'payout', '__CUSTOM_API_CALL__'],
])('Custom API Call as the %s names the node that does it', async (_, resource, operation) => {
	const { error } = await project.run(resource, operation, {});
	expect(error?.message).toBe("'Custom API Call' doesn't run in this node");
	expect(error?.description).toContain('HTTP Request');
});
