/** n8n in queue mode: one main, some webhook processors and workers, each with its own folder. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../../harness/editor.mts';
import { freePort, N8N_BIN, N8N_NODE } from '../../../harness/n8n.mts';
import { startChild, type Child } from './children.mts';
import { DATABASE, type Services } from './services.mts';

/** Long enough for main to set up the database, and for several to start at once on a small machine. */
const START_TIMEOUT_MS = 180_000;
const HOST = '127.0.0.1';
/** As many as deploy/Caddyfile names. */
const PROCESSORS = 2;

export type Role = 'main' | 'webhook' | 'worker';

/** Installs the package in a folder, with the command from deploy/Dockerfile. */
export function installPackage(folder: string, tarball: string) {
	mkdirSync(folder, { recursive: true });
	const quiet = ['--no-audit', '--no-fund', '--no-package-lock'];
	const args = ['install', '--ignore-scripts', '--legacy-peer-deps', '--omit=dev', ...quiet];
	execFileSync('npm', [...args, tarball], { cwd: folder, stdio: 'pipe' });
}

/** The settings with which n8n stores everything in PostgreSQL. */
export function postgresEnvironment({ postgresPort }: Services): Record<string, string> {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: HOST,
		DB_POSTGRESDB_PORT: String(postgresPort),
		DB_POSTGRESDB_USER: DATABASE.user,
		DB_POSTGRESDB_DATABASE: DATABASE.name,
	};
}

/** The settings that all processes of one n8n share. */
function sharedEnvironment(services: Services): Record<string, string> {
	return {
		...postgresEnvironment(services),
		NODE_ENV: 'production',
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: HOST,
		QUEUE_BULL_REDIS_PORT: String(services.redisPort),
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		// A dead worker is detected after 15 s instead of 90, before the next process is killed. That may be
		// the webhook processor that waits for its executions, which is the worse case: it then fails them.
		QUEUE_WORKER_LOCK_DURATION: '10000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
		QUEUE_WORKER_STALLED_INTERVAL: '5000',
		// Recovers what a webhook processor left behind every minute instead of every three hours.
		N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1',
		N8N_LISTEN_ADDRESS: HOST,
		N8N_HOST: HOST,
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	};
}

interface Place {
	folder: string;
	port: number;
}

export class N8nProcess {
	kills = 0;

	readonly name: string;

	readonly role: Role;

	readonly url: string;

	private readonly place: Place;

	private child?: Child;

	constructor(name: string, role: Role, place: Place) {
		this.name = name;
		this.role = role;
		this.place = place;
		this.url = `http://${HOST}:${place.port}`;
	}

	/** Starts the process and waits until it is ready. */
	async start(shared: Record<string, string>) {
		const { folder, port } = this.place;
		const brokerPort = await freePort();
		const child = startChild({
			command: N8N_NODE,
			args: [N8N_BIN, this.role === 'main' ? 'start' : this.role],
			env: {
				...process.env,
				...shared,
				N8N_USER_FOLDER: folder,
				N8N_PORT: String(port),
				N8N_RUNNERS_BROKER_PORT: String(brokerPort),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: HOST,
			},
			logFile: join(folder, 'n8n.log'),
		});
		this.child = child;
		await until(
			`n8n's ${this.name} to be ready`,
			async () => {
				if (child.hasEnded()) throw new Error(`${this.name} ended:\n${child.lastLines()}`);
				return await this.isReady();
			},
			START_TIMEOUT_MS,
		);
	}

	private async isReady(): Promise<boolean> {
		// Main's editor API is available a moment after its health check.
		const path = this.role === 'main' ? '/rest/settings' : '/healthz/readiness';
		const answer = await fetch(this.url + path).catch(() => undefined);
		if (!answer?.ok) return false;
		return this.role !== 'main' || (await answer.text()).startsWith('{"data"');
	}

	/** The ID of the process, once it has started. */
	get pid(): number | undefined {
		return this.child?.pid;
	}

	/** The memory that the process uses now, in bytes; 0 if it doesn't run. */
	memory(): number {
		return this.child?.memory() ?? 0;
	}

	/** Kills the process with SIGKILL. */
	async kill() {
		this.kills++;
		await this.child?.end('SIGKILL');
	}

	async stop() {
		await this.child?.end('SIGTERM');
	}
}

export interface Cluster {
	main: N8nProcess;
	processors: N8nProcess[];
	workers: N8nProcess[];
	/** Starts these processes, which Cregis reaches at the URL. */
	start(url: string, processes: N8nProcess[]): Promise<void>;
	stop(): Promise<void>;
}

export interface ClusterOptions {
	/** The folder of all processes. */
	folder: string;
	tarball: string;
	services: Services;
	workers: number;
	/** Settings besides those of the compose file. */
	env?: Record<string, string>;
}

/** Prepares one main, two webhook processors and the workers, without starting them. */
export async function prepareCluster(options: ClusterOptions): Promise<Cluster> {
	const { folder, tarball, services } = options;
	const installed = join(folder, 'installed');
	installPackage(installed, tarball);
	const prepare = async (name: string, role: Role) => {
		const own = join(folder, name);
		cpSync(installed, join(own, '.n8n/nodes'), { recursive: true });
		return new N8nProcess(name, role, { folder: own, port: await freePort() });
	};
	const main = await prepare('main', 'main');
	const prepareAll = async (name: string, role: Role, count: number) =>
		await Promise.all(
			Array.from(
				{ length: count },
				async (_, index) => await prepare(`${name}-${index + 1}`, role),
			),
		);
	const processors = await prepareAll('processor', 'webhook', PROCESSORS);
	const workers = await prepareAll('worker', 'worker', options.workers);
	const shared = { ...sharedEnvironment(services), ...options.env };
	return {
		main,
		processors,
		workers,
		start: async (url, processes) => {
			// n8n 2.8 only knows the second name.
			const environment = { ...shared, N8N_WEBHOOK_URL: `${url}/`, WEBHOOK_URL: `${url}/` };
			await Promise.all(processes.map(async (each) => await each.start(environment)));
		},
		stop: async () => {
			const all = [main, ...processors, ...workers];
			await Promise.all(all.map(async (each) => await each.stop()));
		},
	};
}
