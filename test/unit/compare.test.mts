import { describe, expect, it } from '@jest/globals';
import { findDifference, hasSame } from '../../nodes/Cregis/callbacks/compare.ts';

const EVM = '0xdAC17F958D2ee523a2206206994597C13D831ec7';
const HASH = '0x6dd05b0972075542219a3fcc116c58feaf9480f1f698cc46c4367ded83955cfd';

describe('a callback and a record have the same', () => {
	it.each([
		['amount', '1.5', '1.50'],
		['pay_amount', '1', 1],
		['refund_fee', '0.10', '0.1'],
		['exchange_rate', '0.1286', '0.12860'],
		['amount', 'free', 'free'],
		['address', EVM, EVM.toLowerCase()],
		['to_address', EVM, EVM.toLowerCase()],
		['token_id', EVM, EVM.toLowerCase()],
		['status', 6, '6'],
		['third_party_id', 'invoice-1', 'invoice-1'],
	])('%s in %p and %p', (name, said, recorded) => {
		expect(hasSame({ [name]: said }, { [name]: recorded }, name)).toBe(true);
	});
});

describe('a callback and a record have a different', () => {
	it.each([
		['amount', '1.5', '15'],
		['amount', 'free', 'none'],
		['address', EVM, HASH],
		// Only amounts treat 1.50 as 1.5, and only addresses ignore EVM's letter case.
		['third_party_id', '1.5', '1.50'],
		['amount_note', '1.5', '1.50'],
		['txid', HASH, HASH.toUpperCase().replace('0X', '0x')],
		['address_type', EVM, EVM.toLowerCase()],
		['amount', '', ''],
		['amount', undefined, undefined],
		['remark', '', ''],
		['remark', 'a', ''],
		['remark', '', 'a'],
		['address', null, null],
		// A prefix without an address is the same as no address, but no value is ever the same as none.
		['address', 'bitcoincash:', ''],
		['address', '', 'bitcoincash:'],
	])('%s in %p and %p', (name, said, recorded) => {
		expect(hasSame({ [name]: said }, { [name]: recorded }, name)).toBe(false);
	});
});

describe('the fields of a callback', () => {
	const NAMES = ['amount', 'address'];
	const RECORD = { amount: '1', address: EVM };

	it.each([
		['all of them are the same', { amount: '1.0' }, RECORD, undefined],
		['there are none', {}, RECORD, undefined],
		['one differs', { ...RECORD, address: HASH }, RECORD, "'address' doesn't match"],
		[
			'the first difference is reported',
			{ amount: '2', address: HASH },
			RECORD,
			"'amount' doesn't",
		],
		['the record lacks one', RECORD, { amount: '1' }, "record has no 'address'"],
	])('%s', (_, callback, record, reason) => {
		const found = findDifference(callback, record, NAMES)?.reason;
		expect(found).toEqual(reason && expect.stringContaining(reason));
	});
});
