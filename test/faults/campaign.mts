/** One seed: payouts, collections and tool calls with faults, in an n8n that is killed in the meantime. */
import { inParallel } from '../support/pool.mts';
import { Random } from '../support/random.mts';
import { CollectionRun, planCollections } from './collections.mts';
import { startModel } from './model.mts';
import { PayoutBatch } from './payouts.mts';
import { KILLS, planCampaign, type BatchPlan } from './plan.mts';
import type { Stage } from './stage.mts';
import { ToolCalls, planTools } from './tools.mts';
import { totalUp, type Played, type Totals } from './totals.mts';

const AT_ONCE = 8;

type Tell = (text: string) => void;

type Job = PayoutBatch | CollectionRun | ToolCalls;

function describe(job: Job): string {
	const { name, setting } = job.plan;
	const head = `${name} (${setting.name})`;
	const tail = `${job.disagreements.length} disagreements`;
	if (!(job instanceof PayoutBatch)) return `${head}: ${tail}`;
	const { plan, runs, killedRuns } = job;
	return `${head}: ${plan.rows.length} payouts, ${runs} runs, ${killedRuns} killed, ${tail}`;
}

/** Some at once, the longest first. */
async function payAll(jobs: Job[], tell: Tell) {
	await inParallel(jobs, AT_ONCE, async (job) => {
		await job.pay();
		tell(describe(job));
	});
}

export async function playCampaign(
	stage: Stage,
	seed: number,
	tell: Tell,
): Promise<Totals & { kills: number }> {
	const played: Played = { payouts: [], collections: [], tools: [] };
	const random = new Random(seed);
	const { killed, calm } = planCampaign(random);
	const model = await startModel();
	const jobs = () => [...played.payouts, ...played.tools, ...played.collections];
	const prepareBatches = async (plans: BatchPlan[]) => {
		const batches: PayoutBatch[] = [];
		for (const plan of plans) batches.push(await PayoutBatch.prepare(plan, stage));
		played.payouts.push(...batches);
		return batches;
	};
	const killsBefore = stage.kills;
	try {
		// Before the first kill, because the editor isn't available then.
		await payAll(await prepareBatches(killed), tell);
		const kills = stage.kills - killsBefore;
		tell(`n8n was killed ${kills} times; the others wait for timeouts`);
		const batches = await prepareBatches(calm);
		const openAi = await stage.credential('openAiApi', model.credential);
		for (const plan of planTools(random)) {
			played.tools.push(await ToolCalls.prepare(plan, stage, openAi));
		}
		for (const plan of planCollections(random)) {
			played.collections.push(await CollectionRun.prepare(plan, stage));
		}
		await payAll([...batches, ...played.tools, ...played.collections], tell);
		const totals = totalUp(played);
		if (kills < KILLS) totals.faults.push('n8n was not killed often enough');
		for (const { workflow } of jobs()) await workflow.unpublish();
		return { ...totals, kills };
	} finally {
		model.close();
		for (const { sandbox } of jobs()) await sandbox.close();
	}
}
