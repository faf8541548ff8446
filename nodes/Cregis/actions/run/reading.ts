/** Reads the fields of all items, before the first request is sent. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { operationError } from '../../transport/errors';
import type { CregisRequest } from '../../transport/request';
import type { Item } from '../shared/item';
import type { PayingOperation, PlainOperation } from '../shared/operation';
import { attempt, type Failure } from './failure';

const SHOWN_ISSUES = 20;

export const NOTHING_SENT = 'Nothing was sent';

export interface Prepared {
	item: Item;
	request: CregisRequest;
	/** The maximum number of rows, if the response is a list. */
	limit?: number;
}

/** Why an item can't be sent. */
export interface Issue {
	index: number;
	error: Failure;
}

export interface ReadItems {
	/** In item order. */
	ready: Prepared[];
	/** Of the items without a request, in item order. */
	issues: Issue[];
}

export async function readItems(
	context: IExecuteFunctions,
	operation: PlainOperation | PayingOperation,
	items: Item[],
): Promise<ReadItems> {
	const isList = operation.fields.some(({ name }) => name === 'limit');
	const ready: Prepared[] = [];
	const issues: Issue[] = [];
	for (const item of items) {
		const { value, error } = await attempt(context, item.index, () => ({
			item,
			request: operation.request(item),
			limit: isList ? item.limit() : undefined,
		}));
		if (error) issues.push({ index: item.index, error });
		else ready.push(value);
	}
	return { ready, issues };
}

/**
 * Returns the error for invalid items that prevent a run from starting.
 *
 * @param all the number of items
 * @param isAnySent whether an earlier try of the run has sent something
 */
export function issuesError(
	context: IExecuteFunctions,
	issues: Issue[],
	all: number,
	isAnySent: boolean,
): Failure {
	if (all === 1) return issues[0].error;
	const reasons = issues
		.slice(0, SHOWN_ISSUES)
		.map(({ index, error }) => `Item ${index}: ${error.message}.`);
	if (issues.length > SHOWN_ISSUES) reasons.push(`And ${issues.length - SHOWN_ISSUES} more.`);
	const count = `${issues.length} of ${all} items ${issues.length === 1 ? 'is' : 'are'} invalid`;
	return operationError(
		{ node: context.getNode() },
		isAnySent ? count : `${NOTHING_SENT}: ${count}`,
		`${reasons.join(' ')} Correct them and run this again.`,
	);
}
