/** Reads the trigger's fields when Cregis calls. */
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { CallbackRefusal } from '../callbacks/refusal';
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

function read(context: IWebhookFunctions): Settings | undefined {
	try {
		const options = context.getNodeParameter('options', {}) as { confirm?: boolean };
		return {
			events: ([] as string[]).concat((context.getNodeParameter('events', []) as string[]) ?? []),
			filters: context.getNodeParameter('filters', {}) as Filters,
			// An expression without a value doesn't turn off a safeguard.
			confirms: 'confirm' in options && options.confirm !== false,
			// If an expression returns anything else, the trigger doesn't wait for the workflow.
			respondsImmediately: context.getNodeParameter('respond', IMMEDIATELY) !== BY_OPERATION,
			simplifies: context.getNodeParameter('simplify', true) as boolean,
		};
	} catch {
		return undefined;
	}
}

/** @throws CallbackRefusal if the settings can't be read, because an expression fails or has no value */
export function readSettings(context: IWebhookFunctions): Settings {
	const settings = read(context);
	if (!settings) throw new CallbackRefusal(500, 'An expression in the Cregis Trigger failed', true);
	if (settings.events.length > 0) return settings;
	throw new CallbackRefusal(500, "No event is selected in 'Events'", true);
}

/** @throws CallbackRefusal if the filters can't be applied to an event */
export function checkFilters(context: IWebhookFunctions, { filters }: Settings): void {
	const issue = filterIssue(filters, context.getNode().parameters.filters as Filters | undefined);
	if (issue) throw new CallbackRefusal(500, issue, true);
}

/**
 * Prevents publishing or testing a workflow if this n8n is too old or a filter is invalid. When n8n starts,
 * nobody would see the message, and the workflow would receive no other events either. So in that case, each
 * delivery reports an invalid filter instead.
 *
 * @throws UserError or NodeOperationError with what to correct
 */
export function checkBeforePublishing(context: IHookFunctions): void {
	assertSupportedN8n();
	if (['init', 'leadershipChange'].includes(context.getActivationMode())) return;
	const node = context.getNode();
	const issue = filterIssue(literalFilters((node.parameters.filters ?? {}) as Filters));
	if (!issue) return;
	throw new NodeOperationError(node, issue, {
		description: 'Correct the filter in the Cregis Trigger, then publish the workflow again.',
	});
}
