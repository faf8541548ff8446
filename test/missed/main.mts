/**
 * `npm run test:missed`: the polling trigger in a real n8n. First alone, while pages shift, n8n is killed and
 * Cregis is down. Then next to the Cregis Trigger, while callbacks get lost. The last line of the output is
 * one JSON object. SEED, DEPOSITS and KILLS come from the environment.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { n8nVersion } from '../../harness/n8n.mts';
import { pack } from '../../scripts/pack.mts';
import { Random } from '../support/random.mts';
import { runBoth } from './both.mts';
import { runKilled } from './killed.mts';
import { openScene, type Amounts, type Scene, type Verdict } from './scene.mts';

const started = Date.now();
const seconds = () => (Date.now() - started) / 1000;
const tell = (text: string) => console.log(`${seconds().toFixed(1).padStart(6)} s  ${text}`);

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const amounts: Amounts = {
	deposits: Number(process.env.DEPOSITS ?? 2_000),
	kills: Number(process.env.KILLS ?? 10),
	betweenPages: 7,
	shared: 500,
	dropped: 50,
};

const folder = mkdtempSync(join(tmpdir(), 'cregis-missed-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const random = new Random(seed);

async function run(
	name: string,
	tarball: string,
	act: (scene: Scene) => Promise<Verdict>,
	env?: Record<string, string>,
): Promise<Verdict> {
	const userFolder = join(folder, name);
	mkdirSync(userFolder);
	const scene = await openScene({ folder: userFolder, tarball, env, amounts, random, tell });
	try {
		return await act(scene);
	} catch (error) {
		console.error(scene.lastLines());
		throw error;
	} finally {
		await scene.stop();
	}
}

try {
	tell(`Seed ${seed}, n8n ${n8nVersion()}`);
	const tarball = pack(folder);
	const killed = await run('killed', tarball, runKilled);
	// Remove Duplicates reads and writes its history without a lock, so only executions in turn are safe.
	const inTurn = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' };
	const both = await run('both', tarball, runBoth, inTurn);
	const figures = { ...killed.figures, ...both.figures };
	const faults = [...killed.faults, ...both.faults];
	for (const [name, value] of Object.entries(figures)) tell(`${name}: ${value}`);
	for (const fault of faults) tell(`DID NOT HOLD: ${fault}`);
	const ok = faults.length === 0;
	if (!ok) process.exitCode = 1;
	console.log(JSON.stringify({ ok, seed, ...figures, faults, seconds: Math.round(seconds()) }));
} catch (error) {
	const { message } = error as Error;
	console.error(message);
	console.log(JSON.stringify({ ok: false, seed, error: message, seconds: Math.round(seconds()) }));
	process.exitCode = 1;
}
