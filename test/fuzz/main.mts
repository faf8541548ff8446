/**
 * Generates genuine callbacks, in which payers write anything, and alters them in every way that needs no
 * key. No altered one may be accepted without asking Cregis, unless it has the same fields with the same
 * values, and no genuine one may be refused. COUNT and SEED come from the environment.
 */
import { createRequire } from 'node:module';
import canonicalize from 'canonicalize';
import { isSigned, sign } from '../../sandbox/contract/signature.mts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { KEY, PID } from '../support/samples.mts';
import { ALTERATIONS, forgeries } from './alterations.mts';
import { genuineCallback } from './genuine.mts';
import { valueText } from './payer.mts';
import { Random } from '../support/random.mts';

type Verdict =
	| { verified: true; payload: JsonObject; ambiguous?: boolean }
	| { verified: false; reason: string };

// The package as it is published: built, and loaded through its main file.
const { verifyCallback } = createRequire(import.meta.url)('../../dist/index.js') as {
	verifyCallback: (body: string | Buffer, apiKey: string, pid: string) => Verdict;
};

const COUNT = Number(process.env.COUNT ?? 1_000_000);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
/** The number of alterations of each genuine callback, besides those with a valid signature. */
const ALTERATIONS_OF_EACH = 10;

/** The content of a body: its non-empty fields, with an order's data as a whole. */
function meaning(body: JsonObject): string {
	const fields = Object.entries(body)
		.filter(([name, value]) => name !== 'sign' && (value ?? '') !== '')
		.map(([name, value]): [string, unknown] => {
			if (name !== 'data' || !('event_name' in body)) return [name, valueText(value)];
			return [name, canonicalize(typeof value === 'string' ? JSON.parse(value) : value)];
		});
	return canonicalize(Object.fromEntries(fields)) ?? '';
}

const random = new Random(SEED);
const genuine = { count: 0, refused: 0, ambiguous: 0, ordinary: 0, ordinaryAmbiguous: 0 };
const altered = { count: 0, signed: 0, ambiguous: 0, same: 0, accepted: 0 };
const faults: string[] = [];

function tryGenuine(body: JsonObject, isOrdinary: boolean): void {
	const verdict = verifyCallback(JSON.stringify(body), KEY, PID);
	genuine.count++;
	if (isOrdinary) genuine.ordinary++;
	if (!verdict.verified) {
		genuine.refused++;
		faults.push(`refused, though genuine: ${JSON.stringify(body)}`);
	} else if (verdict.ambiguous) {
		genuine.ambiguous++;
		if (isOrdinary) genuine.ordinaryAmbiguous++;
	}
}

function tryAltered(way: string, raw: string | Buffer, body: JsonObject, said: string): void {
	const verdict = verifyCallback(raw, KEY, PID);
	altered.count++;
	if (altered.count % 100_000 === 0) console.log(`  ${altered.count}, ${faults.length} faults`);
	if (way === 'other borders' && isSigned(JSON.parse(raw.toString()) as JsonObject, KEY)) {
		altered.signed++;
	}
	if (!verdict.verified) return;
	if (meaning(verdict.payload) === said) {
		altered.same++;
	} else if (verdict.ambiguous) {
		altered.ambiguous++;
	} else {
		altered.accepted++;
		faults.push(`accepted, with ${way}: ${raw.toString()} for ${JSON.stringify(body)}`);
	}
}

console.log(`Altering ${COUNT} callbacks, seed ${SEED}`);
const started = Date.now();
while (altered.count < COUNT) {
	const { fields, isOrdinary } = genuineCallback(random);
	const body = { ...fields, sign: sign(fields, KEY) };
	const said = meaning(body);
	tryGenuine(body, isOrdinary);
	for (const forged of forgeries(random, body)) tryAltered('other borders', forged, body, said);
	for (let times = 0; times < ALTERATIONS_OF_EACH; times++) {
		const [way, alter] = random.of(Object.entries(ALTERATIONS));
		tryAltered(way, alter(random, body), body, said);
	}
}

for (const fault of faults.slice(0, 10)) console.log(fault);
console.log(
	`Altered callbacks: ${altered.count}, of which ${altered.signed} have a valid signature`,
);
console.log(`  accepted, though they say something else: ${altered.accepted}`);
console.log(`  ambiguous, so that Cregis is asked: ${altered.ambiguous}`);
console.log(`Genuine callbacks: ${genuine.count}, of which ${genuine.ordinary} are ordinary`);
console.log(`  refused: ${genuine.refused}`);
console.log(`  ambiguous: ${genuine.ambiguous}, of ordinary ones ${genuine.ordinaryAmbiguous}`);
const figures = {
	ok: altered.accepted === 0 && genuine.refused === 0,
	seed: SEED,
	altered: altered.count,
	validSignatures: altered.signed,
	alteredAccepted: altered.accepted,
	alteredAmbiguous: altered.ambiguous,
	genuine: genuine.count,
	genuineRefused: genuine.refused,
	genuineAmbiguous: genuine.ambiguous,
	ordinary: genuine.ordinary,
	ordinaryAmbiguous: genuine.ordinaryAmbiguous,
	seconds: Math.round((Date.now() - started) / 1000),
};
console.log(JSON.stringify(figures));
if (!figures.ok) process.exitCode = 1;
