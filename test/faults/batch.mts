/** One batch: paid by a workflow, and paid again with the same references until all are known as sent. */
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import {
	until,
	type Editor,
	type ExecutionDetails,
	type SavedWorkflow,
} from '../../demo/editor.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { audit, countTries, type Asked } from './audit.mts';
import { FAULTS, type BatchPlan, type Row } from './plan.mts';
import { readReport, type Report } from './report.mts';
import type { Stage } from './stage.mts';
import { publishWorkflow, type Call } from './workflow.mts';

const MOST_RUNS = 40;
const RUN_LIMIT_MS = 300_000;
const START_LIMIT_MS = 60_000;
const STORED_LIMIT_MS = 5_000;
const SETTLED_LIMIT_MS = 60_000;
const WATCH_MS = 2;

/** In the queue of faults, a request that nothing happens to. */
const PASSES = { kind: 'delay', ms: 0 } as const;

const payoutPath = ({ version }: BatchPlan) => `/api/v${version}/payout`;

const isDelay = (fault: Asked['fault']) => fault !== undefined && FAULTS[fault].kind === 'delay';

export class Batch {
	runs = 0;

	killedRuns = 0;

	stoppedRuns = 0;

	/** Tries of n8n's own, after the first of a run. */
	retries = 0;

	/** Where what was told and what was paid differ. */
	readonly disagreements: string[] = [];

	/** The rows that were reported as sent. */
	readonly reported = new Set<Row>();

	private readonly seen = new Set<string>();

	readonly plan: BatchPlan;

	readonly sandbox: Sandbox;

	private readonly stage: Stage;

	private readonly workflow: SavedWorkflow;

	private constructor(plan: BatchPlan, stage: Stage, sandbox: Sandbox, workflow: SavedWorkflow) {
		this.plan = plan;
		this.stage = stage;
		this.sandbox = sandbox;
		this.workflow = workflow;
	}

	/** Prepares a sandbox with the planned faults, and the workflow. */
	static async prepare(plan: BatchPlan, stage: Stage): Promise<Batch> {
		const sandbox = await startSandbox({ autoPayouts: { delayMs: 20 } });
		for (const name of plan.faults) {
			sandbox.addFault({ path: payoutPath(plan), ...(name ? FAULTS[name] : PASSES) });
		}
		for (const [path, lost] of Object.entries(plan.lostChecks)) {
			for (const isLost of lost) {
				sandbox.addFault({ path, ...(isLost ? FAULTS.replyLost : PASSES) });
			}
		}
		const workflow = await publishWorkflow(await stage.editor(), sandbox, plan);
		return new Batch(plan, stage, sandbox, workflow);
	}

	/** The requests for payouts so far, each with what happened to it. */
	asked(): Asked[] {
		return this.sandbox
			.getRequests()
			.filter(({ path }) => path === payoutPath(this.plan))
			.map((record, index) => ({
				reference: String(record.body?.third_party_id),
				fault: this.plan.faults[index],
				record,
			}));
	}

	/** Runs and repeats until every row was reported as sent, and all that was asked for is carried out. */
	async pay(): Promise<void> {
		const watch = this.killInTime();
		const isDone = () => this.reported.size === this.plan.rows.length;
		while (!isDone() && this.runs < MOST_RUNS) await this.run();
		if (!isDone()) this.disagreements.push(`${this.plan.name} is not paid after ${MOST_RUNS} runs`);
		watch.abort();
		await until(
			`all payouts of ${this.plan.name} to be paid`,
			async () =>
				this.asked().every(({ fault, record }) => record.code !== null || !isDelay(fault)) &&
				this.sandbox.getState().payouts.every(({ status }) => status === 6),
			SETTLED_LIMIT_MS,
		);
	}

	/** Kills n8n as soon as the sandbox was asked for so many payouts. */
	private killInTime(): AbortController {
		const watch = new AbortController();
		const kill = async () => {
			for (const count of this.plan.killsAfter) {
				while (this.asked().length < count) await sleep(WATCH_MS, null, { signal: watch.signal });
				await this.stage.kill();
			}
		};
		kill().catch((error: Error) => {
			if (!watch.signal.aborted) this.disagreements.push(`n8n was not killed: ${error.message}`);
		});
		return watch;
	}

	/** One run, and what it told against what was paid. */
	private async run(): Promise<void> {
		const { plan, sandbox } = this;
		const runFrom = this.asked().length;
		const ifReferenceUsed = this.runs === 0 ? plan.setting.firstRun : 'countAsSent';
		this.runs++;
		const execution = await this.execute({ rows: plan.rows, ifReferenceUsed });
		const report = readReport(execution, plan.rows);
		const asked = this.asked();
		const evidence = { rows: plan.rows, payouts: sandbox.getState().payouts, asked, runFrom };
		for (const fault of audit(report, evidence)) {
			this.disagreements.push(
				`${plan.name} (${plan.setting.name}), run ${this.runs}: ${fault}. Told: ${report.text.slice(0, 800)}`,
			);
		}
		this.count(report, countTries(asked, plan.rows, runFrom));
	}

	private count({ kind, claims }: Report, tries: number) {
		if (kind === 'killed') this.killedRuns++;
		if (kind === 'stopped') this.stoppedRuns++;
		if (this.plan.setting.node.retryOnFail) this.retries += Math.max(0, tries - 1);
		for (const [index, claim] of claims.entries()) {
			if (['paid', 'already sent'].includes(claim.kind)) this.reported.add(this.plan.rows[index]);
		}
	}

	/** Calls the workflow and waits for the end of its execution; undefined if a kill left none. */
	private async execute(call: Call): Promise<ExecutionDetails | undefined> {
		const { url } = await this.stage.editor();
		const { kills } = this.stage;
		const wasKilled = () => this.stage.kills > kills;
		try {
			await until('the webhook', async () => await this.call(url, call), START_LIMIT_MS);
		} catch (error) {
			if (!wasKilled()) throw error;
		}
		const id = await this.stage
			.ask(async (editor) => await this.newExecution(editor))
			.catch((error) => {
				if (!wasKilled()) throw error;
			});
		if (id === undefined) return undefined;
		return await this.stage.ask(async (editor) => await editor.finished(id, RUN_LIMIT_MS));
	}

	/** Whether the call was taken: n8n answers 404 until the webhook is there. */
	private async call(url: string, call: Call): Promise<boolean> {
		const path = `${url}/webhook/${this.plan.name}`;
		const { status } = await axios.post(path, call, { validateStatus: () => true });
		if (status !== 200 && status !== 404) throw new Error(`n8n answered ${status}`);
		return status === 200;
	}

	private async newExecution(editor: Editor): Promise<string> {
		const id = await until(
			`an execution of ${this.plan.name}`,
			async () => {
				const executions = await editor.executions(this.workflow.id);
				return executions.find((each) => !this.seen.has(each.id))?.id;
			},
			STORED_LIMIT_MS,
		);
		this.seen.add(id);
		return id;
	}
}
