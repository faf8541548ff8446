/**
 * Alters genuine callbacks in every way that needs no key, and sees that none is accepted unless it holds
 * the same fields with the same values. COUNT and SEED come from the environment.
 */
import { createRequire } from 'node:module';
import canonicalize from 'canonicalize';
import { isSigned, sign } from '../../sandbox/signature.mts';
import type { JsonObject } from '../../sandbox/json.mts';
import { KEY, PID } from '../unit/samples.mts';
import { ALTERATIONS } from './alterations.mts';
import { genuineFields } from './genuine.mts';
import { Random } from './random.mts';

type Verdict = { verified: true; payload: JsonObject } | { verified: false; reason: string };

// The package as it is published: built, and loaded by its main file.
const { verifyCallback } = createRequire(import.meta.url)('../../dist/index.js') as {
	verifyCallback: (body: string | Buffer, apiKey: string, pid: string) => Verdict;
};

const COUNT = Number(process.env.COUNT ?? 1_000_000);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
/** Callbacks are altered many times over, as making and signing one takes longer. */
const ALTERATIONS_OF_EACH = 50;

/** What a body says: its non-empty fields, an order's data as a whole. */
function meaning(body: JsonObject): string {
	const fields = Object.entries(body)
		.filter(([name, value]) => name !== 'sign' && (value ?? '') !== '')
		.map(([name, value]): [string, unknown] => {
			if (name !== 'data') return [name, String(value)];
			return [name, canonicalize(typeof value === 'string' ? JSON.parse(value) : value)];
		});
	return canonicalize(Object.fromEntries(fields)) ?? '';
}

const random = new Random(SEED);
const tally = Object.fromEntries(
	Object.keys(ALTERATIONS).map((name) => [name, { altered: 0, signed: 0, accepted: 0 }]),
);
const faults: string[] = [];
let genuine = 0;
let body: JsonObject = {};
let said = '';

console.log(`Altering ${COUNT} callbacks, seed ${SEED}`);
const started = Date.now();
for (let index = 0; index < COUNT; index++) {
	if (index % ALTERATIONS_OF_EACH === 0) {
		const fields = genuineFields(random);
		body = { ...fields, sign: sign(fields, KEY) };
		said = meaning(body);
		genuine++;
		const verdict = verifyCallback(JSON.stringify(body), KEY, PID);
		if (!verdict.verified) faults.push(`refused, though genuine: ${JSON.stringify(body)}`);
	}
	const [name, alter] = random.of(Object.entries(ALTERATIONS));
	const altered = alter(random, body);
	const verdict = verifyCallback(altered, KEY, PID);
	tally[name].altered++;
	if (name === 'other borders' && isSigned(JSON.parse(altered.toString()) as JsonObject, KEY)) {
		tally[name].signed++;
	}
	if (verdict.verified) {
		tally[name].accepted++;
		if (meaning(verdict.payload) !== said) {
			faults.push(`accepted, with ${name}: ${altered.toString()} for ${JSON.stringify(body)}`);
		}
	}
	if ((index + 1) % 100_000 === 0) console.log(`  ${index + 1} altered, ${faults.length} faults`);
}

for (const [name, { altered, accepted }] of Object.entries(tally)) {
	console.log(`${name}: ${altered}, of which ${accepted} said the same and were accepted`);
}
console.log(`With other borders, ${tally['other borders'].signed} carried a valid signature`);
for (const fault of faults.slice(0, 10)) console.log(fault);
const figures = {
	ok: faults.length === 0,
	seed: SEED,
	altered: COUNT,
	genuine,
	validSignatures: tally['other borders'].signed,
	faults: faults.length,
	seconds: Math.round((Date.now() - started) / 1000),
};
console.log(JSON.stringify(figures));
if (!figures.ok) process.exitCode = 1;
