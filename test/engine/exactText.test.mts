/** Exact values are sent digit for digit, and inexact ones are rejected wherever an expression hides them. */
import { describe, expect, it } from '@jest/globals';
import { PAYOUT, ROUNDED_ID, TOO_LONG, runWith } from './fieldValues.mts';
import { byId, useProject } from './project.mts';

const project = useProject();

describe("an expression with text around it can't hide", () => {
	const NOISE = 'is a calculated number with a rounding error: 0.30000000000000004';

	it.each([
		['a space after it', '={{ 0.1 + 0.2 }} '],
		['a space before it', '= {{ 0.1 + 0.2 }}'],
		['a line break after it', '={{ 0.1 + 0.2 }}\n'],
		['a no-break space after it', '={{ 0.1 + 0.2 }}\u00a0'],
		['an empty expression after it', "={{ 0.1 + 0.2 }}{{ '' }}"],
		['a space before it, and no closing braces', '= {{ 0.1 + 0.2'],
	])('an amount with %s', async (_, amount) => {
		const run = await runWith(project, 'payout.create', { ...PAYOUT, amount }, null);
		expect(run.error?.message).toBe(`'Amount' ${NOISE}`);
	});

	it('a list with a space after it', async () => {
		const parameters = { ...PAYOUT, amount: '={{ [0.1 + 0.2] }} ' };
		const run = await runWith(project, 'payout.create', parameters, null);
		expect(run.error?.message).toBe("'Amount' must be text, not a list");
	});

	it.each([
		['in a reference', { thirdPartyId: '=invoice-{{ $json.value }}' }, 'Reference'],
		['in a remark', { additionalFields: { remark: '=Invoice {{ $json.value }}' } }, 'Remark'],
		[
			'in a coin',
			{ currency: { __rl: true, mode: 'id', value: '=195@{{ $json.value }}' } },
			'Coin',
		],
	])('a rounded ID %s', async (_, change, label) => {
		const run = await runWith(project, 'payout.create', { ...PAYOUT, ...change }, ROUNDED_ID);
		expect(run.error?.message).toBe(`'${label}' ${TOO_LONG}: ${ROUNDED_ID}`);
		expect(project.sandbox.getRequests()).toEqual([]);
	});

	it('an object in a reference', async () => {
		const parameters = { ...PAYOUT, thirdPartyId: '=invoice-{{ $json.value }}' };
		const run = await runWith(project, 'payout.create', parameters, { id: 7 });
		expect(run.error?.message).toBe("'Reference' must be text, not an object");
	});
});

describe('exact text is sent unchanged', () => {
	it.each([
		['an ID beyond 2^53', '={{ $json.value }}', '1234567890123456800'],
		['an ID beyond 2^53 with a space after it', '={{ $json.value }} ', '1234567890123456800'],
		['an ID in other text', '=invoice-{{ $json.value }}', '1234567890123456800'],
		['a calculated number in other text', '=rate {{ $json.value }}', 0.1 + 0.2],
		['true in other text', '=paid: {{ $json.value }}', true],
		['a list in other text', '=for {{ $json.value }}', ['a', 'b']],
		["braces that aren't an expression", '=\\{{ $json.value }}', null],
	])('%s', async (_, thirdPartyId, value) => {
		const run = await runWith(project, 'payout.create', { ...PAYOUT, thirdPartyId }, value);
		expect(run.error).toBeUndefined();
		const text = thirdPartyId.startsWith('=\\')
			? '\\{{ $json.value }}'
			: thirdPartyId.slice(1).replace('{{ $json.value }}', String(value)).trim();
		expect(project.payments()[0].fields.third_party_id).toBe(text);
	});

	it.each([
		['0.30000000000000004', '={{ $json.value }} '],
		['0.012345678901234567', '={{ $json.value }}'],
		['0.005123456789012345', ' ={{ $json.value }}'],
		['1.234567890123456789', '={{ $json.value }} '],
		['9007199254740993', '\t{{ $json.value }}'],
	])('the amount %s, with spaces around it', async (value, template) => {
		const parameters = {
			currency: byId('60@60'),
			toAddress: '0xdac17f958d2ee523a2206206994597c13d831ec7',
			thirdPartyId: 'invoice-1',
			amount: template.startsWith('=') ? template : ` ${value} `,
		};
		const run = await runWith(project, 'payout.create', parameters, value);
		expect(run.error).toBeUndefined();
		expect(project.payments()[0].fields.amount).toBe(value);
	});

	it('a wallet ID that was pasted with a space', async () => {
		const walletId = ' 11434198045401088 ';
		await runWith(project, 'payout.create', { ...PAYOUT, additionalFields: { walletId } }, null);
		const { raw } = project.sandbox.getRequests().at(-1)!;
		expect(raw).toContain('"wallet_id":11434198045401088,');
	});
});

describe('exact numbers are sent as their digits', () => {
	it.each([
		['payout.create', { ...PAYOUT, thirdPartyId: 1042 }, { third_party_id: '1042' }],
		[
			'payout.create',
			{ ...PAYOUT, thirdPartyId: Number.MAX_SAFE_INTEGER },
			{ third_party_id: '9007199254740991' },
		],
		['payout.create', { ...PAYOUT, amount: 5 }, { amount: '5' }],
		[
			'payout.create',
			{
				...PAYOUT,
				currency: byId('144@144'),
				toAddress: 'rLHzPsX6oXkzU2qL12kHCH8G8cnZv1rBJh',
				additionalFields: { memo: 123 },
			},
			{ memo: '123' },
		],
		['address.create', { chainId: byId(195 as never) }, { chain_id: '195' }],
		['address.create', { chainId: 195 }, { chain_id: '195' }],
		[
			'trade.getAll',
			{ returnAll: true, filters: { chainId: byId(195 as never) } },
			{ chain_id: '195' },
		],
		[
			'trade.getAll',
			{ returnAll: true, filters: { cid: 1382626461605888 } },
			{ cid: 1382626461605888 },
		],
		['payout.get', { cid: 1382626461605888 }, { cid: 1382626461605888 }],
	])('%s %j', async (operation, parameters, fields) => {
		await runWith(project, operation, parameters, null);
		expect(project.sent().at(-1)?.fields).toMatchObject(fields);
	});

	it.each([[null], [undefined], [''], ['  ']])('%j is empty', async (value) => {
		const names = ['callbackUrl', 'fromAddress', 'memo', 'remark', 'walletId'];
		const additionalFields = Object.fromEntries(names.map((name) => [name, '={{ $json.value }}']));
		const run = await runWith(project, 'payout.create', { ...PAYOUT, additionalFields }, value);
		expect(run.error).toBeUndefined();
		expect(Object.keys(project.payments()[0].fields).sort()).toEqual([
			'amount',
			'currency',
			'third_party_id',
			'to_address',
		]);
	});
});

describe('two rows whose references round to the same number', () => {
	const ROWS = ['1234567890123456781', '1234567890123456789'];
	const parameters = {
		...PAYOUT,
		thirdPartyId: '={{ $json.reference }}',
		options: { ifReferenceUsed: 'countAsSent' },
	};
	const pay = async (reference: unknown) =>
		await project.run('payout', 'create', parameters as never, { items: [{ reference }] as never });

	it('are both paid if they are text', async () => {
		for (const row of ROWS) await pay(row);
		expect(project.sandbox.getState().payouts.map((payout) => payout.third_party_id)).toEqual(ROWS);
	});

	it.each([
		['numbers', (row: string) => Number(row)],
		['objects', (row: string) => ({ id: row })],
	])("don't count as sent if they are %s", async (_, asValue) => {
		for (const row of ROWS) {
			const run = await pay(asValue(row));
			expect(run.json).toEqual([]);
			expect(run.error?.message).toMatch(/^'Reference' /);
		}
		expect(project.sandbox.getState().payouts).toEqual([]);
	});
});
