import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isCancelled, sleepUnlessCancelled } from '../cancel';
import { CregisError, invalidField } from '../errors';
import { requestRows } from '../pages';
import { PATIENCE, requestCregis, type CregisRequest } from '../transport';
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
		if (this.failure) {
			this.payments?.explainEnd(this.failure, ready.length - this.begun);
			// n8n drops what a cancelled node still says, but for its own log.
			if (isCancelled(this.context)) this.context.logger.warn(this.failure.description ?? '');
			throw this.failure;
		}
		return this.outputs.flat();
	}

	private async prepare(): Promise<Prepared[]> {
		const { checksFirst } = this.options;
		const { ready, faults } = await prepare(this.context, this.operation, this.items, checksFirst);
		if (faults.size > 0 && !this.context.continueOnFail()) {
			const unchecked = [...faults.values()].find((fault) => fault instanceof CregisError);
			throw unchecked ?? faultyItems(this.context.getNode(), faults, this.items.length);
		}
		for (const [index, fault] of faults)
			this.outputs[index] = [failedItem(fault, 'not done', index)];
		return ready;
	}

	/** How many requests may be under way at once: what changes or pays goes one after the other. */
	private parallelRequests(): number {
		if (this.operation.effect !== 'reads' || this.items.length === 0) return 1;
		const asked = Number(this.items[0].collection('options').parallelRequests ?? 1);
		return Math.min(Math.max(Math.trunc(asked) || 1, 1), MOST_PARALLEL_REQUESTS);
	}

	private async take({ item, request }: Prepared) {
		if (this.begun > 0) await sleepUnlessCancelled(this.context, this.options.pause);
		if (isCancelled(this.context)) return this.endCancelled(item);
		this.begun++;
		await this.send(item, request);
	}

	/** Continue On Fail does not go on here: whoever cancels, means all that is left. */
	private endCancelled(item: Item) {
		this.failure ??= invalidField(
			{ node: this.context.getNode(), itemIndex: item.index },
			'The execution was cancelled before this item was sent',
			'Nothing was sent for this item and those after it.',
		);
	}

	private async send(item: Item, request: CregisRequest) {
		const reference = this.referenceOf(request);
		this.payments?.begin(reference || `item ${item.index}`);
		const sent = await attempt(this.context, item.index, async () => {
			const { rowKey } = this.operation;
			const data = rowKey
				? await requestRows.call(this.context, request, rowKey, item.limit(), item.index)
				: await requestCregis.call(this.context, request, item.index, PATIENCE);
			return this.operation.output(data, request, item);
		});
		if (!sent.error) return this.succeed(item, reference, sent.value);
		const outcome = outcomeOf(sent.error, true);
		if (outcome === 'already sent' && this.options.countsUsedAsSent) {
			const output = { ...this.operation.output({}, request, item), alreadySent: true };
			return this.succeed(item, reference, output);
		}
		this.payments?.end();
		this.payments?.explain(sent.error, outcome, reference);
		if (!this.context.continueOnFail()) this.failure ??= sent.error;
		else this.outputs[item.index] = [failedItem(sent.error, outcome, item.index)];
	}

	private referenceOf({ fields }: CregisRequest): string {
		const { reference } = this.operation;
		return reference ? String(fields[reference]) : '';
	}

	private succeed(item: Item, reference: string, output: IDataObject | IDataObject[]) {
		const rows = this.context.helpers.returnJsonArray(output);
		this.outputs[item.index] = this.context.helpers.constructExecutionMetaData(rows, {
			itemData: { item: item.index },
		});
		const { cid, cregis_id: id = cid, alreadySent } = rows[0]?.json ?? {};
		this.payments?.accept(reference, alreadySent ? 'sent before' : id);
	}
}
