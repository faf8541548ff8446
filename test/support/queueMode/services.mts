/** A test's own Redis and PostgreSQL in its folder. With Caddy, they come from Debian's packages. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../../harness/editor.mts';
import { freePort } from '../../../harness/n8n.mts';
import { startChild, type Child } from './children.mts';

const POSTGRES_FOLDER = '/usr/lib/postgresql';
const PACKAGES = ['redis-server', 'postgresql', 'caddy'];
const START_TIMEOUT_MS = 60_000;

/** The user and the database of n8n. */
export const DATABASE = { user: 'n8n', name: 'postgres' };

export interface Services {
	redisPort: number;
	postgresPort: number;
	/** The rows of a query, each a list of strings. */
	query(sql: string): Promise<string[][]>;
	stop(): Promise<void>;
}

const isRoot = () => process.getuid?.() === 0;

const works = (command: string, version = '--version') =>
	spawnSync(command, [version]).status === 0;

/** The newest installed PostgreSQL; undefined if there is none. */
function postgresBin(): string | undefined {
	if (!existsSync(POSTGRES_FOLDER)) return undefined;
	const versions = readdirSync(POSTGRES_FOLDER).sort((a, b) => Number(b) - Number(a));
	return versions
		.map((version) => join(POSTGRES_FOLDER, version, 'bin'))
		.find((folder) => existsSync(join(folder, 'postgres')));
}

/** Installs the missing packages, or reports them. */
function installPackages(tell: (text: string) => void): string {
	const isComplete = () =>
		works('redis-server') && works('caddy', 'version') && postgresBin() !== undefined;
	if (!isComplete()) {
		const command = `apt-get install -y ${PACKAGES.join(' ')}`;
		const missing = new Error(
			`Redis, PostgreSQL and Caddy are needed here: run '${command}' as root.`,
		);
		if (!isRoot() || !works('apt-get')) throw missing;
		tell(`Installing ${PACKAGES.join(', ')}`);
		const options = {
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
			// Standard output is for the figures.
			stdio: ['ignore', 2, 2] as ['ignore', number, number],
		};
		spawnSync('apt-get', ['update'], options);
		spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES], options);
		if (!isComplete()) throw missing;
	}
	return postgresBin()!;
}

/** PostgreSQL refuses to run as root. */
function asPostgres(command: string, args: string[]): { command: string; args: string[] } {
	if (!isRoot()) return { command, args };
	const identity = ['--reuid=postgres', '--regid=postgres', '--clear-groups'];
	return { command: 'setpriv', args: [...identity, command, ...args] };
}

async function startPostgres(folder: string, bin: string, port: number): Promise<Child> {
	const data = join(folder, 'postgres');
	mkdirSync(data);
	if (isRoot()) {
		const id = (flag: string) =>
			Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
		chownSync(data, id('-u'), id('-g'));
		// Only root can enter the parent folder, but the user must get through it.
		chmodSync(folder, 0o711);
	}
	const init = ['--pgdata', data, '--username', DATABASE.user, '--auth', 'trust', '--no-locale'];
	const { command, args } = asPostgres(join(bin, 'initdb'), [...init, '--encoding', 'UTF8']);
	execFileSync(command, args, { cwd: '/', stdio: 'pipe' });
	const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
	const run = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
	return startChild({
		...asPostgres(join(bin, 'postgres'), run),
		logFile: join(folder, 'postgres.log'),
	});
}

function startRedis(folder: string, port: number): Child {
	const settings = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--dir', folder];
	return startChild({
		command: 'redis-server',
		args: settings,
		logFile: join(folder, 'redis.log'),
	});
}

/** Waits until a service responds; throws an Error with its output if it ends before. */
async function untilUp(what: string, child: Child, probe: () => Promise<unknown>) {
	await until(
		`${what} to start`,
		async () => {
			if (child.hasEnded()) throw new Error(`${what} did not start:\n${child.lastLines()}`);
			return await probe().then(
				() => true,
				() => false,
			);
		},
		START_TIMEOUT_MS,
	);
}

export async function startServices(
	folder: string,
	tell: (text: string) => void,
): Promise<Services> {
	const bin = installPackages(tell);
	const [redisPort, postgresPort] = [await freePort(), await freePort()];
	const run = promisify(execFile);
	const query = async (sql: string) => {
		const place = ['-h', '127.0.0.1', '-p', String(postgresPort), '-U', DATABASE.user];
		const args = [...place, '-d', DATABASE.name, '-X', '-A', '-t', '-F', '\t', '-c', sql];
		const { stdout } = await run(join(bin, 'psql'), args, { maxBuffer: 64 * 1024 * 1024 });
		return stdout
			.split('\n')
			.slice(0, -1)
			.map((row) => row.split('\t'));
	};
	const postgres = await startPostgres(folder, bin, postgresPort);
	const redis = startRedis(folder, redisPort);
	await untilUp('PostgreSQL', postgres, async () => await query('select 1'));
	await untilUp(
		'Redis',
		redis,
		async () => await run('redis-cli', ['-p', String(redisPort), 'ping']),
	);
	return {
		redisPort,
		postgresPort,
		query,
		stop: async () => {
			await Promise.all([redis.end('SIGTERM'), postgres.end('SIGINT')]);
		},
	};
}
