/**
 * `npm run test:scale`: thousands of rows in each execution, on three workers that are killed with -9 in turn.
 * The last line of the output is one JSON object. BATCHES, ROWS and KILLS come from the environment. Without
 * them, a successful run updates docs/queue-mode.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Editor } from '../../harness/editor.mts';
import { n8nVersion } from '../../harness/n8n.mts';
import { startSandbox } from '../../sandbox/sandbox.mts';
import { pack } from '../../scripts/pack.mts';
import { startCaddy } from '../support/queueMode/caddy.mts';
import { killAll } from '../support/queueMode/children.mts';
import { prepareCluster } from '../support/queueMode/cluster.mts';
import { writeTable } from '../support/queueMode/figures.mts';
import { startServices } from '../support/queueMode/services.mts';
import { Batches } from './batches.mts';
import { judge, type Verdict } from './judge.mts';
import { killInTurn } from './kills.mts';
import { Memory } from './memory.mts';
import { publishPaying } from './workflow.mts';

const WORKERS = 3;
/**
 * How many executions a worker runs at once. With more on a small machine, requests to Cregis and to PostgreSQL
 * time out, and the batches need more executions until they succeed.
 */
const AT_ONCE = 1;

const ENV = {
	N8N_CONCURRENCY_PRODUCTION_LIMIT: String(AT_ONCE),
	// n8n's own values: a worker that is busy with thousands of rows isn't taken for dead.
	QUEUE_WORKER_LOCK_DURATION: '60000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '10000',
	QUEUE_WORKER_STALLED_INTERVAL: '30000',
};

const { BATCHES, ROWS, KILLS } = process.env;
const amounts = {
	batches: Number(BATCHES ?? 20),
	rows: Number(ROWS ?? 5_000),
	kills: Number(KILLS ?? 6),
};

const started = Date.now();
const seconds = () => (Date.now() - started) / 1000;
const tell = (text: string) => console.log(`${seconds().toFixed(1).padStart(6)} s  ${text}`);

async function run(folder: string): Promise<Verdict> {
	const closing: Array<() => unknown> = [];
	try {
		tell('Building and packing the package');
		const tarball = pack(folder);
		const services = await startServices(folder, tell);
		closing.unshift(async () => await services.stop());
		const sandbox = await startSandbox({ autoPayouts: { delayMs: 0 } });
		closing.unshift(async () => await sandbox.close());
		const cluster = await prepareCluster({ folder, tarball, services, workers: WORKERS, env: ENV });
		closing.unshift(async () => await cluster.stop());
		const { main, processors, workers } = cluster;
		const urls = processors.map(({ url }) => url);
		const caddy = await startCaddy(folder, main.url, urls);
		closing.unshift(async () => await caddy.stop());
		await cluster.start(caddy.url, [main]);
		await cluster.start(caddy.url, [...processors, ...workers]);
		tell(`n8n ${n8nVersion()}: main, ${urls.length} webhook processors, ${WORKERS} workers`);

		const editor = await Editor.open(caddy.url);
		const paying = await publishPaying(editor, sandbox);
		const memory = new Memory(workers);
		closing.unshift(() => memory.stop());
		const batches = new Batches({ ...paying, editor, services, amounts, tell });
		const kills = killInTurn({ sandbox, cluster, url: caddy.url, amounts, tell });
		kills.catch(() => undefined); // Awaited below.
		const from = Date.now();
		const reports = await batches.pay();
		await kills;
		const paidIn = (Date.now() - from) / 1000;
		const scene = { sandbox, editor, workers, amounts, atOnce: AT_ONCE };
		return await judge(scene, { reports, calls: batches.calls, memory, paidIn });
	} finally {
		for (const close of closing) await close();
	}
}

const folder = mkdtempSync(join(tmpdir(), 'cregis-scale-'));
process.on('exit', () => {
	killAll();
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

try {
	const { rows, figures, faults } = await run(folder);
	for (const [text, value] of rows) tell(`${text}: ${value}`);
	for (const fault of faults) tell(`DID NOT HOLD: ${fault}`);
	const ok = faults.length === 0;
	if (!ok) process.exitCode = 1;
	if (ok && !BATCHES && !ROWS && !KILLS) await writeTable('scale', rows);
	console.log(JSON.stringify({ ok, ...figures, faults, seconds: Math.round(seconds()) }));
} catch (error) {
	const { message } = error as Error;
	console.error(message);
	console.log(JSON.stringify({ ok: false, error: message, seconds: Math.round(seconds()) }));
	process.exitCode = 1;
}
