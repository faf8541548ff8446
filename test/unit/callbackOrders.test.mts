/** Orders: no forgery is accepted, and no genuine callback is refused (docs/decisions/callback-ambiguity.md). */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { allFields, DEPOSIT, ORDER, ORDER_DATA, PAYOUT, WITHDRAWAL } from '../support/samples.mts';
import { verdict } from '../support/verdict.mts';
import { runTogether } from './ambiguousText.mts';

describe('an order', () => {
	it.each(['disputed', 'frozen', 'partially_refunded'])(
		'with an unknown event type is accepted: %s',
		(event_type) => {
			for (const nonce of ['hw9b3r', 'abcdef']) {
				expect(verdict({ ...allFields(ORDER), event_type, nonce })).toBe('accepted');
			}
		},
	);

	it('is refused if its event type swallows a new field', () => {
		const signed = { ...allFields(ORDER), event_type: 'paid', fee: '0.1' };
		const { fee, ...forged } = { ...signed, event_type: 'paidfee0.1' };
		expect(verdict(forged, signed)).toBe('refused');
	});

	it.each<[string, string, unknown]>([
		['refunded', 'memo_type', 'text'],
		['paid_remain', 'extra_field', 'x'],
		['paid_partial', 'is_internal', true],
		['paid', 'fee', 'none'],
		['paid', 'label', 'late'],
	])('of type %s is ambiguous if a new field %s hides in it', (event_type, name, value) => {
		const signed = { ...allFields(ORDER), event_type, [name]: value };
		const forged = { ...allFields(ORDER), event_type: `${event_type}${name}${String(value)}` };
		expect(verdict(forged, signed)).toBe('ambiguous');
		expect(verdict(signed)).toBe('ambiguous');
	});

	const withPayer = (payer_name: string): JsonObject => ({
		...ORDER.required,
		data: JSON.stringify({ ...ORDER_DATA, payer_name }),
	});

	it.each([
		'Bob',
		'"}event_nameorderevent_typepaidnonceabcdefpid1',
		`"}event_nameorder${runTogether(allFields(PAYOUT), 'memo')}`,
		`${runTogether(allFields(WITHDRAWAL))}zzz`,
	])('is accepted with any payer name: %s', (name) => {
		expect(verdict(withPayer(name))).toBe('accepted');
	});

	it("that is made from a deposit's memo is ambiguous", () => {
		const data = JSON.stringify(ORDER_DATA);
		const genuine: JsonObject = {
			...DEPOSIT.required,
			memo: `data${data}event_nameorderevent_typepaidnonceabcdefpid1timestamp1700000000000zzz`,
		};
		const forged = {
			address: `${String(genuine.address)}${runTogether(genuine, 'address', 'memo')}memo`,
			data,
			event_name: 'order',
			event_type: 'paid',
			nonce: 'abcdef',
			pid: '1',
			timestamp: '1700000000000',
			zzz: runTogether(genuine, 'memo'),
		};
		expect(verdict(forged, genuine)).toBe('ambiguous');
		expect(verdict(genuine)).not.toBe('refused');
	});
});
