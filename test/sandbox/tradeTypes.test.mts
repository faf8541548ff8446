/** The business_type of each trade (api.md §2.15). */
import { describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject } from '../../sandbox/contract/json.mts';
import type { PayoutStatus } from '../../sandbox/sandbox.mts';
import { call, newAddress, payoutFields, withdrawalFields } from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';

const USDT_ERC20 = '0xdac17f958d2ee523a2206206994597c13d831ec7';

useSandbox();

async function rows(fields: JsonObject = {}): Promise<JsonObject[]> {
	return (await call(sandbox, '/api/v1/trade/page', fields)).data.rows as JsonObject[];
}

const ofType = async (type: number) => await rows({ business_type: jsonNumber(type) });

describe('a payment', () => {
	// The statuses it goes through: 5 and 1 follow an approval.
	it.each<[PayoutStatus[], number, number]>([
		[[6], 0, 2],
		[[5, 1, 6], 2, 0],
		[[5, 7], 2, 0],
		[[1, 6], 2, 0],
	])('that goes through %j is of type %d, and not of type %d', async (way, type, other) => {
		const from = await newAddress(sandbox);
		const payout = await call(sandbox, '/api/v1/payout', payoutFields('p'));
		const withdrawal = await call(
			sandbox,
			'/api/v1/sub_address_withdrawal',
			withdrawalFields(from),
		);
		for (const status of way) {
			await sandbox.setPayoutStatus(String(payout.data.cid), status);
			await sandbox.setWithdrawalStatus(String(withdrawal.data.cid), status);
		}
		expect((await ofType(type)).map(({ cid }) => String(cid)).sort()).toEqual(
			[String(payout.data.cid), String(withdrawal.data.cid)].sort(),
		);
		expect(await ofType(other)).toEqual([]);
	});
});

describe('a collection', () => {
	async function collect(chainId: string, token: string): Promise<JsonObject> {
		const address = await newAddress(sandbox, chainId);
		await sandbox.deposit({ address, amount: '5', token });
		const fields = {
			currency: `${chainId}@${token}`,
			from_address: address,
			to_address: sandbox.getState().projects[0].payoutAddresses[chainId],
		};
		const { data } = await call(sandbox, '/api/v1/collection', fields);
		return { ...fields, cid: data.cid };
	}

	it.each([1, 2] as const)(
		'of a token is topped up for its fee, once: status %d',
		async (status) => {
			const { cid, from_address, to_address } = await collect('60', USDT_ERC20);
			expect(await ofType(4)).toEqual([]);
			sandbox.setCollectionStatus(String(cid), status);
			sandbox.setCollectionStatus(String(cid), 1);
			const [row, ...others] = await ofType(4);
			expect(others).toEqual([]);
			expect(row).toMatchObject({
				chain_id: '60',
				token_id: '60',
				currency: 'ETH',
				from_address: to_address,
				to_address: from_address,
				amount: expect.stringMatching(/^0\.\d+$/),
				status: jsonNumber(1),
				txid: expect.stringMatching(/^0x[0-9a-f]{64}$/),
				trade_type: '2',
			});
			const [collection, fee] = await rows();
			expect(fee).toEqual(row);
			expect(collection).toMatchObject({ cid, business_type: '5' });
			expect(fee.cid).not.toEqual(cid);
			expect(fee.txid).not.toBe(collection.txid);
		},
	);

	it.each([
		['pays its own fee if it is of the native coin', '60', '60'],
		['is free on TRON, where Cregis pays the fee', '195', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
	])('%s', async (_, chainId, token) => {
		const { cid } = await collect(chainId, token);
		sandbox.setCollectionStatus(String(cid), 1);
		expect(await ofType(4)).toEqual([]);
		expect(await ofType(5)).toHaveLength(1);
	});
});
