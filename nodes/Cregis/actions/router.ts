import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { invalidField } from '../errors';
import { requestRows } from '../pages';
import { projectOf } from '../signedRequest';
import { requestCregis, type CregisRequest } from '../transport';
import { answerCallback } from './answer';
import { attempt, explainPayment, failedItem, outcomeOf, type Failure } from './failure';
import { Item } from './item';
import type { RequestOperation } from './operation';
import { operationOf } from './resources';
import { resumeUrl, sleepUntilResult, waitLimit } from './waiting/sleep';

const MOST_PARALLEL_REQUESTS = 20;

/** One run of one operation over all items. */
class Run {
	/** What came out for each item, in the items' order. */
	private readonly outputs: INodeExecutionData[][] = [];

	/** What Cregis has accepted so far, in words. */
	private readonly accepted: string[] = [];

	private readonly references = new Map<unknown, number>();

	private failure?: Failure;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: RequestOperation,
		private readonly items: Item[],
	) {}

	async execute(): Promise<INodeExecutionData[]> {
		const requests = await Promise.all(this.items.map(async (item) => await this.prepare(item)));
		let next = 0;
		const work = async () => {
			while (next < requests.length && !this.failure) {
				const index = next++;
				const request = requests[index];
				if (request) await this.send(this.items[index], request);
			}
		};
		await Promise.all(Array.from({ length: this.parallelRequests() }, work));
		if (this.failure) throw this.failure;
		return this.outputs.flat();
	}

	/** How many requests may be under way at once: what changes or pays goes one after the other. */
	private parallelRequests(): number {
		if (this.operation.effect !== 'reads' || this.items.length === 0) return 1;
		const asked = Number(this.items[0].collection('options').parallelRequests ?? 1);
		return Math.min(Math.max(Math.trunc(asked) || 1, 1), MOST_PARALLEL_REQUESTS);
	}

	/** Makes an item's request ready. All are, before the first is sent. */
	private async prepare(item: Item): Promise<CregisRequest | undefined> {
		const prepared = await attempt(this.context, item.index, () => {
			const request = this.operation.request(item);
			this.claimReference(item, request);
			return request;
		});
		if (prepared.error) this.fail(item, prepared.error);
		return prepared.value;
	}

	/** Two items with one reference would be one payment at the most: which one, chance would decide. */
	private claimReference(item: Item, { fields }: CregisRequest) {
		if (!this.operation.reference) return;
		const reference = fields[this.operation.reference];
		const first = this.references.get(reference);
		if (first !== undefined) {
			throw item.invalid(
				`The reference '${String(reference)}' stands in two items: ${first} and ${item.index}`,
				'Give each item a reference of its own. Nothing was sent for this item.',
			);
		}
		this.references.set(reference, item.index);
	}

	private async send(item: Item, request: CregisRequest) {
		const { rowKey } = this.operation;
		const sent = await attempt(this.context, item.index, async () => {
			const data = rowKey
				? await requestRows.call(this.context, request, rowKey, item.limit(), item.index)
				: await requestCregis.call(this.context, request, item.index);
			return this.operation.output(data, request, item);
		});
		if (sent.error) return this.fail(item, sent.error, request);
		const rows = this.context.helpers.returnJsonArray(sent.value ?? []);
		this.outputs[item.index] = this.context.helpers.constructExecutionMetaData(rows, {
			itemData: { item: item.index },
		});
		this.noteAccepted(request, rows);
	}

	private noteAccepted({ fields }: CregisRequest, rows: INodeExecutionData[]) {
		const { effect, reference } = this.operation;
		if (effect !== 'pays') return;
		const { cid, cregis_id: id = cid } = rows[0]?.json ?? {};
		this.accepted.push(reference ? `${String(fields[reference])} (${String(id)})` : String(id));
	}

	/** Ends the run, or, with Continue On Fail, gives the item its own outcome. */
	private fail(item: Item, error: Failure, sent?: CregisRequest) {
		const outcome = outcomeOf(error, sent !== undefined);
		const goesOn = this.context.continueOnFail();
		if (this.operation.effect === 'pays') {
			const { reference } = this.operation;
			explainPayment(error, {
				mayHavePaid: outcome === 'unknown',
				reference: reference && sent ? String(sent.fields[reference]) : undefined,
				accepted: goesOn ? [] : this.accepted,
			});
		}
		if (goesOn) this.outputs[item.index] = [failedItem(error, outcome, item.index)];
		else this.failure ??= error;
	}
}

/**
 * The one loop over items. Items go one after the other, but for reads that may go in parallel, and the
 * run stops at the first that does not succeed, unless the node continues on fail: n8n's declarative
 * routing starts all at once and, if one fails, drops the outputs of those that succeeded.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = operationOf(
		this.getNodeParameter('resource', 0),
		this.getNodeParameter('operation', 0),
	);
	if (operation.effect === 'answers') return [await answerCallback(this, operation)];

	const credentials = await this.getCredentials('cregisApi');
	const project = await attempt(this, 0, () => projectOf(credentials));
	if (project.error) {
		throw invalidField(
			{ node: this.getNode() },
			project.error.message,
			'Open the credential of this node and correct it.',
		);
	}
	const input = this.getInputData();
	const waits = operation.result !== undefined && this.getNodeParameter('waitForResult', 0, false);
	if (waits && input.length > 1) {
		throw invalidField(
			{ node: this.getNode() },
			`'Wait for Result' takes one item at a time, and ${input.length} came`,
			"Put a 'Loop Over Items' node before this one, with a batch size of 1. Nothing was sent.",
		);
	}
	const limit = waits ? waitLimit(this) : undefined;
	const url = waits ? resumeUrl(this) : undefined;
	const items = input.map((_, index) => new Item(this, index, project.value, url));
	const outputs = await new Run(this, operation, items).execute();
	const [sent] = outputs;
	// What failed has no ID.
	if (limit && operation.result!.id in sent.json) await sleepUntilResult(this, sent, limit);
	return [outputs];
}
