/**
 * `npm start`: starts the Cregis sandbox and a real n8n with this package, and runs a scenario in both. With
 * `--once`, ends after the scenario is verified, and prints one JSON object as its last line.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../sandbox/sandbox.mts';
import { pack } from '../scripts/pack.mts';
import { Editor, OWNER } from '../harness/editor.mts';
import { freePort, isPortFree, n8nVersion, startN8n } from '../harness/n8n.mts';
import { playScenario, type Figures } from './scenario.mts';
import type { Stage } from './stage.mts';

const isOnce = process.argv.includes('--once');
const started = Date.now();

function tell(text: string) {
	const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
	console.log(`${seconds} s  ${text}`);
}

/** Returns the port that is set or expected. With `--once`, any free port unless one is set. */
async function choosePort(variable: string, usual: number): Promise<number> {
	const asked = process.env[variable];
	if (isOnce && !asked) return await freePort();
	const port = Number(asked ?? usual);
	if (await isPortFree(port)) return port;
	throw new Error(`Port ${port} is in use: stop what uses it, or choose another with ${variable}.`);
}

async function run(): Promise<Figures> {
	const [n8nPort, sandboxPort] = [
		await choosePort('N8N_PORT', 5678),
		await choosePort('SANDBOX_PORT', 4010),
	];
	const folder = mkdtempSync(join(tmpdir(), 'cregis-demo-'));
	const closing: Array<() => unknown> = [() => rmSync(folder, { recursive: true, force: true })];
	try {
		tell('Building and packing the package');
		const tarball = pack(folder);
		const sandbox = await startSandbox({ port: sandboxPort, autoPayouts: { delayMs: 200 } });
		closing.unshift(() => sandbox.close());
		tell(`The Cregis sandbox is up at ${sandbox.baseUrl}`);
		const n8n = await startN8n({ userFolder: folder, port: n8nPort, tarball });
		closing.unshift(() => n8n.stop());
		tell(`n8n ${n8nVersion()} is up at ${n8n.url}, with the package installed`);
		const editor = await Editor.open(n8n.url);
		const stage = { sandbox, n8n, editor, tell };
		const figures = await playScenario(stage);
		tell('Everything checked out');
		if (!isOnce) await stayUp(stage);
		return figures;
	} finally {
		for (const close of closing) await close();
	}
}

async function stayUp({ sandbox, n8n }: Stage) {
	console.log(`
  The editor:   ${n8n.url}
  Log in with:  ${OWNER.email}  ${OWNER.password}
  The sandbox:  ${sandbox.baseUrl}  (send a deposit, make and pay an order, approve a payout)

  Ctrl+C ends both.
`);
	await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	tell('Ending');
}

try {
	const figures = await run();
	if (isOnce) console.log(JSON.stringify({ ok: true, ...figures }));
} catch (error) {
	const { message } = error as Error;
	console.error(message);
	if (isOnce) console.log(JSON.stringify({ ok: false, error: message }));
	process.exitCode = 1;
}
