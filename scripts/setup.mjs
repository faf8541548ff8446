/**
 * Installs what is missing, so that every npm script works on a fresh clone. Runs on the machine's own
 * Node, before anything is installed: plain JavaScript, no package.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Node 24, from the npm registry: n8n asks for it, and it runs the `.mts` tools as they are. */
export const NODE = join(
	ROOT,
	'node_modules/node/bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);

const OLDEST_NODE = [20, 19];
const OLDEST_NPM = 11;
const HEARTBEAT_MS = 15_000;

/** A sentence for the person at the terminal, in place of a stack. */
export class SetupError extends Error {}

function log(text) {
	process.stderr.write(`${text}\n`);
}

function checkNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	const [oldestMajor, oldestMinor] = OLDEST_NODE;
	if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
	throw new SetupError(
		`This needs Node ${OLDEST_NODE.join('.')} or newer, and found ${process.versions.node}: install a newer one from nodejs.org.`,
	);
}

/** Runs npm; its output is shown only if it does not succeed, a sign of life meanwhile. */
function npm(folder, args, what) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const heartbeat = setInterval(() => log(`  ${what}: ${seconds()} s so far`), HEARTBEAT_MS);
	const child = spawn('npm', args, { cwd: folder, shell: process.platform === 'win32' });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
	return new Promise((resolve, reject) => {
		child.on('error', () => reject(new SetupError('npm was not found: install Node with npm 11.')));
		child.on('close', (code) => {
			if (code === 0) return resolve(output);
			const lines = output.trim().split('\n').slice(-15).join('\n');
			reject(
				new SetupError(
					`${what} did not succeed ('npm ${args.join(' ')}' ended with ${code}):\n${lines}`,
				),
			);
		});
	}).finally(() => clearInterval(heartbeat));
}

async function checkNpm() {
	const version = (await npm(ROOT, ['--version'], 'Looking for npm')).trim().split('\n').at(-1);
	if (Number(version.split('.')[0]) >= OLDEST_NPM) return;
	throw new SetupError(
		`This needs npm ${OLDEST_NPM} or newer, and found ${version}: run 'npm install --global npm@${OLDEST_NPM}'.`,
	);
}

/** What an installed tree was made of: it is renewed when the lock file or the platform changes. */
function fingerprint(folder) {
	const lock = readFileSync(join(folder, 'package-lock.json'));
	return createHash('sha256')
		.update(lock)
		.update(`${process.platform} ${process.arch}`)
		.digest('hex');
}

/**
 * Installs a folder's locked packages, unless they are there already. No package's install script runs
 * but those of the packages that `rebuild` names.
 */
async function install(folder, { what, rebuild }) {
	const stamp = join(folder, 'node_modules', '.installed');
	const wanted = fingerprint(folder);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	await checkNpm();
	log(
		`Installing ${what} (${relative(ROOT, folder) || '.'}/node_modules); only the first run does`,
	);
	await npm(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], `Installing ${what}`);
	await npm(folder, ['rebuild', ...rebuild], `Preparing ${what}`);
	writeFileSync(stamp, wanted);
	log(`Installed ${what}`);
}

/** The tools: about 1 GB, two minutes. */
export async function installTools() {
	checkNode();
	await install(ROOT, { what: 'the tools', rebuild: ['node'] });
}

/** A real n8n: about 3 GB, six minutes. */
export async function installN8n() {
	await install(join(ROOT, 'demo'), { what: 'n8n', rebuild: ['sqlite3', 'isolated-vm'] });
}
