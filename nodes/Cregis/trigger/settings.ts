/** The fields of the trigger, as they are when Cregis calls. */
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
			// An expression without a value doesn't switch a safeguard off.
			confirms: 'confirm' in options && options.confirm !== false,
			// An expression may come to neither: then nobody waits for the workflow.
			respondsImmediately: context.getNodeParameter('respond', IMMEDIATELY) !== BY_OPERATION,
			simplifies: context.getNodeParameter('simplify', true) as boolean,
		};
	} catch {
		return undefined;
	}
}

/** @throws CallbackRefusal if they can't be read: an expression may break off, or come to nothing */
export function readSettings(context: IWebhookFunctions): Settings {
	const settings = read(context);
	if (!settings) throw new CallbackRefusal(500, 'An expression in the Cregis Trigger fails', true);
	if (settings.events.length > 0) return settings;
	throw new CallbackRefusal(500, "'Events' has no event", true);
}

/** @throws CallbackRefusal if the filters can't be applied to an event */
export function checkFilters(context: IWebhookFunctions, { filters }: Settings): void {
	const issue = filterIssue(filters, context.getNode().parameters.filters as Filters | undefined);
	if (issue) throw new CallbackRefusal(500, issue, true);
}

/**
 * Keeps a workflow from being published, or tested, on an n8n that is too old, or with a filter that can't
 * be read. When n8n starts, nobody is there to read that, and no other event would reach the workflow: each
 * delivery says so then.
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
