import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { CregisError, invalidField, type Outcome } from '../errors';
import { projectOf } from '../signedRequest';
import { requestCregis, type CregisRequest } from '../transport';
import { Item } from './item';
import type { Operation } from './operation';
import { operationOf } from './resources';

type Failure = NodeApiError | NodeOperationError;

type Result<T> = { value: T; error?: undefined } | { error: Failure };

const isFailure = (error: unknown): error is Failure =>
	error instanceof CregisError || error instanceof NodeOperationError;

/** Runs a step of one item; the one place where errors are caught. */
async function attempt<T>(
	context: IExecuteFunctions,
	itemIndex: number,
	step: () => T | Promise<T>,
): Promise<Result<T>> {
	try {
		return { value: await step() };
	} catch (error) {
		if (isFailure(error)) return { error };
		return { error: new NodeOperationError(context.getNode(), error as Error, { itemIndex }) };
	}
}

/** One run of one operation over all items. */
class Run {
	private readonly output: INodeExecutionData[] = [];

	/** What Cregis has accepted so far, in words. */
	private readonly accepted: string[] = [];

	private readonly references = new Map<unknown, number>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly items: Item[],
	) {}

	async execute(): Promise<INodeExecutionData[]> {
		const requests: Array<CregisRequest | undefined> = [];
		for (const item of this.items) requests.push(await this.prepare(item));
		for (const [index, request] of requests.entries()) {
			if (request) await this.send(this.items[index], request);
		}
		// Rows that were refused beforehand come first in `output`: put all back in the items' order.
		return this.output.sort((a, b) => itemOf(a) - itemOf(b));
	}

	/** Makes an item's request ready. All are, before the first is sent. */
	private async prepare(item: Item): Promise<CregisRequest | undefined> {
		const prepared = await attempt(this.context, item.index, () => {
			const request = this.operation.request(item);
			this.claimReference(item, request);
			return request;
		});
		if (!prepared.error) return prepared.value;
		this.fail(item, prepared.error);
		return undefined;
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
		const sent = await attempt(this.context, item.index, async () => {
			const data = await requestCregis.call(this.context, request, item.index);
			return this.operation.output(data, request, item);
		});
		if (sent.error) return this.fail(item, sent.error, request);
		const rows = this.context.helpers.returnJsonArray(sent.value);
		this.output.push(
			...this.context.helpers.constructExecutionMetaData(rows, { itemData: { item: item.index } }),
		);
		this.noteAccepted(request, rows);
	}

	private noteAccepted({ fields }: CregisRequest, rows: INodeExecutionData[]) {
		const { reference } = this.operation;
		if (!reference) return;
		this.accepted.push(`${String(fields[reference])} (${String(rows[0]?.json.cid)})`);
	}

	/** Ends the run, or, with Continue On Fail, gives the item its own outcome. */
	private fail(item: Item, error: Failure, sent?: CregisRequest) {
		const outcome = outcomeOf(error, sent);
		this.explainMoney(error, outcome, sent);
		if (!this.context.continueOnFail()) throw error;
		this.output.push({ json: failureJson(error, outcome), pairedItem: { item: item.index } });
	}

	/** Where money moves, an error also says what has moved and whether this item may have. */
	private explainMoney(error: Failure, outcome: Outcome, sent?: CregisRequest) {
		const { reference } = this.operation;
		if (!reference) return;
		const sentences = [error.description ?? ''];
		if (sent && outcome === 'unknown') {
			sentences.push(
				`Run this again with the same reference '${String(sent.fields[reference])}': Cregis pays a reference once at the most, and says so if this one had arrived.`,
			);
		}
		if (this.accepted.length > 0 && !this.context.continueOnFail()) {
			sentences.push(`Accepted by Cregis before this item: ${this.accepted.join(', ')}.`);
		}
		error.description = sentences.filter(Boolean).join(' ');
	}
}

/** What is known of a request: of one that has left, nothing, unless the error itself says so. */
function outcomeOf(error: Failure, sent?: CregisRequest): Outcome {
	if (error instanceof CregisError) return error.outcome;
	return sent ? 'unknown' : 'not done';
}

/**
 * What a failed item says. n8n takes an item with just these fields for a failed one, and sends it to
 * the error output where there is one; an item with an `error` beside `json` would lose the details.
 */
function failureJson(error: Failure, outcome: Outcome): IDataObject {
	const { httpCode } = error as Partial<CregisError>;
	return {
		error: error.message,
		details: {
			advice: error.description ?? '',
			outcome,
			...(httpCode ? { code: httpCode } : {}),
		},
	};
}

function itemOf({ pairedItem }: INodeExecutionData): number {
	return typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : 0;
}

/**
 * The one loop over items. Items go one after the other, and the run stops at the first that does not
 * succeed, unless the node continues on fail: n8n's declarative routing starts all at once and, if one
 * fails, drops the outputs of those that succeeded.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const credentials = await this.getCredentials('cregisApi');
	const operation = operationOf(
		this.getNodeParameter('resource', 0),
		this.getNodeParameter('operation', 0),
	);
	const credential = await attempt(this, 0, () => projectOf(credentials));
	if (credential.error) {
		throw invalidField(
			{ node: this.getNode() },
			credential.error.message,
			'Open the credential of this node and correct it.',
		);
	}
	const items = this.getInputData().map((_, index) => new Item(this, index, credential.value));
	return [await new Run(this, operation, items).execute()];
}
