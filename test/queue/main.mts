/**
 * `npm run test:queue`: n8n's queue mode on PostgreSQL and Redis behind Caddy, with deposits and payouts in
 * progress while workers and webhook processors are killed with -9 in turn. The last line of the output is one
 * JSON object. DEPOSITS and PAYOUTS come from the environment. Without them, a successful run updates
 * docs/queue-mode.md.
 */
import { Editor } from '../../harness/editor.mts';
import { runCommand, type Place, type Verdict } from '../support/command.mts';
import { openQueueMode } from '../support/queueMode/open.mts';
import { judge } from './judge.mts';
import { runLoad, type Amounts } from './load.mts';
import { writeFigures } from './page.mts';
import { Records } from './records.mts';
import { publishWorkflows } from './workflows.mts';

const { DEPOSITS, PAYOUTS } = process.env;
const amounts: Amounts = {
	deposits: Number(DEPOSITS ?? 1_000),
	handledDeposits: Math.ceil(Number(DEPOSITS ?? 1_000) / 5),
	payouts: Number(PAYOUTS ?? 200),
};

async function run({ folder, tell }: Place): Promise<Verdict> {
	const opened = await openQueueMode({ folder, tell, stepMs: 200, workers: 2 });
	const { sandbox, services, cluster, url } = opened;
	const records = new Records(services);
	try {
		const workflows = await publishWorkflows(await Editor.open(url), sandbox);
		tell('The workflows are published');
		const scene = { sandbox, cluster, url, workflows, records, amounts, tell };
		return await judge(scene, await runLoad(scene));
	} finally {
		records.stop();
		await opened.close();
	}
}

const verdict = await runCommand('queue', run);
if (verdict && !DEPOSITS && !PAYOUTS) await writeFigures(verdict.figures);
