import { describe, expect, it } from '@jest/globals';
import { isAddress } from '../../sandbox/chains/chains.mts';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import { call, newAddress, RECIPIENT } from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';

const BATCH = '/api/v1/batch/address/create';
const UPDATE = '/api/v1/address/update';
const INNER = '/api/v1/address/inner';

useSandbox();

describe('many addresses', () => {
	it.each(['1', '100'])('creates %s', async (number) => {
		const fields = { chain_id: '60', number, alias: 'shop', callback_url: 'http://127.0.0.1/d' };
		const { code, data } = await call(sandbox, BATCH, fields);
		const addresses = (data as unknown as JsonObject[]).map(({ address }) => String(address));
		expect(code).toBe('00000');
		expect(new Set(addresses).size).toBe(Number(number));
		expect(addresses.every((address) => isAddress('60', address))).toBe(true);
		expect(sandbox.getState().addresses).toMatchObject(
			addresses.map((address) => ({ address, alias: 'shop', callback_url: 'http://127.0.0.1/d' })),
		);
	});

	it('creates all of them or none, depending on the quota', async () => {
		sandbox.setSettings(sandbox.waas.pid, { addressQuota: 3 });
		expect(await call(sandbox, BATCH, { chain_id: '195', number: '4' })).toMatchObject({
			code: 'E0033',
		});
		expect(await call(sandbox, BATCH, { chain_id: '195', number: '3' })).toMatchObject({
			code: '00000',
		});
	});

	const REFUSED: Array<[JsonObject, string, string]> = [
		[{ chain_id: '195', number: '0' }, 'E0027', 'Number of addresses set incorrectly'],
		[{ chain_id: '195', number: '101' }, 'E0027', 'Number of addresses set incorrectly'],
		[{ chain_id: '195', number: 'x' }, 'E0027', 'Number of addresses set incorrectly'],
		[{ chain_id: '195', number: jsonNumber('10.5') }, 'A0001', 'Param Error: number'],
		[{ chain_id: '195', number: jsonNumber(101) }, 'E0027', 'Number of addresses set incorrectly'],
		[{ chain_id: '195' }, 'A0001', 'Param Error: number'],
		[{ number: '1' }, 'A0001', 'Param Error: chain_id'],
		[{ chain_id: '144', number: '1' }, 'E0005', 'Unsupported coin'],
		[
			{ chain_id: '195', number: '1', alias: 'x'.repeat(41) },
			'E0002',
			'Address alias must be a combination of 40 characters or less',
		],
	];

	it.each(REFUSED)('%j: %s', async (fields, code, msg) => {
		expect(await call(sandbox, BATCH, fields)).toEqual({ code, msg, data: null });
		expect(sandbox.getState().addresses).toEqual([]);
	});
});

describe('an address', () => {
	const CHANGES: JsonObject[] = [
		{ alias: 'new' },
		{ callback_url: 'http://127.0.0.1/new' },
		{ status: '1' },
		{ alias: 'new', callback_url: 'http://127.0.0.1/new', status: '0' },
	];

	it.each(CHANGES)('takes the update %j and keeps its other fields', async (changes) => {
		const address = await newAddress(sandbox, '195', { alias: 'old' });
		const before = { ...sandbox.getState().addresses[0] };
		expect(await call(sandbox, UPDATE, { address, ...changes })).toEqual({
			code: '00000',
			msg: 'ok',
			data: null,
		});
		expect(sandbox.getState().addresses).toEqual([{ ...before, ...changes }]);
	});

	const REFUSED: Array<[JsonObject, string]> = [
		[{}, 'E0029'],
		[{ status: '2' }, 'E0028'],
		[{ status: jsonNumber(1) }, 'A0001'],
		[{ alias: '' }, 'E0029'],
		[{ alias: 'x'.repeat(41) }, 'E0002'],
		[{ callback_url: 'x' }, 'A0001'],
		[{ chain_id: '195', alias: 'a' }, 'A0001'],
		[{ address: RECIPIENT, alias: 'a' }, 'E0030'],
	];

	it.each(REFUSED)('rejects the update %j: %s', async (fields, code) => {
		const address = await newAddress(sandbox);
		expect(await call(sandbox, UPDATE, { address, ...fields })).toMatchObject({ code });
		expect(sandbox.getState().addresses[0]).toMatchObject({ alias: null, status: '0' });
	});

	it('belongs to the project, on its own chain only', async () => {
		const address = await newAddress(sandbox);
		const inner = async (fields: JsonObject) =>
			await call(sandbox, INNER, { address, chain_id: '195', ...fields });
		expect(await inner({})).toMatchObject({ data: { result: true } });
		expect(await inner({ chain_id: '60' })).toMatchObject({ data: { result: false } });
		expect(await inner({ address: RECIPIENT })).toMatchObject({ data: { result: false } });
		expect(await inner({ chain_id: '1' })).toMatchObject({ code: 'E0005' });
		expect(await inner({ chain_id: undefined })).toMatchObject({ msg: 'Param Error: chain_id' });
	});
});
