/** The fields of the trigger, as they are when Cregis calls. */
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { assertSupportedN8n } from '../n8nVersion';
import { filterIssue, literalFilters, type Filters } from './filters';
import { BY_OPERATION, IMMEDIATELY } from './responseMode';

export interface Settings {
	events: string[];
	filters: Filters;
	confirms: boolean;
	respondsImmediately: boolean;
	simplifies: boolean;
}

function read(this: IWebhookFunctions): Settings {
	const options = this.getNodeParameter('options', {}) as { confirm?: boolean };
	return {
		events: ([] as string[]).concat((this.getNodeParameter('events', []) as string[]) ?? []),
		filters: this.getNodeParameter('filters', {}) as Filters,
		// An expression without a value doesn't switch a safeguard off.
		confirms: 'confirm' in options && options.confirm !== false,
		// An expression may come to neither: then nobody waits for the workflow.
		respondsImmediately: this.getNodeParameter('respond', IMMEDIATELY) !== BY_OPERATION,
		simplifies: this.getNodeParameter('simplify', true) as boolean,
	};
}

/** The settings, or why they can't be read: an expression may break off, or come to nothing. */
export function readSettings(this: IWebhookFunctions): Settings | string {
	try {
		const settings = read.call(this);
		return settings.events.length > 0 ? settings : "'Events' has no event";
	} catch {
		return 'An expression in the Cregis Trigger fails';
	}
}

/** Why the filters can't be applied to an event, if they can't. */
export function filterIssueOf(this: IWebhookFunctions, { filters }: Settings): string | undefined {
	return filterIssue(filters, this.getNode().parameters.filters as Filters | undefined);
}

/**
 * Keeps a workflow from being published, or tested, on an n8n that is too old, or with a filter that can't be read. When n8n starts,
 * nobody is there to read that, and no other event would reach the workflow: each delivery says so then.
 *
 * @throws UserError or NodeOperationError with what to correct
 */
export function checkBeforePublishing(this: IHookFunctions): void {
	assertSupportedN8n();
	if (['init', 'leadershipChange'].includes(this.getActivationMode())) return;
	const node = this.getNode();
	const issue = filterIssue(literalFilters((node.parameters.filters ?? {}) as Filters));
	if (!issue) return;
	throw new NodeOperationError(node, issue, {
		description: 'Correct the filter in the Cregis Trigger, then publish the workflow again.',
	});
}
