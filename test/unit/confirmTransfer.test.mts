/** What Cregis's record must contain to confirm a payout or a withdrawal. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { allFields, PAYOUT, VERIFICATION, WITHDRAWAL, type Sample } from '../support/samples.mts';
import {
	CONFIRMED,
	CONTRADICTED,
	PAYOUTS,
	UNCONFIRMED,
	WITHDRAWALS,
	confirm,
	without,
} from './confirming.mts';
import type { Surroundings } from './n8nWebhook.mts';

/** The response to a query for a payout or a withdrawal (api.md §2.9 and §2.11). */
function queried(sample: Sample): JsonObject {
	return { ...without(allFields(sample), 'cid', 'nonce', 'timestamp'), from_address: '0xF' };
}

describe.each([
	[PAYOUT, PAYOUTS, queried(PAYOUT), 'address'],
	[WITHDRAWAL, WITHDRAWALS, { ...queried(WITHDRAWAL), ...WITHDRAWAL.required }, 'to_address'],
] as const)('a $kind', (sample, path, record, recipient) => {
	const callback = allFields(sample);

	it.each<[string, JsonObject, JsonObject, number]>([
		['everything is the same', {}, {}, CONFIRMED],
		['the amount differs', { amount: '1' }, {}, CONTRADICTED],
		['the currency differs', { currency: 'BTC' }, {}, CONTRADICTED],
		['the memo differs', { memo: '1' }, {}, CONTRADICTED],
		['the remark differs', { remark: 'another' }, {}, CONTRADICTED],
		[
			'the reference is in another letter case',
			{ third_party_id: 'C9231E' },
			{ third_party_id: 'c9231e' },
			CONTRADICTED,
		],
		[
			'the reference has a leading zero',
			{ third_party_id: '07' },
			{ third_party_id: '7' },
			CONTRADICTED,
		],
		['the recipient differs', {}, { [recipient]: `0x${'1'.repeat(40)}` }, CONTRADICTED],
		['the payment failed', {}, { status: 7 }, CONTRADICTED],
		['the payment was rejected', {}, { status: 4 }, CONTRADICTED],
		["the payment isn't approved yet", {}, { status: 0, txid: null }, UNCONFIRMED],
		["the payment isn't signed yet", {}, { status: 5, txid: null }, UNCONFIRMED],
		['the payment is being sent', {}, { status: 1, txid: null }, UNCONFIRMED],
		['the hash is still missing', {}, { txid: null }, UNCONFIRMED],
		['the amount is missing', {}, { amount: undefined }, UNCONFIRMED],
		['the recipient is missing', {}, { [recipient]: '' }, UNCONFIRMED],
		[
			'a rejected payment has no hash',
			{ status: 4, txid: '' },
			{ status: 4, txid: null },
			CONFIRMED,
		],
	])('%s', async (_, change, changedRecord, status) => {
		const told = await confirm(
			{ ...callback, ...change },
			{ [path]: { ...record, ...changedRecord } },
		);
		expect(told.status).toBe(status);
	});

	it.each<[reason: string, change: JsonObject]>([
		["'status' doesn't match Cregis's record", { status: 2 }],
		["'status' doesn't match Cregis's record", { status: 3 }],
		["'status' doesn't match Cregis's record", { status: 4 }],
		["'status' doesn't match Cregis's record", { status: 7 }],
		["Cregis's record doesn't show the 'status' of this callback yet", { status: 0 }],
		["Cregis's record doesn't show the 'status' of this callback yet", { status: 1 }],
		["Cregis's record doesn't show the 'status' of this callback yet", { status: 5 }],
		["Cregis's record has no 'status' to compare with", { status: null }],
		["'third_party_id' doesn't match Cregis's record", { third_party_id: 'another' }],
		["'remark' doesn't match Cregis's record", { remark: 'another' }],
		["'txid' doesn't match Cregis's record", { txid: 'a'.repeat(64) }],
		[`Cregis's record has no '${recipient}' to compare with`, { [recipient]: '' }],
	])('that is not confirmed says why: %s', async (reason, change) => {
		const { text } = await confirm(callback, { [path]: { ...record, ...change } });
		expect(text.split('. ')[0]).toBe(reason);
	});

	it('that failed is not confirmed if Cregis says that it succeeded', async () => {
		const { text } = await confirm({ ...callback, status: 7 }, { [path]: record });
		expect(text).toBe("'status' doesn't match Cregis's record");
	});

	it.each([
		['E0014', CONTRADICTED],
		['E0015', CONTRADICTED],
		['E0001', UNCONFIRMED],
		[undefined, UNCONFIRMED],
	])('for which Cregis returns %p', async (answer, status) => {
		expect(await confirm(callback, { [path]: answer })).toMatchObject({ status });
	});

	it("doesn't take the fee from the callback", async () => {
		const { item } = await confirm({ ...callback, fee: '9' }, { [path]: record });
		expect(item).not.toHaveProperty('fee');
	});
});

it('a payout takes the payer from Cregis, whatever the callback says', async () => {
	const forged = { ...allFields(PAYOUT), from_address: '0xforgedforged' };
	const record = { ...queried(PAYOUT), from_address: '0xF' };
	expect((await confirm(forged, { [PAYOUTS]: record })).item).toMatchObject({
		from_address: '0xF',
	});
});

describe('a payout that Cregis asks about', () => {
	const callback = allFields(VERIFICATION);
	const { to_address, ...rest } = queried(VERIFICATION);
	const common = { ...rest, currency: 'USDT', status: 0, txid: null };
	const { from_address } = callback;
	const payout = { ...common, from_address, address: to_address };
	const withdrawal = { ...common, from_address, to_address };

	it.each<[string, JsonObject, Surroundings['records'], number]>([
		['a payout', {}, { [PAYOUTS]: payout }, CONFIRMED],
		['a withdrawal', {}, { [PAYOUTS]: 'E0014', [WITHDRAWALS]: withdrawal }, CONFIRMED],
		['neither', {}, { [PAYOUTS]: 'E0014', [WITHDRAWALS]: 'E0014' }, CONTRADICTED],
		[
			'another amount',
			{ amount: '1' },
			{ [PAYOUTS]: payout, [WITHDRAWALS]: 'E0014' },
			CONTRADICTED,
		],
		[
			'another payer',
			{ from_address: to_address },
			{ [PAYOUTS]: payout, [WITHDRAWALS]: 'E0014' },
			CONTRADICTED,
		],
		["unknown, if the payouts can't be read", {}, { [WITHDRAWALS]: 'E0014' }, UNCONFIRMED],
		["unknown, if the withdrawals can't be read", {}, { [PAYOUTS]: 'E0014' }, UNCONFIRMED],
	])('is %s', async (_, change, records, status) => {
		expect(await confirm({ ...callback, ...change }, records)).toMatchObject({ status });
	});

	it('reports what differs, rather than a missing withdrawal', async () => {
		const records = { [PAYOUTS]: payout, [WITHDRAWALS]: 'E0014' };
		expect((await confirm({ ...callback, amount: '1' }, records)).text).toContain("'amount'");
	});
});
