/** The fields that the API returns as null: only those that the SDK accepts, in any status (api.md §0.14). */
import { describe, expect, it } from '@jest/globals';
import { isJsonObject, jsonNumber } from '../../sandbox/contract/json.mts';
import type { PayoutStatus } from '../../sandbox/sandbox.mts';
import {
	call,
	newAddress,
	orderFields,
	payoutFields,
	withdrawalFields,
} from '../support/client.mts';
import { sandbox, useReceiver, useSandbox } from '../support/sandbox.mts';
import { newOrder, orderInfo } from './ordering.mts';

useSandbox();
useReceiver();

/** The names of the fields that are null, at any depth. */
function nullsIn(value: unknown): string[] {
	if (Array.isArray(value)) return [...new Set(value.flatMap(nullsIn))];
	if (!isJsonObject(value)) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		member === null ? [name] : nullsIn(member),
	);
}

const DETAILS = ['items', 'shopping_cost', 'tax_cost', 'sub_merchant_id', 'sub_merchant_name'];
type Case = [state: string, happen: (id: string) => unknown, nulls: string[]];

const UNPAID = ['transact_time', 'refund_data', 'payment_detail', 'settlement_details'];

describe('an order', () => {
	it('has no null when it is created', async () => {
		const { data } = await call(sandbox, '/api/v2/checkout', orderFields(), sandbox.payment);
		expect(nullsIn(data)).toEqual([]);
	});

	it.each<Case>([
		['new', () => {}, ['cancel_time', ...UNPAID]],
		['expired', (id) => sandbox.expireOrder(id), UNPAID],
		['paid', (id) => sandbox.payOrder(id), ['cancel_time', 'refund_data', 'settlement_details']],
		[
			'partly paid',
			(id) => sandbox.payOrder(id, { amount: '1' }),
			['cancel_time', 'refund_data', 'settlement_details'],
		],
		...([0, 1, 2] as const).map(
			(status): Case => [
				`refunded with status ${status}`,
				async (id) => {
					await sandbox.payOrder(id);
					await sandbox.refundOrder(id, { status });
				},
				['cancel_time', 'settlement_details'],
			],
		),
		...(['settling', 'settled'] as const).map(
			(status): Case => [
				status,
				async (id) => {
					await sandbox.payOrder(id);
					sandbox.settleOrder(id, { status });
				},
				['cancel_time', 'refund_data'],
			],
		),
	])('that is %s has those of its status', async (_, happen, expected) => {
		const id = await newOrder();
		await happen(id);
		const nulls = nullsIn(await orderInfo(id));
		expect(nulls.sort()).toEqual([...expected, 'payer_email', ...DETAILS].sort());
	});
});

const BLOCK = ['block_height', 'block_time', 'txid'];

describe.each<[PayoutStatus, string[]]>([
	[0, BLOCK],
	[1, BLOCK],
	[2, BLOCK],
	[3, BLOCK],
	[4, BLOCK],
	[5, BLOCK],
	[6, []],
	[7, []],
])('in status %d', (status, block) => {
	it('a payout has null for its block and its memo', async () => {
		const { data } = await call(sandbox, '/api/v1/payout', payoutFields('p'));
		await sandbox.setPayoutStatus(String(data.cid), status);
		const query = await call(sandbox, '/api/v1/payout/query', { cid: data.cid });
		expect(nullsIn(query.data).sort()).toEqual([...block, 'memo'].sort());
	});

	it('a withdrawal has null for its block', async () => {
		const path = '/api/v1/sub_address_withdrawal';
		const fields = withdrawalFields(await newAddress(sandbox));
		const { data } = await call(sandbox, path, fields);
		await sandbox.setWithdrawalStatus(String(data.cid), status);
		const query = await call(sandbox, `${path}/info`, { cid: data.cid });
		expect(nullsIn(query.data).sort()).toEqual(block);
	});

	it('a trade has no null', async () => {
		const { data } = await call(sandbox, '/api/v1/payout', payoutFields('p'));
		await sandbox.setPayoutStatus(String(data.cid), status);
		const page = await call(sandbox, '/api/v1/trade/page', { page_size: jsonNumber(100) });
		expect(page.data.rows).toHaveLength(block.length === 0 ? 1 : 0);
		expect(nullsIn(page.data)).toEqual([]);
	});
});
