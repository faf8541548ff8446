/** Reads the fields of the polling trigger. */
import type { IPollFunctions } from 'n8n-workflow';
import { TRADE_STATUSES, TRADE_TYPES } from '../protocol/statuses';
import { epochSeconds } from '../protocol/time';
import { operationError } from '../transport/errors';
import { filterIssue, type Filters } from '../trigger/filters';

export interface Settings {
	/** The number of the direction, or '' for both (api.md §2.15). */
	tradeType: string;
	statuses: string[];
	filters: Filters;
	simplifies: boolean;
}

/** Returns the number that stands for a word. */
const numberOf = (words: Record<string, string>, word: unknown) =>
	Object.keys(words).find((number) => words[number] === word) ?? '';

/** @throws NodeOperationError if a field is invalid */
export function readSettings(context: IPollFunctions): Settings {
	const filters = context.getNodeParameter('filters', {}) as Filters;
	const node = context.getNode();
	const issue = filterIssue(filters, node.parameters.filters as Filters | undefined);
	if (issue)
		throw operationError({ node }, issue, 'Correct the filter in the Cregis Polling Trigger.');
	const statuses = ([] as unknown[]).concat(context.getNodeParameter('statuses', []) ?? []);
	if (statuses.length === 0) {
		throw operationError({ node }, "No status is selected in 'Statuses'", 'Select at least one.');
	}
	return {
		tradeType: numberOf(TRADE_TYPES, context.getNodeParameter('direction', 'in')),
		statuses: statuses.map((status) => numberOf(TRADE_STATUSES, status)),
		filters,
		simplifies: context.getNodeParameter('simplify', true) !== false,
	};
}

/**
 * Returns the time of 'Start From' in seconds, or undefined to start now.
 *
 * @throws NodeOperationError if it isn't a time
 */
export function readStart(context: IPollFunctions): number | undefined {
	const value: unknown = context.getNodeParameter('startFrom', '');
	if ((value ?? '') === '') return undefined;
	const seconds = epochSeconds(value, context.getTimezone(), 'start');
	if (seconds !== undefined) return seconds;
	throw operationError(
		{ node: context.getNode() },
		"'Start From' isn't a valid date",
		'Enter a date such as 2026-11-21, or leave it empty to start now.',
	);
}
