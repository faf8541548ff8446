/** How a callback's kind is recognized by its fields (webhooks.md §1.1). */
import { describe, expect, it } from '@jest/globals';
import { callbackKind } from '../../nodes/Cregis/protocol/callbackKinds.ts';

const kindOf = (names: string) =>
	callbackKind(Object.fromEntries(names.split(' ').map((name) => [name, 'x'])))?.name;

describe('a callback with', () => {
	it.each([
		['event_name', 'order'],
		['event_name third_party_id status address txid', 'order'],
		['address txid', 'deposit'],
		['address txid status to_address', 'deposit'],
		['third_party_id status address', 'payout'],
		['third_party_id status address from_address to_address txid', 'payout'],
		['third_party_id status from_address to_address', 'withdrawal'],
		['third_party_id from_address to_address', 'verification'],
		['third_party_id address', 'verification'],
	])('%s is of the kind %s', (names, kind) => {
		expect(kindOf(names)).toBe(kind);
	});

	it.each([
		'pid',
		'status address',
		'status txid',
		'status from_address to_address',
		'status from_address to_address txid',
		'third_party_id status',
		'third_party_id status txid',
		'third_party_id status address real_amount',
		'third_party_id status address real_amount txid',
		'third_party_id status address from_address to_address real_amount',
	])('%s is of no kind', (names) => {
		expect(kindOf(names)).toBeUndefined();
	});

	it.each([null, undefined, ''])("%p in place of a field doesn't have it", (none) => {
		const fields = { third_party_id: 'x', status: none, address: 'x' };
		expect(callbackKind(fields)?.name).toBe('verification');
		expect(callbackKind({ event_name: none })).toBeUndefined();
	});
});
