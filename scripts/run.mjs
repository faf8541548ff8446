/**
 * Runs a tool of this project, and first installs what is missing:
 * `node scripts/run.mjs [--n8n] <tool> [arguments]`. The tool is a `.mts` file or a command of an installed
 * package. `--n8n` also installs n8n: the newest version, or N8N_VERSION (`oldest`, or a version such as
 * 2.35.2).
 */
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { NODE, ROOT, SetupError, installN8n, installTools } from './setup.mjs';

const [first, ...rest] = process.argv.slice(2);
const withN8n = first === '--n8n';
const [tool, ...args] = withN8n ? rest : [first, ...rest];

try {
	await installTools();
	if (withN8n) {
		const { folder, node } = await installN8n(process.env.N8N_VERSION);
		Object.assign(process.env, { N8N_FOLDER: folder, N8N_NODE: node });
	}
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
}

const isFile = /\.m[jt]s$/.test(tool);
const bin = join(ROOT, 'node_modules/.bin');
const child = spawn(isFile ? NODE : tool, isFile ? [tool, ...args] : args, {
	stdio: 'inherit',
	cwd: ROOT,
	shell: !isFile && process.platform === 'win32',
	// Child processes find Node 24 and the project's own tools first.
	env: { ...process.env, PATH: [dirname(NODE), bin, process.env.PATH].join(delimiter) },
});
// The child receives Ctrl+C itself, and this process only waits for it to end.
for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
