/** One run of an operation that moves or requests money. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isCancelled, sleepUnlessCancelled } from '../../transport/cancellation';
import { CregisError } from '../../transport/errors';
import type { Item } from '../shared/item';
import type { PayingOperation } from '../shared/operation';
import { readPayOptions, type PayOptions } from '../shared/payOptions';
import { readApproved } from './approval';
import { PaymentChecks } from './checks';
import { attempt, failedItem, type Failure } from './failure';
import { prepareLimitCheck } from './limitChecks';
import { PaymentMemory, type PaymentKey } from './memory';
import { inParallel } from './parallel';
import { prepare, type PreparedPayment } from './preparation';
import { issuesError, readItems, type Issue, type ReadItems } from './reading';
import { PaymentReport, type FailedPayment } from './report';
import { PaymentSender } from './sender';
import { SpendingMemory, type Spending } from './spending';

/**
 * Sends payments, one after the other or several at once. No payment is started after one failed, unless the
 * node continues on fail. n8n's declarative routing would start all requests at once and, if one fails, drop
 * the outputs of those that succeeded.
 *
 * If the node continues on fail, nothing is thrown, because n8n would pass its input on as a success.
 */
export class PaymentRun {
	/** The output of each item, in item order. */
	private readonly outputs: INodeExecutionData[][] = [];

	private readonly memory: PaymentMemory;

	private readonly spending: SpendingMemory;

	private readonly report: PaymentReport;

	/** @param name of the operation. Sent payments are remembered under it */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: PayingOperation,
		name: string,
	) {
		this.memory = new PaymentMemory(context, name);
		this.spending = new SpendingMemory(context);
		this.report = new PaymentReport(context, this.memory, operation.reference !== undefined);
	}

	/** @throws the error that ended the run, explained for the merchant, unless the node continues on fail */
	async execute(items: Item[]): Promise<INodeExecutionData[]> {
		const { value, error } = await attempt(this.context, undefined, () => this.start(items));
		if (error) return this.failAll(error, items.length);
		const { options, ready, spendings } = value;
		try {
			await this.sendAll(ready, options);
		} finally {
			this.releaseUnsent(ready, spendings);
			if (isCancelled(this.context)) this.report.logCancelled();
		}
		const outputs = this.outputs.flat();
		this.report.addHints(outputs);
		if (!outputs.some(({ json }) => json.error !== undefined)) this.memory.forget();
		return outputs;
	}

	/**
	 * Ends a run that couldn't start.
	 *
	 * @throws the error, unless the node continues on fail
	 */
	failAll(error: Failure, items: number): INodeExecutionData[] {
		if (!this.context.continueOnFail()) throw this.report.endBefore(error);
		for (let index = 0; index < items; index++) {
			if (!this.remember(index)) this.fail({ index, error });
		}
		return this.outputs.flat();
	}

	/**
	 * Does everything that comes before the first payment.
	 *
	 * @throws the error that prevents the whole run from starting
	 */
	private async start(items: Item[]) {
		const options = readPayOptions(this.context, this.operation);
		const read = await this.read(items, options);
		const checks = this.operation.coins && new PaymentChecks(this.context, this.operation.coins);
		const ready = await this.prepare(read, options, checks, items.length);
		const spendings = checks ? await this.reserve(ready, options, checks, items.length) : [];
		return { options, ready, spendings };
	}

	/** Reads the items that no earlier try has sent. If a batch was approved, exactly that one. */
	private async read(items: Item[], { approvedBatch }: PayOptions): Promise<ReadItems> {
		const { context, operation, memory } = this;
		const isLeft = ({ index }: Item) => !this.remember(index);
		if (!approvedBatch) return await readItems(context, operation, items.filter(isLeft));
		const approved = await readApproved(context, operation, items, approvedBatch, memory.isAnySent);
		return { ready: approved.filter(({ item }) => isLeft(item)), issues: [] };
	}

	/** Whether an earlier try sent the item. If so, its output is used again. */
	private remember(index: number): boolean {
		const output = this.memory.outputOf(index);
		if (output) this.put(index, output);
		return output !== undefined;
	}

	/** @throws an error about the invalid items, unless the others can be sent without them */
	private async prepare(
		read: ReadItems,
		{ approvedBatch, checksFirst }: PayOptions,
		checks: PaymentChecks | undefined,
		all: number,
	): Promise<PreparedPayment[]> {
		const { ready, issues } = await prepare(
			this.context,
			this.operation,
			read,
			checksFirst ? checks : undefined,
		);
		for (const { index, key } of issues) if (key !== undefined) this.memory.adopt(index, key);
		for (const { item, key } of ready) this.memory.adopt(item.index, key);
		if (issues.length > 0 && (approvedBatch || !this.context.continueOnFail())) {
			throw (
				issues.find(({ error }) => error instanceof CregisError)?.error ??
				this.issuesError(issues, all)
			);
		}
		for (const issue of issues) this.fail(issue);
		return ready;
	}

	/** @throws an error about the payments that exceed a limit. None is sent then, even on Continue On Fail */
	private async reserve(
		ready: PreparedPayment[],
		{ limits }: PayOptions,
		checks: PaymentChecks,
		all: number,
	): Promise<Spending[]> {
		const payments = ready.map(({ item, key, request: { fields } }) => ({ item, key, fields }));
		const check = await prepareLimitCheck(this.context, limits, checks, payments);
		const { issues, spendings } = check(this.spending.totals());
		if (issues.length > 0) throw this.issuesError(issues, all);
		if (limits.coins) this.spending.reserve(spendings);
		return spendings;
	}

	/** @throws the error of the first failed item, with what is known of all others */
	private async sendAll(ready: PreparedPayment[], options: PayOptions) {
		const { context, operation, memory, report } = this;
		const { countsUsedAsSent, parallelRequests, pause } = options;
		const sender = new PaymentSender(context, operation, memory, report, countsUsedAsSent);
		const failures: FailedPayment[] = [];
		let begun = 0;
		await inParallel(ready, parallelRequests, async (payment) => {
			if (failures.length > 0) return;
			if (begun++ > 0) await sleepUnlessCancelled(context, pause);
			const { index } = payment.item;
			const { error, value, outcome } = await sender.send(payment);
			if (!error) this.put(index, value);
			else if (context.continueOnFail()) this.fail({ index, key: payment.key, error });
			else failures.push({ index, key: payment.key, error, outcome });
		});
		if (failures.length === 0) return;
		throw report.endRun(failures, ready.length - begun);
	}

	/** Releases what certainly wasn't paid, so that a later try or call can spend it. */
	private releaseUnsent(ready: PreparedPayment[], spendings: Spending[]) {
		const { memory } = this;
		this.spending.release(
			spendings.filter((_, place) => {
				const { item, key } = ready[place];
				return !memory.outputOf(item.index) && memory.outcomeOf(item.index, key) === 'not done';
			}),
		);
	}

	private put(index: number, output: IDataObject) {
		this.outputs[index] = [{ json: output, pairedItem: { item: index } }];
	}

	private fail({ index, key, error }: { index: number; key?: PaymentKey; error: Failure }) {
		const outcome = this.memory.outcomeOf(index, key);
		const inWords = this.report.tell({ index, key, error, outcome });
		this.outputs[index] = [failedItem(error, outcome, index, inWords)];
	}

	private issuesError(issues: Issue[], all: number): Failure {
		return issuesError(this.context, issues, all, this.memory.isAnySent);
	}
}
