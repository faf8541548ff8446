import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyCallback } from '../../nodes/Cregis/protocol/callback.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import {
	DEPOSIT,
	KEY,
	ORDER,
	PAYOUT,
	type Sample,
	signRaw,
	VERIFICATION,
	WITHDRAWAL,
} from '../support/samples.mts';

/** A value to write as JSON. A number is its digits, which must not change. */
type Tree = { lexeme: string } | string | boolean | null | Tree[] | Map<string, Tree>;

/** How a sender writes JSON: escapes and white space can vary. */
interface Style {
	space: string;
	slash: string;
	ascii: boolean;
}

const STYLE: fc.Arbitrary<Style> = fc.record({
	space: fc.constantFrom('', ' ', '\n\t', ' \r\n  '),
	slash: fc.constantFrom('/', '\\/'),
	ascii: fc.boolean(),
});

function writeString(text: string, { slash, ascii }: Style): string {
	const plain = JSON.stringify(text).replaceAll('/', slash);
	if (!ascii) return plain;
	return plain.replace(/[\u007f-\uffff]/g, (unit) => {
		return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
	});
}

function write(tree: Tree, style: Style): string {
	const { space } = style;
	const list = (parts: string[]) => parts.join(`${space},${space}`);
	if (typeof tree === 'string') return writeString(tree, style);
	if (typeof tree === 'boolean' || tree === null) return String(tree);
	if (Array.isArray(tree))
		return `[${space}${list(tree.map((item) => write(item, style)))}${space}]`;
	if (!(tree instanceof Map)) return tree.lexeme;
	const members = [...tree].map(([name, value]) => {
		return `${writeString(name, style)}${space}:${space}${write(value, style)}`;
	});
	return `{${space}${list(members)}${space}}`;
}

const TEXT = fc.string({ unit: 'binary' });
const DIGITS = fc.stringMatching(/^[1-9]\d{0,24}$/);
const CANONICAL = fc
	.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger())
	.map((value) => JSON.stringify(value));
const LEXEME = fc.oneof(
	fc.constantFrom('1.10', '1e3', '1E+3', '-0', '0', '0.0', '1.0', '-1.50', '1e-7'),
	fc.stringMatching(/^-?[1-9]\d{0,13}(\.\d{1,6})?$/),
);

const treeOf = (numbers: fc.Arbitrary<string>) =>
	fc.letrec<{ tree: Tree }>((tie) => ({
		tree: fc.oneof(
			{ depthSize: 'small', withCrossShrink: true },
			numbers.map((lexeme) => ({ lexeme })),
			TEXT,
			fc.boolean(),
			fc.constant(null),
			fc.array(tie('tree'), { maxLength: 3 }),
			fc
				.array(
					fc.tuple(
						TEXT.filter((name) => name !== '__proto__'),
						tie('tree'),
					),
					{ maxLength: 3 },
				)
				.map((entries) => new Map(entries)),
		),
	})).tree;

/** A callback of a kind, with any IDs, amounts, order of members and free texts. */
function callbackOf({ required, optional }: Sample): fc.Arbitrary<Map<string, Tree>> {
	const free = fc.oneof(
		TEXT,
		LEXEME.map((lexeme): Tree => ({ lexeme })),
		fc.boolean(),
		fc.constantFrom(null, '', ' ', '0'),
	);
	const digits = DIGITS.chain((lexeme) => fc.constantFrom<Tree>(lexeme, { lexeme }));
	const amount = fc.constantFrom('1.10', '0', '250.75', '1.0', '9007199254740993');
	const varied: Record<string, fc.Arbitrary<Tree>> = {
		cid: digits,
		pid: digits,
		amount: amount.chain((lexeme) => fc.constantFrom<Tree>(lexeme, { lexeme })),
		block_height: digits,
		block_time: fc.oneof(digits, fc.constantFrom(null, '')),
		remark: free,
		memo: free,
		third_party_id: TEXT.filter((text) => text !== ''),
	};
	const fixed = (value: unknown): Tree => {
		return typeof value === 'number' ? { lexeme: String(value) } : (value as string);
	};
	const fields = Object.entries({ ...required, ...optional }).map(([name, value]) => {
		const tree = varied[name] ?? fc.constant(fixed(value));
		return [name, name in required ? tree : fc.option(tree, { nil: undefined })] as const;
	});
	return fc.record(Object.fromEntries(fields)).chain((record) => {
		const members = Object.entries(record).filter(
			(member): member is [string, Tree] => member[1] !== undefined,
		);
		return fc
			.shuffledSubarray(members, { minLength: members.length })
			.map((shuffled) => new Map(shuffled));
	});
}

function isVerified(text: string): boolean {
	return verifyCallback(text, KEY).verified && verifyCallback(Buffer.from(text), KEY).verified;
}

describe('what the sandbox signs is verified', () => {
	it.each([DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION])('$kind', (sample) => {
		fc.assert(
			fc.property(callbackOf(sample), STYLE, (members, style) => {
				expect(isVerified(signRaw(write(members, style)))).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	const dataOf = (numbers: fc.Arbitrary<string>) =>
		treeOf(numbers).chain((tree) => {
			const other = fc.dictionary(
				TEXT.filter((name) => name !== '__proto__'),
				fc.constant(tree),
			);
			return other.map((fields): Tree => {
				return new Map<string, Tree>([...Object.entries(fields), ['cregis_id', 'po2024']]);
			});
		});

	const compact = (style: Style): Style => ({ ...style, space: '' });
	// How the text that is signed differs from the body.
	const FORMS: Array<[string, fc.Arbitrary<string>, (tree: Tree, style: Style) => JsonObject]> = [
		['as an object in canonical form (RFC 8785)', CANONICAL, () => ({})],
		[
			'as an object, signed as it is',
			LEXEME,
			(tree, style) => ({ data: write(tree, compact(style)) }),
		],
		[
			'as an object, signed in insertion order',
			CANONICAL,
			(tree, style) => ({ data: JSON.stringify(JSON.parse(write(tree, style))) }),
		],
	];

	it.each(FORMS)('order with data %s', (_title, numbers, signedAs) => {
		fc.assert(
			fc.property(dataOf(numbers), STYLE, (tree, style) => {
				const raw = write(
					new Map([...Object.entries(ORDER.required).map(fixedMember), ['data', tree] as const]),
					style,
				);
				expect(isVerified(signRaw(raw, signedAs(tree, style)))).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	it('order with data as JSON text', () => {
		fc.assert(
			fc.property(dataOf(LEXEME), STYLE, STYLE, (tree, inner, outer) => {
				const text = write(tree, inner);
				const members = Object.entries({ ...ORDER.required, data: text }).map(fixedMember);
				expect(isVerified(signRaw(write(new Map(members), outer)))).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	/** An order with this text as its data, signed with the other text if one is given. */
	function verdictOfData(data: string, signed?: string): string {
		const raw = JSON.stringify({ ...ORDER.required, data: 0 });
		const body = raw.replace('"data":0', `"data":${data}`);
		const result = verifyCallback(signRaw(body, signed ? { data: signed } : {}), KEY);
		if (!result.verified) return result.reason;
		return result.ambiguous ? 'ambiguous' : 'accepted';
	}

	/** An order with this number in its data, signed with the other number if one is given. */
	function verdictOf(lexeme: string, signed?: string): string {
		const data = (digits: string) => `{"cregis_id":"po2024","refund_id":${digits}}`;
		return verdictOfData(data(lexeme), signed && data(signed));
	}

	it.each(['987654321', '0.1', '1e+21', '1.5e+300', '-1'])(
		'order with %s in its data, signed as it is',
		(lexeme) => {
			expect(verdictOf(lexeme, lexeme)).toMatch(/accepted|ambiguous/);
		},
	);

	it.each([
		['987654321.0', '987654321'],
		['9.87654321e8', '987654321'],
		['1e999', 'null'],
		['-1e999', 'null'],
		['9'.repeat(400), 'null'],
		['-0', '0'],
		['0.10', '0.1'],
		['1e21', '1e+21'],
	])('order with %s in its data is refused if %s is signed', (lexeme, signed) => {
		expect(verdictOf(lexeme, signed)).toBe("The signature doesn't match");
		expect(verdictOf(lexeme, lexeme)).not.toBe("The signature doesn't match");
	});

	// A sender that signs doubles loses the last digits, so bodies that differ only there have the same signature.
	it.each([
		['12345678901234567891', '12345678901234567000', 'ambiguous'],
		['12345678901234567890', '12345678901234567000', 'ambiguous'],
		['12345678901234567000', '12345678901234567000', 'ambiguous'],
		['9007199254740993', '9007199254740992', 'ambiguous'],
		['12345678901234567891', '12345678901234567891', 'accepted'],
		['9007199254740991', '9007199254740991', 'accepted'],
	])('order with %s in its data, signed with %s, is %s', (lexeme, signed, verdict) => {
		expect(verdictOf(lexeme, signed)).toBe(verdict);
	});

	it.each([
		['in canonical form', '{"cregis_id":"po2024","refund_id":12345678901234567000}'],
		['in insertion order', '{"refund_id":12345678901234567000,"cregis_id":"po2024"}'],
	])(
		'order with a number in its data that is signed as a double, %s, is ambiguous',
		(_, signed) => {
			const data = '{"refund_id":12345678901234567891,"cregis_id":"po2024"}';
			expect(verdictOfData(data, signed)).toBe('ambiguous');
		},
	);
});

function fixedMember([name, value]: [string, unknown]): [string, Tree] {
	return [name, typeof value === 'number' ? { lexeme: String(value) } : (value as string)];
}
