/** Ways to alter a signed callback without the key. */
import { sign } from '../../sandbox/contract/signature.mts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { cutAtNames, withHidden, withInvented } from './forger.mts';
import { runTogether, valueText } from './payer.mts';
import type { Random } from '../support/random.mts';

/** Turns a signed body into another one, given its genuine fields. */
type Alteration = (random: Random, body: JsonObject) => string | Buffer;

const NAMES = [
	'__proto__',
	'constructor',
	'toString',
	'amount',
	'status',
	'fee',
	'x',
	'',
	'ünïcode',
];

const text = (body: JsonObject) => JSON.stringify(body);

const entries = (body: JsonObject) => Object.entries(body);

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

const TRIES = 40;

/** Moves, removes or adds cuts, one to three times. */
function moveCuts(random: Random, genuine: number[], end: number): number[] {
	const cuts = [...genuine];
	for (let times = 1 + random.below(3); times > 0; times--) {
		const index = 1 + random.below(cuts.length - 1);
		const way = random.below(3);
		if (way === 0) cuts[index] += random.below(21) - 10;
		else if (way === 1) cuts.splice(index, 2);
		else cuts.push(random.below(end), random.below(end));
	}
	return [...new Set(cuts)].filter((cut) => cut >= 0 && cut < end).sort((a, b) => a - b);
}

/** The same signed text, cut at other places into names and values that are in order. */
function recut(random: Random, { sign: signature, ...body }: JsonObject): string {
	const pieces = entries(body)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([name, value]) => [name, valueText(value)]);
	const whole = pieces.join('');
	let position = 0;
	const genuine = pieces.map((piece) => (position += piece.length) - piece.length);
	for (let tries = 0; tries < TRIES; tries++) {
		const cuts = moveCuts(random, genuine, whole.length);
		const parts = cuts.map((cut, index) => whole.slice(cut, cuts[index + 1]));
		const names = parts.filter((_, index) => index % 2 === 0);
		const isSorted = names.every((name, index) => index === 0 || names[index - 1] < name);
		if (parts.length % 2 || !isSorted) continue;
		const fields = names.map((name, index): [string, string] => [name, parts[2 * index + 1]]);
		return text({ ...Object.fromEntries(fields), sign: signature });
	}
	return text({ ...body, sign: signature });
}

export const ALTERATIONS: Record<string, Alteration> = {
	'flipped bits': (random, body) => {
		const bytes = Buffer.from(text(body));
		for (let times = 1 + random.below(3); times > 0; times--) {
			bytes[random.below(bytes.length)] ^= 1 << random.below(8);
		}
		return bytes;
	},
	'swapped values': (random, body) => {
		const [[a, first], [b, second]] = [random.of(entries(body)), random.of(entries(body))];
		return text({ ...body, [a]: second, [b]: first });
	},
	'an added field': (random, body) => {
		const value = random.of<unknown>(['1', 1, 'x', true, { a: 1 }, [1], nested(200)]);
		return text(body).replace(
			'{',
			`{${JSON.stringify(random.of(NAMES))}:${JSON.stringify(value)},`,
		);
	},
	'a removed field': (random, body) => {
		const [name] = random.of(entries(body));
		return text(Object.fromEntries(entries(body).filter(([other]) => other !== name)));
	},
	'a renamed field': (random, body) => {
		const [name] = random.of(entries(body));
		const other = random.of([...NAMES, `${name}x`, name.slice(1), name.toUpperCase()]);
		return text(
			Object.fromEntries(entries(body).map(([key, value]) => [key === name ? other : key, value])),
		);
	},
	'a doubled field': (random, body) => {
		const [name] = random.of(entries(body));
		const [, value] = random.of(entries(body));
		const pair = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
		return random.chance(0.5)
			? text(body).replace('{', `{${pair},`)
			: text(body).replace(/\}$/, `,${pair}}`);
	},
	'another type': (random, body) => {
		const [name, value] = random.of(entries(body));
		const other = random.of<unknown>([
			[value],
			{ value },
			null,
			true,
			String(value),
			Number(value),
			'',
		]);
		return text({ ...body, [name]: other });
	},
	'another value': (random, body) => {
		const [name, value] = random.of(entries(body));
		const old = valueText(value);
		const at = random.below(old.length + 1);
		const added = random.of(['0', ' ', '.', '9', 'e1', '\u0000', '-']);
		return text({ ...body, [name]: old.slice(0, at) + added + old.slice(at + random.below(2)) });
	},
	'an end cut off': (random, body) => text(body).slice(0, random.below(text(body).length)),
	"another project's signature": (random, { sign: _, ...body }) =>
		text({ ...body, sign: sign(body, random.text('0123456789abcdef', 32)) }),
	'other borders': recut,
};

/**
 * The alterations that keep the signature valid: bodies with known names, some with made-up ones, and some with
 * a hidden field. An order has no other body with known names, because no other name starts like its text.
 */
export function forgeries(random: Random, { sign: signature, ...body }: JsonObject): string[] {
	const cut = 'event_name' in body ? [] : cutAtNames(random, runTogether(body));
	const genuine = Object.fromEntries(
		entries(body).map(([name, value]) => [name, valueText(value)]),
	);
	const invented = [genuine, genuine, ...cut.slice(0, 3)].map((one) => withInvented(random, one));
	const hidden = [genuine, genuine].map((one) => withHidden(random, one));
	return [...cut, ...invented, ...hidden].map((one) => text({ ...one, sign: signature }));
}
