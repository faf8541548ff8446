/**
 * `npm run bench`: how fast the package is, compared with what a merchant would use instead, in the same run.
 * Writes docs/benchmarks.json, docs/benchmarks.md and the plots. The figures depend on the machine. How they
 * compare shouldn't. The last line of the output is one JSON object.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Editor } from '../../harness/editor.mts';
import { freePort, startN8n } from '../../harness/n8n.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { pack } from '../../scripts/pack.mts';
import { killAll } from '../support/queueMode/children.mts';
import { postgresEnvironment, prepareCluster } from '../support/queueMode/cluster.mts';
import { startBehindCaddy } from '../support/queueMode/open.mts';
import { startServices, type Services } from '../support/queueMode/services.mts';
import { measureMemory, measureOperations } from './operations.mts';
import { writePage } from './page.mts';
import { measureProfile } from './profile.mts';
import { measureProtocol } from './protocol.mts';
import { Recorder } from './record.mts';
import { measureTriggers, type Goals } from './triggers.mts';
import { measureWeight } from './weight.mts';

const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

const folder = mkdtempSync(join(tmpdir(), 'cregis-bench-'));
// Clean up, however this process ends.
process.on('exit', killAll);
const record = new Recorder();

interface Place {
	editor: Editor;
	sandbox: Sandbox;
	/** n8n's process. */
	pid: number;
}

let sandbox: Sandbox;
let tarball: string;
let services: Services | undefined;

async function inN8n<T>(env: Record<string, string>, measure: (place: Place) => Promise<T>) {
	const userFolder = mkdtempSync(join(folder, 'n8n-'));
	const n8n = await startN8n({ userFolder, port: await freePort(), tarball, env });
	try {
		return await measure({ editor: await Editor.open(n8n.url), sandbox, pid: n8n.pid });
	} finally {
		await n8n.stop();
	}
}

async function measureCallbacks(
	settings: string,
	env: Record<string, string>,
	goals: Goals,
	connections: number[],
) {
	record.begin(`Callbacks, ${settings}`);
	await inN8n(env, async ({ pid, ...place }) => {
		await measureTriggers(record, { ...place, pids: [pid], connections, goals });
	});
}

async function measureCallbackProfile() {
	record.begin('Where the time of a callback goes, default settings');
	const inspector = await freePort();
	const env = { NODE_OPTIONS: `--inspect=127.0.0.1:${inspector}` };
	await inN8n(env, async (place) => await measureProfile(record, { ...place, inspector }));
}

/** Through Caddy, with a main, two webhook processors and a worker. */
async function measureQueueMode(at: Services, goals: Goals) {
	record.begin('Callbacks, the same, in queue mode');
	await at.query(`drop schema public cascade; create schema public`);
	const cluster = await prepareCluster({ folder, tarball, services: at, workers: 1 });
	const { main, processors, workers } = cluster;
	const caddy = await startBehindCaddy(folder, cluster);
	try {
		const editor = await Editor.open(caddy.url);
		const pids = [main, ...processors, ...workers].map(({ pid }) => pid!);
		await measureTriggers(record, { editor, sandbox, pids, connections: [4], goals });
	} finally {
		await cluster.stop();
		await caddy.stop();
	}
}

try {
	sandbox = await startSandbox();
	tarball = pack(folder);
	measureProtocol(record);
	measureWeight(record, tarball, folder);
	await measureCallbacks('default settings', {}, { genuine: 0.75, forged: 1, junk: 3 }, [4, 32]);
	await measureCallbackProfile();
	const goals = { genuine: 1, forged: 5, junk: 5 };
	await measureCallbacks('expression engine acquired lazily', LAZY, goals, [4, 32]);
	services = await startServices(folder, console.log);
	const onPostgres = { ...LAZY, ...postgresEnvironment(services) };
	await measureCallbacks('the same, on PostgreSQL', onPostgres, goals, [4]);
	await measureQueueMode(services, goals);
	await inN8n({}, async (place) => await measureOperations(record, place));
	await measureMemory(record, async (measure) => await inN8n({}, measure));
	writePage(record.rows);
	const missed = record.rows.filter(({ holds }) => !holds).map(({ name }) => name);
	console.log(JSON.stringify({ ok: true, missed, rows: record.rows.length }));
} finally {
	await sandbox!.close();
	await services?.stop();
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
