/** The real Caddy with the rules of deploy/Caddyfile, in front of this machine's processes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../../harness/editor.mts';
import { freePort } from '../../../harness/n8n.mts';
import { startChild } from './children.mts';

const CADDYFILE = join(process.cwd(), 'deploy/Caddyfile');
const START_TIMEOUT_MS = 30_000;

// No certificate is requested, and no port is opened besides the one for n8n.
const OPTIONS = '{\n\tadmin off\n\tauto_https off\n}\n\n';

export interface Caddy {
	url: string;
	stop(): Promise<void>;
}

/**
 * deploy/Caddyfile with the addresses of this machine in place of the containers' names.
 *
 * @throws Error if the file doesn't name a container
 */
function localRules(address: string, main: string, processors: string[]): string {
	const places: Array<[container: string, local: string]> = [
		['{$DOMAIN}', address],
		['webhook-1:5678 webhook-2:5678', processors.join(' ')],
		['main:5678', main],
	];
	return places.reduce(
		(rules, [container, local]) => {
			const parts = rules.split(container);
			if (parts.length !== 2) throw new Error(`deploy/Caddyfile should name ${container} once`);
			return parts.join(local);
		},
		readFileSync(CADDYFILE, 'utf8'),
	);
}

/** Starts Caddy. `main` and `processors` are URLs of n8n's processes, which need not run yet. */
export async function startCaddy(
	folder: string,
	main: string,
	processors: string[],
): Promise<Caddy> {
	const url = `http://127.0.0.1:${await freePort()}`;
	const config = join(folder, 'Caddyfile');
	writeFileSync(config, OPTIONS + localRules(url, main, processors));
	const child = startChild({
		command: 'caddy',
		args: ['run', '--config', config, '--adapter', 'caddyfile'],
		// It writes its settings to the folder of the test.
		env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
		logFile: join(folder, 'caddy.log'),
	});
	await until(
		'Caddy to start',
		async () => {
			if (child.hasEnded()) throw new Error(`Caddy did not start:\n${child.lastLines()}`);
			// It responds with 502 until main runs.
			return await fetch(url).then(
				() => true,
				() => false,
			);
		},
		START_TIMEOUT_MS,
	);
	return { url, stop: async () => await child.end('SIGTERM') };
}
