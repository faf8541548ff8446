import { describe, expect, it } from '@jest/globals';
import { acceptedRecuts } from '../../support/acceptedRecuts.mts';
import {
	allFields,
	DEPOSIT,
	PAYOUT,
	SAMPLES,
	VERIFICATION,
	WITHDRAWAL,
} from '../../support/samples.mts';

describe('a body with the same signature, cut at other borders, is not accepted', () => {
	it.each(SAMPLES)('$kind with its required fields', ({ required }) => {
		expect(acceptedRecuts(required, false)).toEqual([]);
	});

	it.each([DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION])('$kind with all its fields', (sample) => {
		expect(acceptedRecuts(allFields(sample), false)).toEqual([]);
	});

	it.each(
		[DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION].flatMap(({ kind, required, optional }) => {
			return Object.entries(optional).map(([name, value]) => {
				return [kind, name, { ...required, [name]: value }] as const;
			});
		}),
	)('%s with %s', (_kind, _name, fields) => {
		expect(acceptedRecuts(fields, false)).toEqual([]);
	});

	it.each([DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION])(
		'$kind, with two names moved together',
		({ required }) => {
			expect(acceptedRecuts(required, true)).toEqual([]);
		},
	);
});
