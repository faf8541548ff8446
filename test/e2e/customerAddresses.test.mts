/** The example that gives each customer one deposit address, made once. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { importExample } from '../../demo/examples.mts';
import { shopping } from './shop.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const shop = shopping(stage);

const PATH = 'cregis-customer-address';

beforeAll(async () => {
	const { editor, project } = stage;
	const workflow = await importExample(
		editor,
		{ filesFolder: '' },
		'customer-addresses',
		await editor.createCredential('cregisApi', 'Cregis', project),
		{},
		{ httpHeaderAuth: await shop.createCredential() },
	);
	const { error } = await editor.run(workflow, 'Once, at the Beginning');
	expect(error).toBeUndefined();
	await shop.publish(workflow, PATH);
});

const ask = async (customer: unknown) => await shop.send(PATH, { customer });

/** The addresses in Cregis of a customer. */
const addressesOf = (customer: string) =>
	stage.sandbox
		.getState()
		.addresses.filter(({ alias }) => alias === customer)
		.map(({ address }) => address);

describe('a customer', () => {
	it('has one address, however often the shop asks', async () => {
		const first = await ask('customer-1');
		expect(first).toEqual({
			status: 200,
			data: { customer: 'customer-1', chain: '195', address: addressesOf('customer-1')[0] },
		});
		expect(await ask('customer-1')).toEqual(first);
		expect(await ask(' customer-1 ')).toEqual(first);
		expect(addressesOf('customer-1')).toHaveLength(1);
	});

	it('has another address than the next one', async () => {
		const { data } = await ask('customer-2');
		expect(data.address).toBe(addressesOf('customer-2')[0]);
		expect(data.address).not.toBe((await ask('customer-1')).data.address);
	});

	it('whose ID is a number is the same as with the digits as text', async () => {
		const { data } = await ask(1042);
		expect((await ask('1042')).data).toEqual(data);
		expect(addressesOf('1042')).toHaveLength(1);
	});

	it('has the same address from then on, whoever asks at the same moment', async () => {
		const answers = await Promise.all(Array.from({ length: 5 }, async () => await ask('busy')));
		for (const { data } of answers) expect(addressesOf('busy')).toContain(data.address);
		const later = await Promise.all([ask('busy'), ask('busy')]);
		expect(new Set(later.map(({ data }) => data.address)).size).toBe(1);
	});

	it.each([
		['no ID', undefined],
		['an empty ID', ' '],
		['an object as ID', { name: 'x' }],
		['a number as ID that JavaScript rounds', 2 ** 60],
	])('with %s is refused, and no address is created', async (_, customer) => {
		const { length } = stage.sandbox.getState().addresses;
		expect((await ask(customer)).status).toBe(400);
		expect(stage.sandbox.getState().addresses).toHaveLength(length);
	});

	it('receives the reason if Cregis declines, and an address once it does not', async () => {
		const body = JSON.stringify({ code: 'B0001', msg: 'busy', data: null });
		stage.sandbox.addFault({ path: '/api/v1/address/create', kind: 'envelope', body });
		const { status, data } = await ask('later');
		expect(status).toBe(502);
		expect(data.error).not.toBe('');
		expect((await ask('later')).data.address).toBe(addressesOf('later')[0]);
	});

	it('is unknown to whoever lacks the key of the shop', async () => {
		expect((await shop.send(PATH, { customer: 'customer-1' }, 'guessed')).status).toBe(403);
	});
});
