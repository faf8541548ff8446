/** One batch of payouts: a workflow pays it, and repeats it with the same references until all are reported as sent. */
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../harness/editor.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { askedOf, audit, auditLedger, countRetries, type Asked, type Entry } from './audit.mts';
import { CalledWorkflow } from './calls.mts';
import type { Claim } from './claim.mts';
import { FAULTS } from './faults.mts';
import type { BatchPlan, Row } from './plan.mts';
import { readReport, type Report } from './report.mts';
import { cregisCredential, openSandbox, queueFaults } from './sandboxes.mts';
import type { Stage } from './stage.mts';
import { PAY, payoutWorkflow } from './workflows.mts';

const MOST_RUNS = 40;
const SETTLED_LIMIT_MS = 60_000;
const WATCH_MS = 2;
const SHOWN_TEXT = 1_500;

const payoutPath = ({ version }: BatchPlan) => `/api/v${version}/payout`;

interface Told {
	run: number;
	claims: Claim[];
	text: string;
	/** The requests of this run. */
	from: number;
	to: number;
}

export class PayoutBatch {
	runs = 0;

	killedRuns = 0;

	stoppedRuns = 0;

	/** n8n's retries within runs. */
	retries = 0;

	/** The number of requests of any kind before each run. */
	readonly runStarts: number[] = [];

	/** The differences between what was reported and what was paid. */
	readonly disagreements: string[] = [];

	/** The rows that were reported as sent. */
	readonly reported = new Set<Row>();

	readonly plan: BatchPlan;

	readonly sandbox: Sandbox;

	readonly workflow: CalledWorkflow;

	private readonly stage: Stage;

	private readonly told: Told[] = [];

	private constructor(plan: BatchPlan, stage: Stage, sandbox: Sandbox, workflow: CalledWorkflow) {
		this.plan = plan;
		this.stage = stage;
		this.sandbox = sandbox;
		this.workflow = workflow;
	}

	/** Prepares a sandbox with the planned faults, and the workflow. */
	static async prepare(plan: BatchPlan, stage: Stage): Promise<PayoutBatch> {
		const sandbox = await openSandbox();
		queueFaults(sandbox, payoutPath(plan), plan.faults);
		for (const [path, faults] of Object.entries(plan.checks)) queueFaults(sandbox, path, faults);
		const cregisApi = await stage.credential('cregisApi', cregisCredential(sandbox));
		const workflow = await CalledWorkflow.publish(stage, payoutWorkflow(plan, { cregisApi }));
		return new PayoutBatch(plan, stage, sandbox, workflow);
	}

	asked(): Asked[] {
		const { plan, sandbox } = this;
		return askedOf(sandbox, payoutPath(plan), plan.faults, 'third_party_id');
	}

	private entries(): Entry[] {
		return this.sandbox.getState().payouts.map(({ cid, third_party_id: key, amount, address }) => {
			return { cid, key, amount, to: address };
		});
	}

	/** Runs and repeats until every row is reported as sent and every request is processed. */
	async pay(): Promise<void> {
		const { plan } = this;
		const watch = this.killInTime();
		const isDone = () => this.reported.size === plan.rows.length;
		while (!isDone() && this.runs < MOST_RUNS) await this.run();
		if (!isDone()) this.disagreements.push(`${plan.name} is not paid after ${MOST_RUNS} runs`);
		watch.abort();
		const isLate = ({ fault, record }: Asked) =>
			record.code === null && fault !== undefined && FAULTS[fault].fault.kind === 'delay';
		await until(
			`all payouts of ${plan.name} to be paid`,
			async () =>
				!this.asked().some(isLate) &&
				this.sandbox.getState().payouts.every(({ status }) => status === 6),
			SETTLED_LIMIT_MS,
		);
		// What was true then must still be true at the end.
		for (const told of this.told) this.audit(told, 'in the end');
	}

	/** Kills n8n as soon as this many payouts were requested. */
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

	/** One run: compares what it reports with what was paid. */
	private async run(): Promise<void> {
		const { parallelRequests, rows, setting } = this.plan;
		const from = this.asked().length;
		this.runStarts.push(this.sandbox.getRequests().length);
		const ifReferenceUsed = this.runs === 0 ? setting.firstRun : 'countAsSent';
		this.runs++;
		const execution = await this.workflow.execute({ rows, ifReferenceUsed });
		const hasErrorOutput = setting.node.onError === 'continueErrorOutput';
		const report = readReport(execution, PAY, rows, hasErrorOutput);
		const { claims, text } = report;
		const told = { run: this.runs, claims, text, from, to: this.asked().length };
		this.told.push(told);
		this.audit(told, 'at once', this.auditReport(report));
		this.count(report);
		// Requests that overlap don't show where a try began.
		if (setting.node.retryOnFail && parallelRequests === 1)
			this.retries += countRetries(this.asked().slice(from), rows);
	}

	private auditReport({ faults, note }: Report): string[] {
		const isNoted = ({ cid, key }: Entry) => cid === note?.cid && key === note.name;
		if (!note || this.entries().some(isNoted)) return faults;
		return [...faults, `noted as accepted: ${JSON.stringify(note)}`];
	}

	private audit({ run, claims, text, from, to }: Told, when: string, others: string[] = []) {
		const { name, parallelRequests, rows, setting } = this.plan;
		const asked = this.asked().slice(from, to);
		const canBeReset = parallelRequests > 1;
		const evidence = { hasReferences: true, canBeReset, entries: this.entries(), asked };
		for (const fault of [
			...others,
			...auditLedger(rows, evidence),
			...audit(rows, claims, evidence),
		]) {
			this.disagreements.push(
				`${name} (${setting.name}, ${parallelRequests} at once), run ${run}, ${when}: ${fault}. Told: ${text.slice(0, SHOWN_TEXT)}`,
			);
		}
	}

	private count({ kind, claims }: Report) {
		if (kind === 'killed') this.killedRuns++;
		if (kind === 'stopped') this.stoppedRuns++;
		for (const [index, claim] of claims.entries()) {
			if (['paid', 'already sent'].includes(claim.kind)) this.reported.add(this.plan.rows[index]);
		}
	}
}
