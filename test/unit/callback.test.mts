import { describe, expect, it } from '@jest/globals';
import { verifyCallback } from '../../nodes/Cregis/protocol/callback.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { sign } from '../../sandbox/contract/signature.mts';
import {
	allFields,
	DEPOSIT,
	KEY,
	ORDER,
	PAYOUT,
	PID,
	SAMPLES,
	signedText,
	signRaw,
	WITHDRAWAL,
} from '../support/samples.mts';

const NO_MATCH = "The signature doesn't match";
const BAD_SHAPE = "The fields don't match any Cregis callback";

function reasonOf(rawBody: string | Uint8Array, apiKey = KEY, pid?: string | number) {
	const result = verifyCallback(rawBody, apiKey, pid);
	return result.verified ? 'verified' : result.reason;
}

describe.each(SAMPLES)('a genuine $kind', (sample) => {
	it.each([
		['required fields', sample.required],
		['all fields', allFields(sample)],
		['additional empty fields', { ...sample.required, memo: '', remark: null }],
		['values as text', { ...sample.required, pid: PID, timestamp: '1687850657960' }],
	])('is verified with %s', (_title, fields) => {
		const text = signedText(fields);
		const expected = { verified: true, payload: JSON.parse(text) as JsonObject };
		expect(verifyCallback(text, KEY)).toEqual(expected);
		expect(verifyCallback(Buffer.from(text), KEY, PID)).toEqual(expected);
	});

	it('is accepted for its own project, whose ID is text or a number', () => {
		const text = signedText(sample.required);
		expect(reasonOf(text, KEY, PID)).toBe('verified');
		expect(reasonOf(text, KEY, Number(PID))).toBe('verified');
		expect(reasonOf(text, KEY, '1382528827416577')).toBe('The callback belongs to another project');
		expect(reasonOf(text, KEY, '')).toBe('The callback belongs to another project');
	});

	it('is refused if any required field is missing', () => {
		// A withdrawal without a status is the question about it (webhooks.md §6).
		const names = Object.keys(sample.required).filter((name) => {
			return sample !== WITHDRAWAL || name !== 'status';
		});
		const verified = names.filter((name) => {
			return [undefined, null, ''].some((none) => {
				return reasonOf(signedText({ ...sample.required, [name]: none })) !== BAD_SHAPE;
			});
		});
		expect(verified).toEqual([]);
	});

	it('is refused with another key', () => {
		expect(reasonOf(signedText(sample.required), `${KEY}0`)).toBe(NO_MATCH);
		expect(reasonOf(signedText(sample.required, 'other'))).toBe(NO_MATCH);
		expect(reasonOf(signedText(sample.required), '')).toBe(NO_MATCH);
	});
});

it.each([
	[DEPOSIT, 1],
	[DEPOSIT, '1'],
	[PAYOUT, 6],
	[PAYOUT, '6'],
	[WITHDRAWAL, 'held'],
])('$kind can have its status as text or a number: %p', (sample, status) => {
	expect(reasonOf(signedText({ ...sample.required, status }))).toBe('verified');
});

it('IDs beyond 2^53 keep every digit', () => {
	const raw = JSON.stringify(DEPOSIT.required).replace('1391751691788288', '12345678901234567891');
	const result = verifyCallback(signRaw(raw), KEY);
	expect(result).toMatchObject({ verified: true, payload: { cid: '12345678901234567891' } });
});

describe('the signature', () => {
	const { required } = DEPOSIT;
	const signature = sign(required, KEY);

	it.each<[string, unknown, string]>([
		['missing', undefined, 'The signature is missing'],
		['null', null, 'The signature is missing'],
		['empty', '', 'The signature is missing'],
		['forged', 'f5be13fdd8c6f63951ca4427359457cb', NO_MATCH],
		['an array', [signature], NO_MATCH],
		['an object', { a: signature }, NO_MATCH],
		['a number', 1, NO_MATCH],
		['true', true, NO_MATCH],
		['too short', signature.slice(1), NO_MATCH],
		['too long', `${signature}0`, NO_MATCH],
		['upper case', signature.toUpperCase(), 'verified'],
	])('%s', (_title, given, reason) => {
		expect(reasonOf(JSON.stringify({ ...required, sign: given }))).toBe(reason);
	});

	it.each(Object.keys(required))("doesn't match another %s", (name) => {
		const altered = { ...required, [name]: `${String(required[name])}1`, sign: signature };
		expect(reasonOf(JSON.stringify(altered))).toBe(NO_MATCH);
	});
});

describe('a body with one flipped bit', () => {
	it.each([DEPOSIT, ORDER])('of a $kind is refused, or has the same content', (sample) => {
		const text = signedText(allFields(sample));
		const bytes = Buffer.from(text);
		const genuine = { ...(JSON.parse(text) as JsonObject), sign: null };
		const altered: unknown[] = [];
		for (let bit = 0; bit < bytes.length * 8; bit++) {
			const flipped = Buffer.from(bytes);
			flipped[bit >> 3] ^= 1 << (bit & 7);
			const result = verifyCallback(flipped, KEY);
			// Only the letter case of the signature may change.
			if (result.verified) altered.push({ ...result.payload, sign: null });
		}
		expect(altered).toEqual(altered.map(() => genuine));
	});
});
