import { describe, expect, it } from '@jest/globals';
import {
	ADDRESS_STATUSES,
	BUSINESS_TYPES,
	DEPOSIT_STATUSES,
	PAYOUT_STATUSES,
	QUERIED_REFUND_TYPES,
	REFUND_STATUSES,
	REPORTED_REFUND_TYPES,
	TRADE_STATUSES,
	TRADE_TYPES,
	statusName,
} from '../../nodes/Cregis/protocol/statuses.ts';

// api.md §1.2, §2.4, §2.9 and §2.15; webhooks.md §2.2 and §3; quirks.md §3.
describe.each([
	['an address', ADDRESS_STATUSES, ['enabled', 'disabled', '2']],
	['a deposit', DEPOSIT_STATUSES, ['0', 'success', 'failed', '3']],
	['a trade', TRADE_STATUSES, ['pending', 'success', 'failed', '3']],
	['the direction of a trade', TRADE_TYPES, ['0', 'in', 'out', '3']],
	[
		'the business of a trade',
		BUSINESS_TYPES,
		['normal', '1', 'approval', 'address_deposit', 'collection_fee', 'collection', '6'],
	],
	[
		'a payout',
		PAYOUT_STATUSES,
		[
			...['pending_approval', 'signature_passed', 'signature_rejected', 'approval_cancelled'],
			...['approval_rejected', 'pending_signature', 'success', 'failed', '8'],
		],
	],
	['a refund', REFUND_STATUSES, ['processing', 'success', 'failed', '3']],
	['a refund in a query', QUERIED_REFUND_TYPES, ['0', 'partial', 'full', '3']],
	['a refund in a callback', REPORTED_REFUND_TYPES, ['partial', 'full', '2']],
])('the names for %s', (_, names, words) => {
	it.each(words.map((word, number) => [number, word]))('%d is %s', (number, word) => {
		expect(statusName(names, number)).toBe(word);
		expect(statusName(names, String(number))).toBe(word);
	});
});

it.each(['held', 'constructor', '', '01', null])(
	"%p, which isn't a number, is unchanged",
	(text) => {
		expect(statusName(PAYOUT_STATUSES, text)).toBe(String(text));
	},
);
