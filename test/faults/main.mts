/**
 * `npm run test:faults`: payouts in a real n8n, while requests and replies are lost, late or doubled, and
 * n8n itself is killed. After every run, what it told is held against what was paid. Its last line is one
 * JSON object. SEED comes from the environment.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { n8nVersion } from '../../demo/n8n.mts';
import { Random } from '../fuzz/random.mts';
import { Batch } from './batch.mts';
import { planCampaign, type BatchPlan } from './plan.mts';
import { Stage } from './stage.mts';
import { totalUp } from './totals.mts';

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
const AT_ONCE = 5;
const LEAST_PAYOUTS = 500;
const LEAST_KILLS = 3;
const SHOWN = 10;

const started = Date.now();
const seconds = () => (Date.now() - started) / 1000;
const tell = (text: string) => console.log(`${seconds().toFixed(1).padStart(6)} s  ${text}`);

/** Pays batches, some at once. */
async function payAll(stage: Stage, plans: BatchPlan[], batches: Batch[]) {
	const prepared: Batch[] = [];
	// Before the first kill, as the editor is not there then.
	for (const plan of plans) prepared.push(await Batch.prepare(plan, stage));
	batches.push(...prepared);
	const work = async () => {
		for (let batch = prepared.shift(); batch; batch = prepared.shift()) {
			await batch.pay();
			const { plan, runs, retries, killedRuns, disagreements } = batch;
			tell(
				`${plan.name}: ${plan.rows.length} payouts (${plan.setting.name}), ${runs} runs, ${retries} retries, ${killedRuns} killed, ${disagreements.length} disagreements`,
			);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function run(folder: string) {
	const batches: Batch[] = [];
	const { killed, calm } = planCampaign(new Random(SEED));
	tell(`${killed.length + calm.length} batches in n8n ${n8nVersion()}, seed ${SEED}`);
	const stage = await Stage.open(folder);
	process.on('exit', () => stage.abandon());
	try {
		tell('n8n is up; it will be killed while the first batches run');
		await payAll(stage, killed, batches);
		tell(`n8n was killed ${stage.kills} times; the other batches wait for time-outs`);
		await payAll(stage, calm, batches);
		const { figures, faults } = totalUp(batches);
		if (Number(figures.payouts) < LEAST_PAYOUTS) faults.push('there were too few payouts');
		if (stage.kills < LEAST_KILLS) faults.push('n8n was not killed often enough');
		return { figures: { ...figures, kills: stage.kills }, faults };
	} finally {
		await stage.close();
		for (const { sandbox } of batches) await sandbox.close();
	}
}

const folder = mkdtempSync(join(tmpdir(), 'cregis-faults-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

try {
	const { figures, faults } = await run(folder);
	for (const [name, value] of Object.entries(figures)) tell(`${name}: ${JSON.stringify(value)}`);
	for (const fault of faults.slice(0, SHOWN)) tell(`DID NOT HOLD: ${fault}`);
	const ok = faults.length === 0;
	if (!ok) process.exitCode = 1;
	const failed = ok ? {} : { failed: faults.slice(0, SHOWN) };
	console.log(
		JSON.stringify({ ok, seed: SEED, ...figures, ...failed, seconds: Math.round(seconds()) }),
	);
} catch (error) {
	const { message } = error as Error;
	console.error(message);
	const failed = [message];
	console.log(JSON.stringify({ ok: false, seed: SEED, failed, seconds: Math.round(seconds()) }));
	process.exitCode = 1;
}
