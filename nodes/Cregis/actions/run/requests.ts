/** One run of an operation that doesn't move money. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isCancelled } from '../../transport/cancellation';
import { operationError, type Outcome } from '../../transport/errors';
import { requestRows } from '../../transport/pages';
import { MAX_RATE_LIMIT_WAIT_MS, requestCregis } from '../../transport/request';
import type { Item } from '../shared/item';
import type { PlainOperation } from '../shared/operation';
import { attempt, failedItem, outcomeOfSent, type Failure } from './failure';
import { inParallel } from './parallel';
import { issuesError, readItems, type Prepared } from './reading';

const MOST_PARALLEL_REQUESTS = 20;

const DEFAULT_PARALLEL_REQUESTS = 15;

/**
 * Sends reads in parallel, and changes one after the other. The run ends at the first failed item, unless the
 * node continues on fail. Then nothing is thrown, because n8n would pass its input on as a success.
 */
export class RequestRun {
	/** The output of each item, in item order. */
	private readonly outputs: INodeExecutionData[][] = [];

	private failure?: Failure;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: PlainOperation,
	) {}

	/** @throws the error that ended the run, explained for the merchant, unless the node continues on fail */
	async execute(items: Item[]): Promise<INodeExecutionData[]> {
		const workers = await attempt(this.context, undefined, () => this.parallelRequests(items));
		if (workers.error) return this.failAll(workers.error, items.length);
		const { ready, issues } = await readItems(this.context, this.operation, items);
		if (issues.length > 0 && !this.context.continueOnFail()) {
			throw issuesError(this.context, issues, items.length, false);
		}
		for (const { index, error } of issues) this.fail(index, error, 'not done');
		await inParallel(ready, workers.value, async (prepared) => {
			if (!this.failure) await this.take(prepared);
		});
		if (this.failure) throw this.failure;
		return this.outputs.flat();
	}

	/**
	 * Ends a run that couldn't start.
	 *
	 * @throws the error, unless the node continues on fail
	 */
	failAll(error: Failure, items: number): INodeExecutionData[] {
		if (!this.context.continueOnFail()) throw error;
		return Array.from({ length: items }, (_, index) => failedItem(error, 'not done', index));
	}

	private parallelRequests([first]: Item[]): number {
		if (this.operation.effect !== 'reads') return 1;
		const { parallelRequests = DEFAULT_PARALLEL_REQUESTS } = first.collection('options');
		const asked = Math.trunc(Number(parallelRequests)) || DEFAULT_PARALLEL_REQUESTS;
		return Math.min(Math.max(asked, 1), MOST_PARALLEL_REQUESTS);
	}

	private async take({ item, request, limit }: Prepared) {
		const { context, operation } = this;
		const isTooLate = isCancelled(context);
		const { value, error } = await attempt(context, item.index, async () => {
			if (isTooLate) throw this.cancelled(item);
			const data =
				operation.rowKey && limit !== undefined
					? await requestRows(context, request, operation.rowKey, limit, item.index)
					: await requestCregis(context, request, item.index, MAX_RATE_LIMIT_WAIT_MS);
			return operation.output(data, request, item);
		});
		if (!error) {
			const pairedItem = { item: item.index };
			this.outputs[item.index] = [value].flat().map((json) => ({ json, pairedItem }));
		} else if (context.continueOnFail()) {
			this.fail(item.index, error, isTooLate ? 'not done' : outcomeOfSent(error));
		} else {
			this.failure ??= error;
		}
	}

	private fail(index: number, error: Failure, outcome: Outcome) {
		this.outputs[index] = [failedItem(error, outcome, index)];
	}

	private cancelled({ index }: Item): Failure {
		const errorContext = { node: this.context.getNode(), itemIndex: index };
		return operationError(errorContext, 'The execution was canceled before this item was sent');
	}
}
