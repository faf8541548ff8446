import { describe, expect, it } from '@jest/globals';
import {
	REFERENCE_USED,
	RETURN_CODES,
	SUCCESS_CODE,
	explainReturnCode,
	isDocumented,
} from '../../nodes/Cregis/protocol/returnCodes.ts';

// return-codes.md §2, except the gap E0017 and the Axxxx codes.
const NAMED = [
	...['B0001', 'T0062', 'E0001', 'E0002', 'E0003', 'E0004', 'E0005', 'E0006', 'E0007', 'E0008'],
	...['E0009', 'E0010', 'E0011', 'E0012', 'E0013', 'E0014', 'E0015', 'E0016', 'E0018', 'E0019'],
	...['E0020', 'E0021', 'E0022', 'E0023', 'E0024', 'E0025', 'E0026', 'E0027', 'E0028', 'E0029'],
	...['E0030', 'E0031', 'E0032', 'E0033', 'E0034', 'O0015'],
];

it('has exactly the codes that Cregis documents', () => {
	expect(Object.keys(RETURN_CODES).sort()).toEqual(NAMED.sort());
});

it('has no entry for success', () => {
	expect(SUCCESS_CODE).toBe('00000');
	expect(RETURN_CODES).not.toHaveProperty(SUCCESS_CODE);
});

it('has two codes for a used reference: for payments and for orders', () => {
	expect(REFERENCE_USED).toEqual(['E0009', 'E0018']);
});

describe('whether Cregis documents a code', () => {
	it.each([...NAMED, 'A0001', 'A9999'])('%s is documented', (code) => {
		expect(isDocumented(code)).toBe(true);
	});

	it.each([
		...['E0017', 'E0099', 'E00010', 'XE0010', '00000', '0', '', 'SERVICE_TIMEOUT', 'constructor'],
		...['A001', 'A00011', 'XA0001', 'a0001', 'A000x'],
	])('%j is not documented', (code) => {
		expect(isDocumented(code)).toBe(false);
	});
});

describe.each(NAMED)('%s', (code) => {
	const { message, advice } = explainReturnCode(code, 'as Cregis says it');

	it('is explained', () => {
		expect({ message, advice }).toEqual(RETURN_CODES[code]);
	});

	it('says what happened in one sentence without a period', () => {
		expect(message).toMatch(/^(?:[A-Z]|'[A-Z])[^.]+[^.\s]$/);
	});

	it('says what to do in full sentences', () => {
		expect(advice).toMatch(/^[A-Z][^]+\.$/);
	});

	it("avoids words that n8n's guidelines avoid", () => {
		expect(`${message} ${advice}`).not.toMatch(/error|problem|failure|mistake/i);
	});
});

describe('E0001', () => {
	const SAID = 'The IP is not added to the whitelist list';

	it.each([
		['v4', '203.0.113.7'],
		['v6 in full', '2001:db8:85a3:0:0:8a2e:370:7334'],
		['v6 shortened', '2001:db8::8a2e:370:7334'],
		['v6 loopback', '::1'],
		['v6 with an empty end', '2001:db8::'],
		['v4 inside v6', '::ffff:203.0.113.7'],
	])('shows the address that Cregis saw: %s', (_title, ip) => {
		const { message } = explainReturnCode('E0001', `${SAID} ${ip}`);
		expect(message).toBe(`${RETURN_CODES.E0001.message}: ${ip}`);
	});

	it.each([
		['after another one', `${SAID} of 10.0.0.1: 203.0.113.7`],
		['with a space after it', `${SAID} 203.0.113.7 `],
		['with a line break after it', `${SAID} 203.0.113.7\n`],
	])('shows the address at the end: %s', (_title, said) => {
		const { message } = explainReturnCode('E0001', said);
		expect(message).toBe(`${RETURN_CODES.E0001.message}: 203.0.113.7`);
	});

	it.each(['', SAID, 'The IP is not allowed', 'Not 203.0.113.7 but another one'])(
		'shows none if Cregis names none: %j',
		(said) => {
			expect(explainReturnCode('E0001', said)).toEqual(RETURN_CODES.E0001);
		},
	);
});

describe('an unlisted code', () => {
	it('is shown alone if Cregis adds nothing', () => {
		const { advice } = explainReturnCode('E9999', '');
		expect(advice).toBe('Contact Cregis support with this code.');
	});

	it.each(['A0001', 'A9999'])("%s is about a field, with Cregis's message", (code) => {
		expect(explainReturnCode(code, 'pid is null')).toEqual({
			message: 'Cregis rejected one of the fields',
			advice: 'Check the fields of this item. Cregis says: pid is null',
		});
	});

	it.each(['E0017', 'E9999', 'X1', 'A1', 'A00011', '', 'constructor', '__proto__'])(
		"%j is shown as received, with Cregis's message",
		(code) => {
			const { message, advice } = explainReturnCode(code, 'Something new');
			expect(message).toBe(`Unexpected code from Cregis: ${code}`);
			expect(advice).toContain('Cregis says: Something new.');
		},
	);
});
