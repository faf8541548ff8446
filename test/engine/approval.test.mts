/** Payout: Create pays the approved batch, or nothing. */
import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { newAddress } from '../support/client.mts';
import type { RunOptions } from './engine.mts';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const FIELDS = {
	currency: byId('={{ $json.coin ?? "195@195" }}'),
	toAddress: `={{ $json.address ?? "${TRON_ADDRESS}" }}`,
	amount: '={{ $json.amount }}',
	thirdPartyId: '={{ $json.reference }}',
	additionalFields: { memo: '={{ $json.memo ?? "" }}', fromAddress: '={{ $json.from ?? "" }}' },
};

const ROWS = [
	{ reference: 'a', amount: '1' },
	{ reference: 'b', amount: '2' },
	{ reference: 'c', amount: '3' },
];
const [A, B, C] = ROWS;

const XRP_ADDRESS = 'rDsbeomae4FXwgQTJp9Rs64Qg9vDiTCdBv';

const checked = async (items: IDataObject[] = ROWS) =>
	(await project.run('payout', 'check', FIELDS, { items })).json;

const idOf = ([{ batch }]: IDataObject[]) => (batch as { id: string }).id;

const create = async (
	approvedBatch: unknown,
	items: IDataObject[] = ROWS,
	options: Partial<RunOptions> = {},
) =>
	await project.run(
		'payout',
		'create',
		{ ...FIELDS, options: { approvedBatch } as never },
		{ items, ...options },
	);

const DIFFER = "Nothing was sent. The items differ from 'Approved Batch'";

it('the approved batch is paid', async () => {
	const { json, error } = await create(idOf(await checked()));
	expect(error).toBeUndefined();
	expect(json.map(({ third_party_id: reference }) => reference)).toEqual(['a', 'b', 'c']);
});

it('the approved batch is paid from the items of Check, too', async () => {
	const items = await checked();
	const parameters = {
		currency: byId('={{ $json.currency }}'),
		toAddress: '={{ $json.to_address }}',
		amount: '={{ $json.amount }}',
		thirdPartyId: '={{ $json.third_party_id }}',
		options: { approvedBatch: '={{ $json.batch.id }}' },
	};
	const { error } = await project.run('payout', 'create', parameters, { items });
	expect(error).toBeUndefined();
	expect(project.payments()).toHaveLength(3);
});

it('what is paid was read only once, so that an expression has no other value by then', async () => {
	const items = [{ reference: 'a', amount: '1' }];
	const approved = idOf(await checked(items));
	const parameters = {
		...FIELDS,
		amount:
			"={{ $execution.customData.get('read') ?? ($execution.customData.set('read', '30') ?? '1') }}",
		options: { approvedBatch: approved },
	};
	const { error } = await project.run('payout', 'create', parameters, { items });
	expect(error).toBeUndefined();
	expect(project.payments()).toMatchObject([{ fields: { amount: '1' } }]);
});

it.each<[string, IDataObject, IDataObject]>([
	['a memo', { coin: '144@144', address: XRP_ADDRESS, memo: '12a4' }, { memo: '' }],
	['a payer', { from: ['T1'] }, { from: '' }],
])('a batch with %s that is invalid is not the batch without it', async (_, invalid, emptied) => {
	const item = { ...A, ...invalid };
	const approved = await checked([item]);
	expect(approved).toMatchObject([{ valid: false, batch: { invalid: 1 } }]);
	const earlier = { name: 'Check', json: approved };
	const { error } = await create(idOf(approved), [{ ...item, ...emptied }], { earlier });
	expect(error?.message).toBe(DIFFER);
	expect(error?.description).toMatch(/^Some of the approved items were invalid\./);
	expect(project.payments()).toEqual([]);
});

it('a batch that is invalid for a reason outside of its rows is not paid either', async () => {
	const options = { allowedRecipients: XRP_ADDRESS };
	const { json } = await project.run('payout', 'check', { ...FIELDS, options }, { items: ROWS });
	expect(json[0]).toMatchObject({ valid: false, batch: { invalid: 3 } });
	const { error } = await create(idOf(json), ROWS, { earlier: { name: 'Check', json } });
	expect(error?.description).toMatch(/^Some of the approved items were invalid\./);
	expect(project.payments()).toEqual([]);
});

describe('nothing is sent, and the error says what differs:', () => {
	it.each<[string, IDataObject[], string]>([
		['an amount', [A, { ...B, amount: '20' }, C], "Item 1 ('b'): 'Amount' was '2', now '20'."],
		[
			'a way to write an amount',
			[{ ...A, amount: '1.0' }, B, C],
			"Item 0 ('a'): 'Amount' was '1', now '1.0'.",
		],
		['an added item', [...ROWS, { reference: 'd', amount: '1' }], "Item 3 ('d') was added."],
		['a removed item', [A, C], "'b' was removed."],
		[
			'another reference',
			[A, { ...B, reference: 'x' }, C],
			"Item 1 ('x') was added. 'b' was removed.",
		],
		['the order', [B, A, C], 'The items are in a different order.'],
		[
			'two fields of one item',
			[{ ...A, coin: 'USDT-TRC20', from: TRON_ADDRESS }, B, C],
			`Item 0 ('a'): 'Coin' was '195@195', now 'USDT-TRC20', 'From Address' was '', now '${TRON_ADDRESS}'.`,
		],
		['a memo', [{ ...A, memo: '7' }, B, C], "Item 0 ('a'): 'Memo' was '', now '7'."],
	])('%s', async (_, items, difference) => {
		const json = await checked();
		const { error } = await create(idOf(json), items, { earlier: { name: 'Check', json } });
		expect(error?.message).toBe(DIFFER);
		expect(error?.description).toBe(
			`${difference} Check them with 'Payout: Check' and have them approved again.`,
		);
		expect(project.payments()).toEqual([]);
	});

	it('the recipient', async () => {
		const json = await checked();
		const address = await newAddress(project.sandbox);
		const items = [A, { ...B, address }, C];
		const { error } = await create(idOf(json), items, { earlier: { name: 'Check', json } });
		expect(error?.description).toContain(
			`Item 1 ('b'): 'To Address' was '${TRON_ADDRESS}', now '${address}'.`,
		);
	});

	it('the first 20 of many differences', async () => {
		const rows = Array.from({ length: 25 }, (_, index) => ({
			reference: `r${index}`,
			amount: '1',
		}));
		const json = await checked(rows);
		const items = rows.map((row) => ({ ...row, amount: '2' }));
		const { error } = await create(idOf(json), items, { earlier: { name: 'Check', json } });
		expect(error?.description?.match(/'Amount' was/g)).toHaveLength(20);
		expect(error?.description).toContain('And 5 more.');
	});

	it('the last of 500 items', async () => {
		const rows = Array.from({ length: 500 }, (_, index) => ({
			reference: `r${index}`,
			amount: '1',
		}));
		const json = await checked(rows);
		const items = rows.with(-1, { reference: 'r499', amount: '2' });
		const { error } = await create(idOf(json), items, { earlier: { name: 'Check', json } });
		expect(error?.description).toContain("Item 499 ('r499'): 'Amount' was '1', now '2'.");
	});

	it.each<[string, (() => Promise<IDataObject[] | undefined>) | undefined]>([
		['another execution checked them', undefined],
		['the node before checked another batch', async () => await checked([A])],
		['the node before returned nothing', async () => []],
		['the node before returned rows', async () => ROWS],
		["the node before didn't run", async () => undefined],
	])('only the ID of these items, if %s', async (_, before) => {
		const earlier = before && { name: 'Before', json: await before() };
		const { error } = await create(idOf(await checked()), [A, B], { earlier });
		expect(error?.message).toBe(DIFFER);
		expect(error?.description).toContain(
			`The ID of these items is '${idOf(await checked([A, B]))}'.`,
		);
	});
});

it('an invalid item is named, as without an approval', async () => {
	const { error } = await create(idOf(await checked()), [A, { ...B, amount: '0' }, C]);
	expect(error?.message).toBe('Nothing was sent: 1 of 3 items is invalid');
});

describe('nothing is sent', () => {
	it.each([
		['is empty', '', "'Approved Batch' is empty"],
		['has no value', '={{ $json.missing }}', "'Approved Batch' is empty"],
		['is null', '={{ null }}', "'Approved Batch' is empty"],
		['is a word', 'yes', "'Approved Batch' isn't a batch ID: 'yes'"],
		['is an object', '={{ $json }}', "'Approved Batch' isn't a batch ID"],
	])('if the approval %s', async (_, approved, message) => {
		const { error } = await create(approved);
		expect(error?.message).toContain(message);
		expect(project.payments()).toEqual([]);
	});

	it.each<[string, IDataObject[], IDataObject[]]>([
		['an item differs', ROWS, [A, { ...B, amount: '20' }, C]],
		['an approved item is invalid', [A, { ...B, amount: '0' }, C], [A, { ...B, amount: '0' }, C]],
		["an approved item can't be paid", [A, { ...B, coin: 'X' }, C], [A, { ...B, coin: 'X' }, C]],
	])('with Continue On Fail if %s', async (_, approved, items) => {
		const onError = 'continueRegularOutput';
		const { json } = await create(idOf(await checked(approved)), items, { onError });
		expect(json).toHaveLength(3);
		for (const { message } of json) expect(message).toMatchObject({ outcome: 'not done' });
		expect(project.payments()).toEqual([]);
	});
});

it('more items with the same reference than were approved are refused', async () => {
	const json = await checked([A]);
	const { error } = await create(idOf(json), [A, A], { earlier: { name: 'Check', json } });
	expect(error).toMatchObject({ message: DIFFER, node: { name: 'Cregis' } });
});

describe('a retry', () => {
	const lose = () => project.sandbox.addFault({ path: '/api/v2/payout', kind: 'lost_reply' });

	it('pays the rest of the approved batch', async () => {
		const approved = idOf(await checked());
		lose();
		await create(approved, ROWS, { tries: 2, onError: 'continueRegularOutput' });
		const sent = project.payments().map(({ fields }) => fields.third_party_id);
		expect(sent).toEqual(['a', 'b', 'c', 'a']);
	});

	it('sends nothing more if the items have changed since', async () => {
		const approved = idOf(await checked());
		project.sandbox.addFault({ path: '/api/v2/payout', kind: 'delay', ms: 0 });
		lose();
		const amount =
			"={{ $json.amount === '3' && $execution.customData.get('cregis_accepted') ? '30' : $json.amount }}";
		const parameters = { ...FIELDS, amount, options: { approvedBatch: approved } };
		const { error } = await project.run('payout', 'create', parameters, { items: ROWS, tries: 2 });
		expect(error?.message).toBe("The items differ from 'Approved Batch'");
		expect(error?.description).toMatch(/Accepted by Cregis so far: a .*Outcome unknown: b\./);
		expect(project.payments().map(({ fields }) => fields.third_party_id)).toEqual(['a', 'b']);
	});
});
