/** The polling trigger while pages shift, n8n is killed with -9 again and again, and Cregis is down for a while. */
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../harness/editor.mts';
import type { Verdict } from '../support/command.mts';
import { pollingTriggerNode, withTrigger } from '../support/triggerWorkflow.mts';
import { emissionsOf } from './emissions.mts';
import { TRADES, type Scene } from './scene.mts';

const LONGEST_LIFE_MS = 12_000;
const WAVE = { least: 20, range: 140 };
/** n8n takes long to publish its workflows after a crash, if the machine is busy. */
const POLL_LIMIT_MS = 300_000;
const FOUND_LIMIT_MS = 300_000;

export async function runKilled(scene: Scene): Promise<Verdict> {
	const { sandbox, amounts, random, tell } = scene;
	const requests = () => sandbox.getRequests().filter(({ path }) => path === TRADES).length;
	const untilRequest = async () => {
		const before = requests();
		await until('a poll', async () => requests() > before, POLL_LIMIT_MS);
	};
	const total = () => sandbox.getState().deposits.length;
	const arrive = (count: number) => {
		const rest = Math.max(0, amounts.deposits - total());
		if (rest > 0) sandbox.addTrades(Math.min(count, rest));
	};
	const wave = () => arrive(WAVE.least + random.below(WAVE.range));

	const credential = await scene.credential();
	const node = pollingTriggerNode({}, credential);
	const workflow = await scene.editor.createWorkflow(withTrigger(node, []));
	await scene.editor.publish(workflow);
	await untilRequest();
	await untilRequest();
	await untilRequest();
	tell('The polling trigger is published');
	sandbox.setSettings(sandbox.waas.pid, { tradesBetweenPages: amounts.betweenPages });

	const outage = Math.floor(amounts.kills / 2);
	for (let kill = 1; kill <= amounts.kills; kill++) {
		wave();
		await untilRequest();
		await sleep(random.below(LONGEST_LIFE_MS));
		await scene.kill();
		wave();
		if (kill === outage) {
			sandbox.addFault({ path: TRADES, kind: 'http', status: 503, times: 4 });
			tell('Cregis is down');
		}
		await scene.start();
		tell(`n8n was killed ${kill} of ${amounts.kills} times, ${total()} deposits so far`);
	}
	sandbox.setSettings(sandbox.waas.pid, { tradesBetweenPages: 0 });
	while (total() < amounts.deposits) {
		wave();
		await untilRequest();
	}
	tell('Waiting until every deposit is found');
	const expected = sandbox.getState().deposits.map(({ cid }) => cid);
	const missing = async () => {
		const { idsOf } = await emissionsOf(scene.editor, workflow);
		return expected.filter((cid) => !idsOf.has(cid));
	};
	await until('all deposits', async () => (await missing()).length === 0, FOUND_LIMIT_MS).catch(
		() => undefined,
	);
	const { idsOf, emitted, executions, failed } = await emissionsOf(scene.editor, workflow);
	await scene.editor.unpublish(workflow);
	const lost = expected.filter((cid) => !idsOf.has(cid));
	const ambiguous = [...idsOf.values()].filter((ids) => ids.size > 1);
	const faults = [
		...(lost.length > 0 ? [`${lost.length} deposits were never found, such as ${lost[0]}`] : []),
		...(ambiguous.length > 0 ? [`${ambiguous.length} deposits have several event IDs`] : []),
		...(expected.length < amounts.deposits ? [`only ${expected.length} deposits`] : []),
	];
	return {
		figures: {
			deposits: expected.length,
			kills: amounts.kills,
			found: expected.length - lost.length,
			lost: lost.length,
			withSeveralEventIds: ambiguous.length,
			foundAgain: emitted - idsOf.size,
			executions,
			reportedFailures: failed,
			requests: requests(),
		},
		faults,
	};
}
