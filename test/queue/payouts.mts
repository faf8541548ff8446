/** Pays references by calling a workflow, and repeats the calls until each is known to be paid. */
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { until } from '../../harness/editor.mts';
import { inParallel } from '../support/pool.mts';
import { hasEnded, type Records } from './records.mts';

/** After this long without an outcome, a merchant calls again, even if the first call is still in progress. */
const OUTCOME_TIMEOUT_MS = 20_000;
const CALL_TIMEOUT_MS = 10_000;
const CALL_AGAIN_MS = 500;
const LIMIT_MS = 300_000;

export class Payouts {
	calls = 0;

	/** References that were called again, and then declined as already paid. */
	repeated = new Set<string>();

	readonly references: string[] = [];

	private readonly settled: Array<Promise<void>> = [];

	private readonly url: string;

	private readonly records: Records;

	constructor(url: string, records: Records) {
		this.url = url;
		this.records = records;
	}

	/** Starts this many payouts, some at once. */
	start(count: number, atOnce: number) {
		const first = this.references.length;
		const batch = Array.from({ length: count }, (_, index) => `invoice-${10_001 + first + index}`);
		this.references.push(...batch);
		const paid = inParallel(batch, atOnce, async (reference) => await this.pay(reference));
		// Awaited only at the end, so a rejection must not end this process before.
		paid.catch(() => undefined);
		this.settled.push(paid);
	}

	private ended(reference: string) {
		return this.records.latest.filter((each) => each.about === reference && hasEnded(each));
	}

	/** Whether an execution succeeded, or Cregis declined the reference as already used. */
	private isPaid(reference: string): boolean {
		const ended = this.ended(reference);
		if (ended.some(({ isRepeated }) => isRepeated)) this.repeated.add(reference);
		return ended.some(({ status, isRepeated }) => status === 'success' || isRepeated);
	}

	private async pay(reference: string) {
		const deadline = Date.now() + LIMIT_MS;
		while (!this.isPaid(reference)) {
			if (Date.now() > deadline) throw new Error(`${reference} was not paid in ${LIMIT_MS} ms`);
			const before = this.ended(reference).length;
			if (!(await this.call(reference))) {
				await sleep(CALL_AGAIN_MS);
				continue;
			}
			const outcome = async () => this.ended(reference).length > before;
			await until(reference, outcome, OUTCOME_TIMEOUT_MS).catch(() => undefined);
		}
	}

	/** Whether the workflow started, as far as the caller knows. */
	private async call(reference: string): Promise<boolean> {
		this.calls++;
		return await axios.post(this.url, { reference }, { timeout: CALL_TIMEOUT_MS }).then(
			() => true,
			() => false,
		);
	}

	async untilPaid() {
		await Promise.all(this.settled);
	}
}
