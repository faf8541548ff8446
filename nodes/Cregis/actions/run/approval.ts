/** Pays only the batch that was approved. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { isJsonObject, type JsonObject } from '../../protocol/losslessJson';
import { operationError } from '../../transport/errors';
import type { Item } from '../shared/item';
import type { PayingOperation } from '../shared/operation';
import { batchId, batchRow, differences, type BatchRow } from './batch';
import { attempt } from './failure';
import { NOTHING_SENT, issuesError, readItems, type Prepared } from './reading';

/**
 * Finds the payments of a batch in the outputs of earlier nodes, to tell what has changed since.
 *
 * @returns undefined if they aren't there, for example because another execution checked them
 */
async function findBatch(context: IExecuteFunctions, id: string): Promise<BatchRow[] | undefined> {
	const { $items } = context.getWorkflowDataProxy(0) as {
		$items(node: string): Array<{ json: JsonObject }>;
	};
	for (const { name } of context.getParentNodes(context.getNode().name)) {
		// It throws for a node that didn't run.
		const { value: items = [] } = await attempt(context, undefined, () => $items(name));
		const batch = items[0]?.json.batch;
		if (isJsonObject(batch) && batch.id === id) return items.map(({ json }) => batchRow(json));
	}
	return undefined;
}

/**
 * Reads the items, and checks that they are exactly those of the approved batch, in the same order.
 *
 * @param items all items of the node, including those that an earlier try has sent
 * @param isAnySent whether an earlier try has sent something
 * @returns the approved requests. They must not be read again, because an expression may then have another
 * value
 * @throws NodeOperationError that says what differs
 */
export async function readApproved(
	context: IExecuteFunctions,
	operation: PayingOperation,
	items: Item[],
	approved: string,
	isAnySent: boolean,
): Promise<Prepared[]> {
	const { ready, issues } = await readItems(context, operation, items);
	if (issues.length > 0) throw issuesError(context, issues, items.length, isAnySent);
	const rows = ready.map(({ request }) => batchRow(request.fields));
	const id = batchId(rows);
	if (id === approved) return ready;
	const approvedRows = await findBatch(context, approved);
	const what = approvedRows ? differences(rows, approvedRows) : `The ID of these items is '${id}'.`;
	const message = "The items differ from 'Approved Batch'";
	throw operationError(
		{ node: context.getNode() },
		isAnySent ? message : `${NOTHING_SENT}. ${message}`,
		`${what} Check them with 'Payout: Check' and have them approved again.`,
	);
}
