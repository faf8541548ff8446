/** New projects, addresses and orders that a person creates without n8n. */
import { describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import { call, control, payoutFields } from '../support/client.mts';
import { sandbox, useReceiver, useSandbox, receiver } from '../support/sandbox.mts';

useSandbox();
useReceiver();

const ORDER = { amount: '12.50', currency: 'USD', validTime: '30' };

describe('a new project', () => {
	it('has an ID and a key of its own', async () => {
		const added = await control(sandbox, 'projects', { type: 'waas' });
		const projects = sandbox.getState().projects;
		expect(projects).toHaveLength(3);
		expect(projects[2]).toMatchObject({ type: 'waas', pid: added.pid, apiKey: added.apiKey });
		expect(new Set(projects.map(({ pid }) => pid)).size).toBe(3);
		expect(new Set(projects.map(({ apiKey }) => apiKey)).size).toBe(3);
	});

	it('answers requests that its own key signed, and no others', async () => {
		const { pid, apiKey } = sandbox.addProject('waas');
		const pay = async (key: string) =>
			(await call(sandbox, '/api/v1/payout', payoutFields('a'), { pid, apiKey: key })).code;
		expect(await pay(sandbox.waas.apiKey)).toBe('B0001');
		expect(await pay(apiKey)).toBe('00000');
	});

	it('pays a reference that another project has paid', async () => {
		const added = sandbox.addProject('waas');
		for (const project of [sandbox.waas, added]) {
			const { code } = await call(sandbox, '/api/v1/payout', payoutFields('a'), project);
			expect(code).toBe('00000');
		}
		expect(sandbox.getState().payouts.map(({ pid }) => pid)).toEqual([sandbox.waas.pid, added.pid]);
	});

	it('stays after a reset, with its ID and key', () => {
		const { pid, apiKey } = sandbox.addProject('payment');
		sandbox.setSettings(pid, { enabled: false });
		sandbox.reset();
		expect(sandbox.getState().projects[2]).toMatchObject({
			pid,
			apiKey,
			settings: { enabled: true },
		});
	});
});

describe('an address', () => {
	it('belongs to the first WaaS project, or to the one that is named', async () => {
		const added = sandbox.addProject('waas');
		const input = { chainId: '195', callbackUrl: receiver.url };
		for (const pid of ['', added.pid]) {
			const address = await control(sandbox, 'addresses', { ...input, pid });
			expect(address).toMatchObject({
				pid: pid || sandbox.waas.pid,
				chain_id: '195',
				callback_url: receiver.url,
			});
		}
		const [first] = sandbox.getState().addresses;
		await sandbox.deposit({ address: first.address, amount: '1' });
		expect(receiver.received).toHaveLength(1);
	});
});

describe('an order', () => {
	it('is the same as one that came over the API', async () => {
		const order = await control(sandbox, 'orders', { ...ORDER, callbackUrl: receiver.url });
		const { data } = await call(
			sandbox,
			'/api/v2/order/info',
			{ cregis_id: order.cregis_id },
			sandbox.payment,
		);
		expect(data).toMatchObject({
			order_amount: '12.50',
			order_currency: 'USD',
			valid_time: jsonNumber(30),
		});
		await sandbox.payOrder(String(order.cregis_id));
		expect(receiver.received).toHaveLength(1);
	});

	it('has an ID of its own unless one is given', () => {
		const ids = [ORDER, ORDER, { ...ORDER, orderId: 'mine' }].map(
			(input) => sandbox.createOrder(input).order_id,
		);
		expect(new Set(ids).size).toBe(3);
		expect(ids[2]).toBe('mine');
	});
});

const REFUSED: Array<[string, JsonObject, string]> = [
	[
		'orders',
		{ ...ORDER, amount: '1.234' },
		'Cregis refuses this: E0023, Order amount precision error.',
	],
	[
		'orders',
		{ ...ORDER, amount: '0' },
		'Cregis refuses this: E0022, Order amount must be greater than 0.',
	],
	['orders', { ...ORDER, amount: 'ten' }, "order_amount isn't valid."],
	['orders', { ...ORDER, callbackUrl: 'example.com' }, "callback_url isn't valid."],
	['orders', { ...ORDER, validTime: '1.5' }, 'validTime must be a number of minutes.'],
	['orders', { ...ORDER, pid: '1' }, 'There is no project 1.'],
	['addresses', { chainId: '7' }, 'Cregis refuses this: E0005, Unsupported coin.'],
	['projects', { type: 'team' }, 'type must be "waas" or "payment".'],
];

describe('what the API would refuse is refused', () => {
	it.each(REFUSED)('%s %j', async (path, body, error) => {
		expect(await control(sandbox, path, body)).toEqual({ error });
		const { orders, addresses, projects } = sandbox.getState();
		expect([orders.length, addresses.length, projects.length]).toEqual([0, 0, 2]);
	});

	it('in a project of another type', async () => {
		const error = `Project ${sandbox.waas.pid} is of another type.`;
		expect(await control(sandbox, 'orders', { ...ORDER, pid: sandbox.waas.pid })).toEqual({
			error,
		});
	});
});
