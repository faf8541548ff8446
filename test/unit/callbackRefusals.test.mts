import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyCallback } from '../../nodes/Cregis/protocol/callback.ts';
import { sign } from '../../sandbox/contract/signature.mts';
import {
	allFields,
	DEPOSIT,
	KEY,
	ORDER,
	ORDER_DATA,
	PAYOUT,
	PID,
	type Sample,
	SAMPLES,
	signedText,
	VERIFICATION,
	WITHDRAWAL,
} from '../support/samples.mts';

const BODY = signedText(allFields(DEPOSIT));
const UNREADABLE = "The body isn't JSON in UTF-8";
const NO_MATCH = "The signature doesn't match";
const BAD_SHAPE = "The fields don't match any Cregis callback";

function reasonOf(rawBody: string | Uint8Array, apiKey = KEY, pid?: string | number) {
	const result = verifyCallback(rawBody, apiKey, pid);
	return result.verified ? 'verified' : result.reason;
}

describe('the signature in a refusal', () => {
	const foreign = { ...DEPOSIT.required, address: '' };

	it.each<[what: string, body: string, signature: string | undefined]>([
		["missing, if the body isn't JSON", 'status=1', 'missing'],
		["missing, if the body isn't an object", `[${BODY}]`, 'missing'],
		['missing, if there is none', JSON.stringify(DEPOSIT.required), 'missing'],
		['missing, if it is empty', JSON.stringify({ ...DEPOSIT.required, sign: '' }), 'missing'],
		['missing, if it is null', JSON.stringify({ ...DEPOSIT.required, sign: null }), 'missing'],
		['undefined, if it is wrong', BODY.replace('TRX', 'TRY'), undefined],
		['undefined, if the body is too large', ' '.repeat(2_097_153), undefined],
		['valid, if the project is another one', signedText({ ...DEPOSIT.required, pid: 1 }), 'valid'],
		["valid, where the fields aren't those of a callback", signedText(foreign), 'valid'],
	])('is %s', (_what, body, signature) => {
		const expected = { verified: false, reason: expect.any(String) };
		expect(verifyCallback(body, KEY, PID)).toEqual(
			signature ? { ...expected, signature } : expected,
		);
	});
});

describe('an unreadable body', () => {
	it.each<[string, string | Uint8Array, string]>([
		['empty text', '', UNREADABLE],
		['no bytes', new Uint8Array(), UNREADABLE],
		['no JSON', 'status=1&sign=x', UNREADABLE],
		['cut short', BODY.slice(0, -1), UNREADABLE],
		['followed by noise', `${BODY}x`, UNREADABLE],
		['twice', BODY + BODY, UNREADABLE],
		['invalid UTF-8', Buffer.from(BODY.replace('TRX', 'TR\xff'), 'latin1'), UNREADABLE],
		['UTF-16', Buffer.from(BODY, 'utf16le'), UNREADABLE],
		['a key twice', BODY.replace('{', '{"cid":1,'), UNREADABLE],
		['a key twice, once escaped', BODY.replace('{', '{"\\u0063id":1,'), UNREADABLE],
		['a nested key twice', BODY.replace('{', '{"x":{"a":1,"a":2},'), UNREADABLE],
		[
			'nested too deeply',
			BODY.replace('{', `{"x":${'['.repeat(1e3)}${']'.repeat(1e3)},`),
			UNREADABLE,
		],
		['an array', `[${BODY}]`, "The body isn't a JSON object"],
		['text', JSON.stringify(BODY), "The body isn't a JSON object"],
		['a number', '1', "The body isn't a JSON object"],
		['null', 'null', "The body isn't a JSON object"],
		['an empty object', '{}', 'The signature is missing'],
		['larger than anything Cregis sends', ' '.repeat(2_097_153), 'The body is too large'],
	])('%s', (_title, rawBody, reason) => {
		expect(reasonOf(rawBody)).toBe(reason);
	});

	it("is not a body as large as Cregis's largest", () => {
		const withMemo = (length: number) =>
			signedText({ ...DEPOSIT.required, memo: 'x'.repeat(length) });
		const memo = 2_097_152 - withMemo(1).length + 1;
		expect(reasonOf(withMemo(memo))).toBe('verified');
		expect(reasonOf(withMemo(memo + 1))).toBe('The body is too large');
	});

	it('is not a body with a byte order mark', () => {
		expect(reasonOf(Buffer.from(`\ufeff${BODY}`))).toBe('verified');
	});
});

describe('__proto__', () => {
	it("can't add fields to a body", () => {
		const { status, ...rest } = DEPOSIT.required;
		const text = `{"__proto__":{"status":${JSON.stringify(status)}},${signedText(rest).slice(1)}`;
		expect(reasonOf(text)).toBe(NO_MATCH);
		expect({}).not.toHaveProperty('status');
	});

	it("can't add a signature to a body", () => {
		const text = JSON.stringify(DEPOSIT.required);
		const signature = sign(DEPOSIT.required, KEY);
		expect(reasonOf(`{"__proto__":{"sign":"${signature}"},${text.slice(1)}`)).toBe(
			'The signature is missing',
		);
	});
});

describe('a value in the wrong format is refused, even with a valid signature', () => {
	it.each<[Sample, string, unknown[]]>([
		...[DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION].flatMap(
			(sample): Array<[Sample, string, unknown[]]> => [
				[sample, 'pid', ['abc', '12a', -1, 1.5, '1 ', [1], { a: 1 }]],
				[sample, 'cid', ['abc', '12a', -1, 1.5, ' 1', [1], { a: 1 }]],
				[sample, 'chain_id', ['x', '1.0', {}]],
				[sample, 'token_id', ['a b', '"', {}]],
				[sample, 'amount', ['1,2', '-1', '1e3', '1.', '.5', 'x', '1\n', [1]]],
				[sample, 'nonce', ['12345', '1234567', 'abc de', 'äbcdef', ['abcdef']]],
				[sample, 'timestamp', [1687850657, '16878506579600', '168785065796x']],
			],
		),
		[DEPOSIT, 'address', ['short', 'with a space in it', 'a'.repeat(161), { a: 1 }]],
		[DEPOSIT, 'currency', ['x'.repeat(121), { a: 1 }]],
		[DEPOSIT, 'status', ['1234', 'SUCCESS', '1 ', -1, { a: 1 }]],
		[DEPOSIT, 'txid', ['a b', 'a'.repeat(161), ['a']]],
		[DEPOSIT, 'block_height', ['12a', -1, '0x10']],
		[DEPOSIT, 'block_time', ['2024-01-01', '1.5']],
		[PAYOUT, 'txid', ['a b', { a: 1 }]],
		[PAYOUT, 'third_party_id', [{ a: 1 }, ['a']]],
		[PAYOUT, 'remark', [{ a: 1 }, ['a']]],
		[WITHDRAWAL, 'from_address', ['short', 'a b c d e f']],
		[WITHDRAWAL, 'to_address', ['short', 'a b c d e f']],
		[ORDER, 'event_name', ['orders', 'Order', 'payment', true]],
		[ORDER, 'event_type', ['Paid', '1', 'paid!', { a: 1 }]],
		[ORDER, 'data', ['[]', 'x', '{', '{}', '"{}"', {}, { cregis_id: '' }, [ORDER_DATA], '{}{}']],
	])('$kind: %s', (sample, name, values) => {
		const verified = values.filter((value) => {
			return reasonOf(signedText({ ...sample.required, [name]: value })) === 'verified';
		});
		expect(verified).toEqual([]);
	});

	it('fields of no known kind are refused', () => {
		expect(reasonOf(signedText({ pid: 1, nonce: 'abcdef', timestamp: 1687850657960 }))).toBe(
			BAD_SHAPE,
		);
	});

	it("an order deposit of Cregis's first API, whose status 2 means success, is refused", () => {
		expect(reasonOf(signedText({ ...PAYOUT.required, real_amount: '1', status: 2 }))).toBe(
			BAD_SHAPE,
		);
	});
});

const bodyOf = (element: string, count: number) =>
	`{"a":[${element.repeat(count)}1],"sign":"${'0'.repeat(32)}"}`;

/** Counts how often the parser looks for the next token or for the end of a string. */
function countSteps(body: string): number {
	const { exec } = RegExp.prototype;
	const { indexOf } = String.prototype;
	let steps = 0;
	RegExp.prototype.exec = function (text) {
		steps++;
		return exec.call(this, text);
	};
	String.prototype.indexOf = function (...search) {
		steps++;
		return indexOf.apply(this, search);
	};
	try {
		verifyCallback(body, KEY, PID);
	} finally {
		Object.assign(RegExp.prototype, { exec });
		Object.assign(String.prototype, { indexOf });
	}
	return steps;
}

describe('no body makes it throw', () => {
	const withoutThrowing = (rawBody: string | Uint8Array) => {
		expect(verifyCallback(rawBody, KEY, PID).verified).toBe(false);
	};

	it('any bytes', () => {
		fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), withoutThrowing), { numRuns: 1000 });
	});

	it('any text', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), withoutThrowing), { numRuns: 1000 });
	});

	it('any JSON with an invalid signature', () => {
		const signed = fc.record({ sign: fc.stringMatching(/^[0-9a-f]{32}$/), data: fc.jsonValue() });
		const fields = fc.dictionary(fc.string(), fc.jsonValue());
		fc.assert(
			fc.property(fields, signed, (some, more) =>
				withoutThrowing(JSON.stringify({ ...some, ...more })),
			),
			{ numRuns: 1000 },
		);
	});

	it('any fields of a callback with a valid signature', () => {
		const names = SAMPLES.flatMap((sample) => Object.keys(allFields(sample)));
		const fields = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 2 }));
		fc.assert(
			fc.property(fields, (some) => {
				expect(typeof verifyCallback(signedText(some), KEY).verified).toBe('boolean');
			}),
			{ numRuns: 1000 },
		);
	});

	it.each([undefined, null, 5, {}])('no body at all: %p', (rawBody) => {
		withoutThrowing(rawBody as unknown as string);
	});

	it.each([undefined, null, '', Symbol('key')])('no key: %p', (apiKey) => {
		const { verified } = verifyCallback(BODY, apiKey as unknown as string, PID);
		expect(verified).toBe(false);
	});

	it("10 MB, which aren't parsed", () => {
		const body = bodyOf('1,', 5e6);
		expect(countSteps(body)).toBe(0);
		expect(reasonOf(body)).toBe('The body is too large');
	});

	it.each([
		['numbers', '1,'],
		['nested lists', '[1],'],
		['escaped quotes', '"\\"",'],
		['backslashes', '"\\\\",'],
	])('%s, in a number of steps that grows linearly', (_title, element) => {
		const steps = countSteps(bodyOf(element, 300));
		expect(steps).toBeGreaterThan(300);
		expect(countSteps(bodyOf(element, 3_000))).toBeLessThan(11 * steps);
	});
});
