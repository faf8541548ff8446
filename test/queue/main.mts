/**
 * `npm run test:queue`: n8n's queue mode on PostgreSQL and Redis behind Caddy, with deposits and payouts in
 * progress while workers and webhook processors are killed with -9 in turn. The last line of the output is one
 * JSON object. DEPOSITS and PAYOUTS come from the environment. Without them, a successful run updates
 * docs/queue-mode.md.
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
import { startServices } from '../support/queueMode/services.mts';
import { judge, type Verdict } from './judge.mts';
import { runLoad, type Amounts } from './load.mts';
import { writeFigures } from './page.mts';
import { Records } from './records.mts';
import { publishWorkflows } from './workflows.mts';

const started = Date.now();
const seconds = () => (Date.now() - started) / 1000;
const tell = (text: string) => console.log(`${seconds().toFixed(1).padStart(6)} s  ${text}`);

const amounts: Amounts = {
	deposits: Number(process.env.DEPOSITS ?? 1_000),
	handledDeposits: Math.ceil(Number(process.env.DEPOSITS ?? 1_000) / 5),
	payouts: Number(process.env.PAYOUTS ?? 200),
};

async function run(folder: string): Promise<Verdict> {
	const closing: Array<() => unknown> = [];
	try {
		tell('Building and packing the package');
		const tarball = pack(folder);
		const services = await startServices(folder, tell);
		closing.unshift(async () => await services.stop());
		tell('PostgreSQL and Redis are up');
		const sandbox = await startSandbox({ autoPayouts: { delayMs: 200 } });
		closing.unshift(async () => await sandbox.close());
		const cluster = await prepareCluster({ folder, tarball, services, workers: 2 });
		closing.unshift(async () => await cluster.stop());
		const { main, processors, workers } = cluster;
		const caddy = await startCaddy(
			folder,
			main.url,
			processors.map(({ url }) => url),
		);
		closing.unshift(async () => await caddy.stop());
		// Main sets up the database that the others need.
		await cluster.start(caddy.url, [main]);
		tell(`n8n ${n8nVersion()}: main is up`);
		await cluster.start(caddy.url, [...processors, ...workers]);
		tell(`${processors.length} webhook processors and ${workers.length} workers are up`);

		const editor = await Editor.open(caddy.url);
		const workflows = await publishWorkflows(editor, sandbox);
		tell('The workflows are published');
		const records = new Records(services);
		closing.unshift(() => records.stop());
		const scene = { sandbox, cluster, url: caddy.url, workflows, records, amounts, tell };
		return await judge(scene, await runLoad(scene));
	} finally {
		for (const close of closing) await close();
	}
}

const folder = mkdtempSync(join(tmpdir(), 'cregis-queue-'));
// Clean up, however this process ends.
process.on('exit', () => {
	killAll();
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

try {
	const { figures, faults } = await run(folder);
	for (const [name, value] of Object.entries(figures)) tell(`${name}: ${value}`);
	for (const fault of faults) tell(`DID NOT HOLD: ${fault}`);
	const ok = faults.length === 0;
	if (!ok) process.exitCode = 1;
	if (ok && !process.env.DEPOSITS && !process.env.PAYOUTS) await writeFigures(figures);
	console.log(JSON.stringify({ ok, ...figures, faults, seconds: Math.round(seconds()) }));
} catch (error) {
	const { message } = error as Error;
	console.error(message);
	console.log(JSON.stringify({ ok: false, error: message, seconds: Math.round(seconds()) }));
	process.exitCode = 1;
}
