/** Kills the workers in turn while they pay. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import type { Cluster } from '../support/queueMode/cluster.mts';
import type { Amounts } from './batches.mts';

const POLL_MS = 500;

interface Scene {
	sandbox: Sandbox;
	cluster: Cluster;
	/** The URL of n8n. */
	url: string;
	amounts: Amounts;
	tell: (text: string) => void;
}

/** Kills each time that another equal share is paid, and starts the worker again. */
export async function killInTurn({ sandbox, cluster, url, amounts, tell }: Scene) {
	const all = amounts.batches * amounts.rows;
	const { workers } = cluster;
	for (let kill = 1; kill <= amounts.kills; kill++) {
		const share = (all * kill) / (amounts.kills + 1);
		while (sandbox.getState().payouts.length < share) await sleep(POLL_MS);
		const victim = workers[(kill - 1) % workers.length];
		await victim.kill();
		tell(`Killed ${victim.name} after ${sandbox.getState().payouts.length} of ${all} payouts`);
		await cluster.start(url, [victim]);
	}
}
