import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isCancelled, sleepUnlessCancelled } from '../cancel';
import { CregisError, invalidField } from '../errors';
import { requestRows } from '../pages';
import { PATIENCE, requestCregis } from '../transport';
import { attempt, failedItem, faultyItems, outcomeOf, type Failure } from './failure';
import type { Item } from './item';
import type { RequestOperation } from './operation';
import { inParallel } from './parallel';
import { SentPayments } from './sentPayments';
import { readPayOptions, type PayOptions } from './payOptions';
import { prepare, type Prepared } from './preparation';

const MOST_PARALLEL_REQUESTS = 20;

/**
 * One run of one operation over all items, the one loop over items there is. Items go one after the other,
 * but for reads that may go in parallel, and the run ends at the first that does not succeed, unless the node
 * continues on fail: n8n's declarative routing starts all at once and, if one fails, drops the outputs of
 * those that succeeded.
 */
export class Run {
	/** What came out for each item, in the items' order. */
	private readonly outputs: INodeExecutionData[][] = [];

	private readonly options: PayOptions;

	private readonly payments?: SentPayments;

	private failure?: Failure;

	/** The payment that ended the run. */
	private failedKey?: string;

	private begun = 0;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: RequestOperation,
		private readonly items: Item[],
	) {
		this.options = readPayOptions(context, operation);
		if (operation.effect === 'pays') {
			this.payments = new SentPayments(context, operation.reference !== undefined);
		}
	}

	/** @throws what ended the run, in the merchant's words */
	async execute(): Promise<INodeExecutionData[]> {
		const ready = await this.prepare();
		await inParallel(ready, this.parallelRequests(), async (prepared) => {
			if (!this.failure) await this.take(prepared);
		});
		if (this.failure) throw this.end(this.failure, ready.slice(this.begun));
		const outputs = this.outputs.flat();
		if (!outputs.some(({ json }) => json.error !== undefined)) this.payments?.forget();
		return outputs;
	}

	/** Completes the error that ends the run. */
	private end(failure: Failure, left: Prepared[]): Failure {
		const notSent = left.filter((prepared) => !this.payments?.outputOf(this.keyOf(prepared)));
		this.payments?.explainEnd(failure, notSent.length, this.failedKey);
		// n8n drops what a cancelled node still says, but for its own log.
		if (isCancelled(this.context)) this.context.logger.warn(failure.description ?? '');
		return failure;
	}

	private async prepare(): Promise<Prepared[]> {
		const { checksFirst } = this.options;
		const { ready, faults } = await prepare(this.context, this.operation, this.items, checksFirst);
		if (faults.size > 0 && !this.context.continueOnFail()) {
			const unchecked = [...faults.values()].find((fault) => fault instanceof CregisError);
			const failure = faultyItems(this.context.getNode(), faults, this.items.length);
			throw this.end(unchecked ?? failure, []);
		}
		for (const [index, fault] of faults) {
			this.outputs[index] = [failedItem(fault, 'not done', index)];
		}
		return ready;
	}

	/** How many requests may be under way at once: what changes or pays goes one after the other. */
	private parallelRequests(): number {
		if (this.operation.effect !== 'reads' || this.items.length === 0) return 1;
		const asked = Number(this.items[0].collection('options').parallelRequests ?? 1);
		return Math.min(Math.max(Math.trunc(asked) || 1, 1), MOST_PARALLEL_REQUESTS);
	}

	/** What tells a payment from the others: its reference, or if it has none, its place and all that it is. */
	private keyOf({ item, request: { fields } }: Prepared): string {
		const { reference } = this.operation;
		return reference ? String(fields[reference]) : `item ${item.index} ${JSON.stringify(fields)}`;
	}

	private async take(prepared: Prepared) {
		const { item } = prepared;
		const key = this.keyOf(prepared);
		const sentEarlier = this.payments?.outputOf(key);
		if (sentEarlier) {
			this.begun++;
			return this.succeed(item, key, sentEarlier);
		}
		if (this.begun > 0) await sleepUnlessCancelled(this.context, this.options.pause);
		if (isCancelled(this.context)) return this.endCancelled(item);
		this.begun++;
		await this.send(prepared, key);
	}

	/** Continue On Fail does not go on here: whoever cancels, means all that is left. */
	private endCancelled(item: Item) {
		this.failure ??= invalidField(
			{ node: this.context.getNode(), itemIndex: item.index },
			'The execution was cancelled before this item was sent',
			'This item and those after it are not sent.',
		);
	}

	private async send({ item, request }: Prepared, key: string) {
		this.payments?.begin(key);
		const sent = await attempt(this.context, item.index, async () => {
			this.refuseUnknown(item, key);
			const { rowKey } = this.operation;
			const data = rowKey
				? await requestRows.call(this.context, request, rowKey, item.limit(), item.index)
				: await requestCregis.call(this.context, request, item.index, PATIENCE);
			return this.operation.output(data, request, item);
		});
		if (!sent.error) return this.succeed(item, key, sent.value);
		const outcome = outcomeOf(sent.error, true);
		if (outcome === 'already sent' && this.options.countsUsedAsSent) {
			const output = { ...this.operation.output({}, request, item), alreadySent: true };
			return this.succeed(item, key, output);
		}
		this.payments?.reject(key, sent.error, outcome);
		if (this.context.continueOnFail()) {
			this.outputs[item.index] = [failedItem(sent.error, outcome, item.index)];
		} else if (!this.failure) {
			this.failure = sent.error;
			this.failedKey = key;
		}
	}

	/** Without a reference, a payment whose outcome is not known would be made twice. */
	private refuseUnknown(item: Item, key: string) {
		if (this.operation.reference || !this.payments?.isUnknown(key)) return;
		throw new CregisError({ node: this.context.getNode(), itemIndex: item.index }, 'unknown', {
			message: 'An earlier try may have reached Cregis, so this item was not sent again',
			description: '',
		});
	}

	private succeed(item: Item, key: string, output: IDataObject | IDataObject[]) {
		const rows = this.context.helpers.returnJsonArray(output);
		this.outputs[item.index] = this.context.helpers.constructExecutionMetaData(rows, {
			itemData: { item: item.index },
		});
		if (rows.length > 0) this.payments?.accept(key, rows[0].json);
	}
}
