/**
 * `npm run test:scale`: thousands of rows in each execution, on three workers that are killed with -9 in turn.
 * The last line of the output is one JSON object. BATCHES, ROWS and KILLS come from the environment. Without
 * them, a successful run updates docs/queue-mode.md.
 */
import { Editor } from '../../harness/editor.mts';
import { runCommand, type Place } from '../support/command.mts';
import { writeTable } from '../support/queueMode/figures.mts';
import { openQueueMode } from '../support/queueMode/open.mts';
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

async function run({ folder, tell }: Place): Promise<Verdict> {
	const opened = await openQueueMode({ folder, tell, stepMs: 0, workers: WORKERS, env: ENV });
	const { sandbox, services, cluster, url } = opened;
	const { workers } = cluster;
	const memory = new Memory(workers);
	try {
		const editor = await Editor.open(url);
		const paying = await publishPaying(editor, sandbox);
		const batches = new Batches({ ...paying, editor, services, amounts, tell });
		const kills = killInTurn({ sandbox, cluster, url, amounts, tell });
		kills.catch(() => undefined); // Awaited below.
		const from = Date.now();
		const reports = await batches.pay();
		await kills;
		const paidIn = (Date.now() - from) / 1000;
		const scene = { sandbox, editor, workers, amounts, atOnce: AT_ONCE };
		return await judge(scene, { reports, calls: batches.calls, memory, paidIn });
	} finally {
		memory.stop();
		await opened.close();
	}
}

const verdict = await runCommand('scale', run);
if (verdict && !BATCHES && !ROWS && !KILLS) await writeTable('scale', verdict.rows);
