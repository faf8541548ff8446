/**
 * `npm run test:faults`: payments in a real n8n, while requests and replies are lost, late or duplicated,
 * proxies respond instead of Cregis, and n8n itself is killed. After every run, its report is compared with
 * what was paid. The last line of the output is one JSON object.
 *
 * SEED is one seed. SEEDS is a list of seeds, or how many to run, starting from 1.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { n8nVersion } from '../../harness/n8n.mts';
import { playCampaign } from './campaign.mts';
import { Stage } from './stage.mts';

const SHOWN = 10;

function readSeeds({ SEED, SEEDS }: NodeJS.ProcessEnv): number[] {
	if (SEEDS?.includes(',')) return SEEDS.split(',').map(Number);
	if (SEEDS) return Array.from({ length: Number(SEEDS) }, (_, index) => index + 1);
	return [Number(SEED ?? Math.floor(Math.random() * 2 ** 32))];
}

const seeds = readSeeds(process.env);
const started = Date.now();
const secondsSince = (start: number) => (Date.now() - start) / 1000;
const tell = (text: string) =>
	console.log(`${secondsSince(started).toFixed(1).padStart(6)} s  ${text}`);

const folder = mkdtempSync(join(tmpdir(), 'cregis-faults-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const failed: string[] = [];
const totals: Record<string, number> = {};
let seed = seeds[0];
let stage: Stage | undefined;
try {
	tell(`${seeds.length === 1 ? `seed ${seed}` : `${seeds.length} seeds`}, n8n ${n8nVersion()}`);
	const opened = await Stage.open(folder);
	stage = opened;
	process.on('exit', () => opened.abandon());
	tell('n8n is up');
	for (seed of seeds) {
		const start = Date.now();
		const { figures, struck, faults, kills } = await playCampaign(opened, seed, tell);
		if (seeds.length === 1)
			for (const [name, times] of Object.entries(struck)) tell(`${name}: ${times}`);
		for (const fault of faults.slice(0, SHOWN)) tell(`DID NOT HOLD (seed ${seed}): ${fault}`);
		failed.push(...faults.map((fault) => `seed ${seed}: ${fault}`));
		const all = { ...figures, kills, seconds: Math.round(secondsSince(start)) };
		for (const [name, value] of Object.entries(all)) totals[name] = (totals[name] ?? 0) + value;
		tell(
			`seed ${seed}: ${faults.length === 0 ? 'all held' : 'DID NOT HOLD'} ${JSON.stringify(all)}`,
		);
	}
} catch (error) {
	const { message } = error as Error;
	console.error(message);
	failed.push(`seed ${seed}: ${message}`);
} finally {
	await stage?.close();
}
const ok = failed.length === 0;
if (!ok) process.exitCode = 1;
console.log(
	JSON.stringify({
		ok,
		n8n: n8nVersion(),
		...(seeds.length === 1 ? { seed } : { seeds }),
		...totals,
		...(ok ? {} : { failed: failed.slice(0, SHOWN) }),
	}),
);
