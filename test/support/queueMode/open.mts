/** Everything that a test of n8n in queue mode needs. */
import { n8nVersion } from '../../../harness/n8n.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.mts';
import { pack } from '../../../scripts/pack.mts';
import { startCaddy, type Caddy } from './caddy.mts';
import { prepareCluster, type Cluster, type ClusterOptions } from './cluster.mts';
import { startServices, type Services } from './services.mts';

interface QueueMode {
	services: Services;
	sandbox: Sandbox;
	cluster: Cluster;
	/** The URL of n8n. */
	url: string;
	close(): Promise<void>;
}

/** Starts all processes behind Caddy. */
export async function startBehindCaddy(folder: string, cluster: Cluster): Promise<Caddy> {
	const { main, processors, workers } = cluster;
	const urls = processors.map(({ url }) => url);
	const caddy = await startCaddy(folder, main.url, urls);
	// Main sets up the database that the others need.
	await cluster.start(caddy.url, [main]);
	await cluster.start(caddy.url, [...processors, ...workers]);
	return caddy;
}

/**
 * Builds the package, and starts PostgreSQL, Redis, a sandbox whose payouts succeed by themselves, and n8n behind
 * Caddy.
 *
 * @param stepMs the time between two statuses of a payout
 */
export async function openQueueMode({
	tell,
	stepMs,
	...options
}: Pick<ClusterOptions, 'folder' | 'workers' | 'env'> & {
	tell: (text: string) => void;
	stepMs: number;
}): Promise<QueueMode> {
	const { folder } = options;
	const closing: Array<() => Promise<unknown>> = [];
	const close = async () => {
		for (const each of closing.splice(0)) await each();
	};
	try {
		tell('Building and packing the package');
		const tarball = pack(folder);
		const services = await startServices(folder, tell);
		closing.unshift(async () => await services.stop());
		const sandbox = await startSandbox({ autoPayouts: { delayMs: stepMs } });
		closing.unshift(async () => await sandbox.close());
		const cluster = await prepareCluster({ ...options, tarball, services });
		closing.unshift(async () => await cluster.stop());
		const caddy = await startBehindCaddy(folder, cluster);
		closing.splice(1, 0, async () => await caddy.stop());
		const { processors, workers } = cluster;
		tell(
			`n8n ${n8nVersion()} is up: main, ${processors.length} webhook processors, ${workers.length} workers`,
		);
		return { services, sandbox, cluster, url: caddy.url, close };
	} catch (error) {
		await close();
		throw error;
	}
}
