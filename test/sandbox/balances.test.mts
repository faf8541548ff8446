import { beforeEach, describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import { call, control, newAddress, RECIPIENT, withdrawalFields } from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';
import { pass, useFakeTime } from './time.mts';

const V1 = '/api/v1/sub_address_balance';
const V2 = '/api/v2/sub_address_balance';
const COLLECT = '/api/v1/collection';
const TRX = '195@195';
const USDT = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

useFakeTime();
useSandbox();

let address: string;

beforeEach(async () => {
	address = await newAddress(sandbox);
});

function wallet(chainId = '195'): string {
	return sandbox.getState().projects[0].payoutAddresses[chainId];
}

function collection(fields: JsonObject = {}): JsonObject {
	return { currency: TRX, from_address: address, to_address: wallet(), ...fields };
}

async function rows(path: string, fields: JsonObject): Promise<unknown> {
	return (await call(sandbox, path, fields)).data.rows;
}

describe('balances', () => {
	it('are exact and reflect pending payments', async () => {
		const ether = await newAddress(sandbox, '60');
		await sandbox.deposit({ address: ether, amount: '0.1' });
		await sandbox.deposit({ address: ether, amount: '0.200000000000000001' });
		await sandbox.deposit({ address: ether, amount: '9', status: '2' });
		await sandbox.deposit({ address: ether, amount: '9007199254740993' });
		const fields = { currency: '60@60', to_address: ether, amount: '0.1', third_party_id: 'w' };
		const { data } = await call(
			sandbox,
			'/api/v1/sub_address_withdrawal',
			withdrawalFields(ether, fields),
		);
		const row = { address: ether, chain_id: '60', token_id: '60' };
		const pending = {
			...row,
			total: '9007199254740993.300000000000000001',
			available: '9007199254740993.200000000000000001',
			processing: '0.1',
		};
		expect(await rows(V2, { address: ether })).toEqual([pending]);
		await sandbox.setWithdrawalStatus(String(data.cid), 6);
		const paid = { ...pending, total: pending.available, processing: '0' };
		expect(await rows(V2, { address: ether })).toEqual([paid]);
		await sandbox.setWithdrawalStatus(String(data.cid), 7);
		const failed = { ...pending, available: pending.total, processing: '0' };
		expect(await rows(V2, { address: ether })).toEqual([failed]);
	});

	it('by token list the addresses that hold the token', async () => {
		const others = [await newAddress(sandbox), await newAddress(sandbox)];
		await sandbox.deposit({ address, amount: '5', token: 'USDT' });
		await sandbox.deposit({ address: others[0], amount: '7', token: 'USDT' });
		const row = { pid: jsonNumber(sandbox.waas.pid), currency: `195@${USDT}`, processing: '0' };
		const [five, seven] = [
			{ ...row, address, total: '5', available: '5' },
			{ ...row, address: others[0], total: '7', available: '7' },
		];
		const currency = row.currency;
		const CASES: Array<[JsonObject, unknown[]]> = [
			[{}, [five, seven]],
			[{ address }, [five]],
			[{ address: others[1] }, []],
			[{ minimum_balance: '5.000001' }, [seven]],
			[{ maximum_balance: '5.000' }, [five]],
			[{ minimum_balance: '5', maximum_balance: '7' }, [five, seven]],
			[{ page_size: jsonNumber(1), page_num: jsonNumber(2) }, [seven]],
			[{ page_num: jsonNumber(2) }, []],
		];
		for (const [fields, expected] of CASES) {
			expect(await rows(V1, { currency, ...fields })).toEqual(expected);
		}
		expect(await rows(V1, { currency: TRX })).toEqual([]);
	});

	it('by address list the tokens of the address', async () => {
		await sandbox.deposit({ address, amount: '5', token: 'USDT' });
		await sandbox.deposit({ address, amount: '1.50' });
		const { data } = await call(sandbox, V2, { address });
		expect(data).toEqual({
			total: jsonNumber(2),
			rows: [
				expect.objectContaining({ token_id: '195', total: '1.5' }),
				expect.objectContaining({ token_id: USDT, total: '5' }),
			],
			pageNum: jsonNumber(1),
			pageSize: jsonNumber(10),
		});
		expect(await rows(V2, { address, currency: TRX })).toHaveLength(1);
	});

	const REFUSED: Array<[string, JsonObject, string]> = [
		[V1, {}, 'Param Error: currency'],
		[V1, { currency: 'TRON' }, 'Unsupported coin'],
		[V1, { currency: TRX, page_size: jsonNumber(101) }, 'Param Error: page_size'],
		[V1, { currency: TRX, page_size: '10' }, 'Param Error: page_size'],
		[V1, { currency: TRX, page_num: jsonNumber(0) }, 'Param Error: page_num'],
		[V1, { currency: TRX, minimum_balance: jsonNumber(1) }, 'Param Error: minimum_balance'],
		[V1, { currency: TRX, maximum_balance: '-1' }, 'Param Error: maximum_balance'],
		[V2, {}, 'Param Error: address'],
		[V2, { address: 'x', currency: '1@1' }, 'Unsupported coin'],
		[V2, { address: 'x', page_size: jsonNumber(0) }, 'Param Error: page_size'],
	];

	it.each(REFUSED)('%s %j: %s', async (path, fields, msg) => {
		expect(await call(sandbox, path, fields)).toMatchObject({ msg, data: null });
	});
});

describe('a collection', () => {
	beforeEach(async () => {
		await sandbox.deposit({ address, amount: '10.5' });
	});

	it('moves the whole balance by default', async () => {
		const { data } = await call(sandbox, COLLECT, collection());
		expect(await rows(V1, { currency: TRX })).toMatchObject([
			{ total: '10.5', available: '0', processing: '10.5' },
		]);
		const cid = String(data.cid);
		await control(sandbox, `collections/${cid}/status`, { status: 1 });
		expect(await rows(V1, { currency: TRX })).toEqual([]);
		expect(sandbox.getState().collections).toMatchObject([{ cid, amount: '10.5', status: 1 }]);
	});

	it('returns the amount if it fails, and never touches the rest of the balance', async () => {
		const { data } = await call(sandbox, COLLECT, collection({ amount: '0.5' }));
		expect(await rows(V1, { currency: TRX })).toMatchObject([{ available: '10' }]);
		sandbox.setCollectionStatus(String(data.cid), 2);
		expect(await rows(V1, { currency: TRX })).toMatchObject([{ available: '10.5' }]);
	});

	it('completes on its own if the settings say so', async () => {
		sandbox.setSettings(sandbox.waas.pid, { autoPayouts: { delayMs: 10 } });
		await call(sandbox, COLLECT, collection());
		pass(9);
		expect(sandbox.getState().collections[0].status).toBe(0);
		pass(1);
		expect(sandbox.getState().collections[0].status).toBe(1);
	});

	const REFUSED: Array<[JsonObject, string]> = [
		[{ currency: 'TRON' }, 'E0005'],
		[{ currency: '1@1' }, 'E0005'],
		[{ amount: '0' }, 'E0006'],
		[{ amount: '1.1234567' }, 'E0007'],
		[{ amount: jsonNumber(1) }, 'A0001'],
		[{ from_address: RECIPIENT }, 'E0008'],
		[{ to_address: RECIPIENT }, 'E0008'],
		[{ to_address: undefined }, 'A0001'],
		[{ amount: '10.500001' }, 'E0016'],
		[{ currency: `195@${USDT}` }, 'E0016'],
		[{ callback_url: 'http://127.0.0.1/' }, 'A0001'],
	];

	it.each(REFUSED)('%j: %s', async (fields, code) => {
		expect(await call(sandbox, COLLECT, collection(fields))).toMatchObject({ code });
		expect(sandbox.getState().collections).toEqual([]);
	});

	it('needs an enabled address', async () => {
		await call(sandbox, '/api/v1/address/update', { address, status: '1' });
		expect(await call(sandbox, COLLECT, collection())).toMatchObject({ code: 'E0008' });
	});
});
