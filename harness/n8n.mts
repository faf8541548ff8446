/** A real n8n as a child process, with the packed package installed as a merchant would have it. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

/** The folder in which n8n is installed, set by scripts/run.mjs. */
const N8N_FOLDER = process.env.N8N_FOLDER ?? join(process.cwd(), 'harness/newest');

/** The Node that runs it. */
export const N8N_NODE = process.env.N8N_NODE ?? process.execPath;

export const N8N_BIN = join(N8N_FOLDER, 'node_modules/n8n/bin/n8n');

const PACKAGE_NAME = 'n8n-nodes-cregis';
const START_TIMEOUT_MS = 240_000;
const STOP_TIMEOUT_MS = 60_000;

export interface N8nOptions {
	/** Holds the database, the settings and the log. */
	userFolder: string;
	port: number;
	/** The packed package; left out if the folder has it already. */
	tarball?: string;
	env?: Record<string, string>;
}

export interface N8n {
	url: string;
	/** The ID of its process. */
	pid: number;
	/** Where a workflow may read files. */
	filesFolder: string;
	/** n8n's output. */
	log(): string;
	stop(): Promise<void>;
	/** Kills the process with SIGKILL. */
	kill(): Promise<void>;
}

/** Finds a free port. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, 'close');
	return port;
}

export async function isPortFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/** The version of n8n that is installed. */
export function n8nVersion(): string {
	const manifest = readFileSync(join(N8N_FOLDER, 'node_modules/n8n/package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: string }).version;
}

/** Unpacks the package to where n8n looks for community nodes. */
function installPackage(userFolder: string, tarball: string) {
	const folder = join(userFolder, '.n8n/nodes/node_modules', PACKAGE_NAME);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
}

function environment(options: N8nOptions, filesFolder: string, brokerPort: number) {
	return {
		...process.env,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: options.userFolder,
		N8N_PORT: String(options.port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RESTRICT_FILE_ACCESS_TO: filesFolder,
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
		...options.env,
	};
}

async function waitUntilReady(child: ChildProcess, url: string, log: () => string) {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) break;
		const ready = await axios
			// The health checks pass, and pages load, before the editor's API is available.
			.get<{ data?: object }>(`${url}/rest/settings`, { timeout: 2_000 })
			.then(({ data }) => data.data !== undefined)
			.catch(() => false);
		if (ready) return;
		await sleep(200);
	}
	throw new Error(`n8n did not start. It printed:\n${log().split('\n').slice(-20).join('\n')}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals) {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	child.kill(signal);
	const stubborn = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
	await ended;
	clearTimeout(stubborn);
}

/**
 * Starts n8n on an embedded SQLite.
 *
 * @throws Error with the end of n8n's output, if n8n doesn't start
 */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const filesFolder = join(options.userFolder, 'files');
	mkdirSync(filesFolder, { recursive: true });
	if (options.tarball) installPackage(options.userFolder, options.tarball);
	const child = spawn(N8N_NODE, [N8N_BIN, 'start'], {
		env: environment(options, filesFolder, await freePort()),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const chunks: string[] = [];
	const log = () => chunks.join('');
	const file = createWriteStream(join(options.userFolder, 'n8n.log'), { flags: 'a' });
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			chunks.push(text);
			file.write(text);
		});
	}
	const url = `http://127.0.0.1:${options.port}`;
	try {
		await waitUntilReady(child, url, log);
	} catch (error) {
		await end(child, 'SIGKILL');
		throw error;
	}
	return {
		url,
		pid: child.pid!,
		filesFolder,
		log,
		stop: async () => await end(child, 'SIGTERM'),
		kill: async () => await end(child, 'SIGKILL'),
	};
}
