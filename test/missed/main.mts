/**
 * `npm run test:missed`: the polling trigger in a real n8n. First alone, while pages shift, n8n is killed and
 * Cregis is down. Then next to the Cregis Trigger, while callbacks get lost. The last line of the output is
 * one JSON object. SEED, DEPOSITS and KILLS come from the environment.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { n8nVersion } from '../../harness/n8n.mts';
import { pack } from '../../scripts/pack.mts';
import { runCommand, type Place, type Verdict } from '../support/command.mts';
import { Random } from '../support/random.mts';
import { runBoth } from './both.mts';
import { runKilled } from './killed.mts';
import { openScene, type Amounts, type Scene } from './scene.mts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const amounts: Amounts = {
	deposits: Number(process.env.DEPOSITS ?? 2_000),
	kills: Number(process.env.KILLS ?? 10),
	betweenPages: 7,
	shared: 500,
	dropped: 50,
};

const random = new Random(seed);

async function act(
	{ folder, tell }: Place,
	name: string,
	tarball: string,
	run: (scene: Scene) => Promise<Verdict>,
	env?: Record<string, string>,
): Promise<Verdict> {
	const userFolder = join(folder, name);
	mkdirSync(userFolder);
	const scene = await openScene({ folder: userFolder, tarball, env, amounts, random, tell });
	try {
		return await run(scene);
	} catch (error) {
		console.error(scene.lastLines());
		throw error;
	} finally {
		await scene.stop();
	}
}

await runCommand(
	'missed',
	async (place) => {
		place.tell(`Seed ${seed}, n8n ${n8nVersion()}`);
		const tarball = pack(place.folder);
		const killed = await act(place, 'killed', tarball, runKilled);
		// Remove Duplicates reads and writes its history without a lock, so only executions in turn are safe.
		const inTurn = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' };
		const both = await act(place, 'both', tarball, runBoth, inTurn);
		return {
			figures: { ...killed.figures, ...both.figures },
			faults: [...killed.faults, ...both.faults],
		};
	},
	{ seed },
);
