/** One run of an operation that moves or requests money. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isCancelled, sleepUnlessCancelled } from '../../transport/cancellation';
import { CregisError, invalidField, type Outcome } from '../../transport/errors';
import { isJsonObject } from '../../protocol/losslessJson';
import { MAX_RATE_LIMIT_WAIT_MS, requestCregis } from '../../transport/request';
import type { Item } from '../shared/item';
import type { PayingOperation } from '../shared/operation';
import { readPayOptions, type PayOptions } from '../shared/payOptions';
import { append, attempt, failedItem, outcomeOfSent, type Attempt, type Failure } from './failure';
import { PaymentMemory, type PaymentKey } from './memory';
import { prepare, type PreparedPayment } from './preparation';
import { issuesError } from './reading';
import { PaymentReport } from './report';

/**
 * Sends payments one after the other. The run ends at the first failed payment, unless the node continues on
 * fail. n8n's declarative routing would start all requests at once and, if one fails, drop the outputs of
 * those that succeeded.
 *
 * If the node continues on fail, nothing is thrown, because n8n would pass its input on as a success.
 */
export class PaymentRun {
	/** The output of each item, in item order. */
	private readonly outputs: INodeExecutionData[][] = [];

	private readonly memory: PaymentMemory;

	private readonly report: PaymentReport;

	/** @param name of the operation. Sent payments are remembered under it */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: PayingOperation,
		name: string,
	) {
		this.memory = new PaymentMemory(context, name);
		this.report = new PaymentReport(context, this.memory, operation.reference !== undefined);
	}

	/** @throws the error that ended the run, explained for the merchant, unless the node continues on fail */
	async execute(items: Item[]): Promise<INodeExecutionData[]> {
		const options = await attempt(this.context, undefined, () =>
			readPayOptions(this.context, this.operation),
		);
		if (options.error) return this.failAll(options.error, items.length);
		const left = items.filter(({ index }) => !this.remember(index));
		const ready = await this.prepare(left, options.value, items.length);
		try {
			await this.sendAll(ready, options.value);
		} finally {
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
			if (!this.remember(index)) this.fail(index, undefined, error);
		}
		return this.outputs.flat();
	}

	/** Whether an earlier try sent the item. If so, its output is used again. */
	private remember(index: number): boolean {
		const output = this.memory.outputOf(index);
		if (output) this.put(index, output);
		return output !== undefined;
	}

	private async prepare(items: Item[], { checksFirst }: PayOptions, all: number) {
		const { ready, issues } = await prepare(this.context, this.operation, items, checksFirst);
		for (const { index, key } of issues) if (key !== undefined) this.memory.adopt(index, key);
		for (const { item, key } of ready) this.memory.adopt(item.index, key);
		if (issues.length > 0 && !this.context.continueOnFail()) {
			const unchecked = issues.find(({ error }) => error instanceof CregisError);
			const { isAnySent } = this.memory;
			const error = unchecked?.error ?? issuesError(this.context, issues, all, isAnySent);
			throw this.report.endBefore(error);
		}
		for (const { index, key, error } of issues) this.fail(index, key, error);
		return ready;
	}

	private async sendAll(ready: PreparedPayment[], { pause, countsUsedAsSent }: PayOptions) {
		for (const [place, payment] of ready.entries()) {
			const { item, key } = payment;
			if (place > 0) await sleepUnlessCancelled(this.context, pause);
			const { error, value, outcome } = await this.trySend(payment);
			if (!error) {
				this.accept(item.index, key, value);
			} else if (outcome === 'already sent' && countsUsedAsSent) {
				this.accept(item.index, key, this.alreadySent(key));
			} else if (this.context.continueOnFail()) {
				this.fail(item.index, key, error);
			} else {
				append(error, this.report.tell(outcome, error, this.sentKey(item.index, key)));
				const rest = ready.slice(place + 1);
				const notSent = rest.filter((each) => this.memory.keyOf(each.item.index) === undefined);
				throw this.report.endRun(error, notSent.length, item.index);
			}
		}
	}

	/** Sends a payment unless it's forbidden, and returns what is known of it afterwards. */
	private async trySend(
		payment: PreparedPayment,
	): Promise<Attempt<IDataObject> & { outcome: Outcome }> {
		const { memory } = this;
		const { item, key } = payment;
		const forbidden = this.forbids(payment);
		if (forbidden) return { error: forbidden, outcome: memory.outcomeOf(item.index, key) };
		this.report.begin(item.index, key);
		const sent = await attempt(this.context, item.index, () => this.send(payment));
		const outcome = sent.error ? outcomeOfSent(sent.error) : 'not done';
		if (outcome === 'unknown') memory.leaveUnknown(item.index, key);
		if (outcome === 'already sent') memory.settle(item.index, key);
		this.report.end();
		// This failure doesn't tell what an earlier request did.
		return { ...sent, outcome: memory.outcomeOf(item.index, key) };
	}

	private forbids({ item, key }: PreparedPayment): Failure | undefined {
		const place = { node: this.context.getNode(), itemIndex: item.index };
		if (isCancelled(this.context)) {
			return invalidField(place, 'The execution was canceled before this item was sent', '');
		}
		if (!this.operation.reference && this.memory.outcomeOf(item.index, key) === 'unknown') {
			return invalidField(
				place,
				"An earlier try may have sent this item, so it wasn't sent again",
				'',
			);
		}
		const earlier = this.memory.keyOf(item.index);
		if (earlier === undefined || earlier === key) return undefined;
		return invalidField(
			place,
			`The reference was '${earlier}' in an earlier try, and is '${key}' now`,
			`Take the reference from your data instead of generating it. Look for '${earlier}' in Cregis.`,
		);
	}

	private async send({ item, request }: PreparedPayment): Promise<IDataObject> {
		// Without a reference, a resent request could be paid twice.
		const maxWaitMs = this.operation.reference ? MAX_RATE_LIMIT_WAIT_MS : 0;
		const data = await requestCregis(this.context, request, item.index, maxWaitMs);
		const id = isJsonObject(data) ? data[this.operation.id] : undefined;
		if (!['string', 'number'].includes(typeof id) || id === '') {
			const place = { node: this.context.getNode(), itemIndex: item.index };
			throw new CregisError(place, 'unknown', {
				message: 'Cregis reported success but returned no ID',
				description: '',
			});
		}
		return this.operation.output(data, request, item);
	}

	/** Cregis doesn't describe the earlier payment, or say whether it's the same one. */
	private alreadySent(key: PaymentKey): IDataObject {
		return {
			[this.operation.reference!]: key,
			alreadySent: true,
			note: 'This reference was already used. The earlier payment may differ from this item or may have failed: check it in Cregis.',
		};
	}

	private accept(index: number, key: PaymentKey, output: IDataObject) {
		this.memory.accept(index, key, output);
		this.report.end();
		this.put(index, output);
	}

	private put(index: number, output: IDataObject) {
		this.outputs[index] = [{ json: output, pairedItem: { item: index } }];
	}

	/** Returns the key under which the item was sent, if it was sent. */
	private sentKey(index: number, key?: PaymentKey): PaymentKey | undefined {
		return this.memory.keyOf(index) ?? key;
	}

	private fail(index: number, key: PaymentKey | undefined, error: Failure) {
		const outcome = this.memory.outcomeOf(index, key);
		const inWords = this.report.tell(outcome, error, this.sentKey(index, key));
		this.outputs[index] = [failedItem(error, outcome, index, inWords)];
	}
}
