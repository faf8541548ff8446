/** Reads the trigger's fields when Cregis calls. */
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { readProject } from '../callbacks/delivery';
import { CallbackRefusal } from '../callbacks/refusal';
import { assertSupportedN8n } from '../n8nVersion';
import { urlIssue } from '../protocol/publicUrl';
import { operationError } from '../transport/errors';
import { isOnThisMachine } from '../transport/requestOptions';
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
 * Prevents publishing or testing a trigger that Cregis can't call. A Cregis on this machine, such as the
 * sandbox, can call any URL. And if the credential has a public callback URL, n8n may be reachable at another
 * address than it knows, as behind a proxy or a tunnel.
 *
 * @throws NodeOperationError with what to correct
 */
async function checkReachable(context: IHookFunctions): Promise<void> {
	const project = await readProject(context);
	if (!project || isOnThisMachine(project.origin)) return;
	const url = context.getNodeWebhookUrl('default') ?? '';
	const issue = urlIssue(url);
	if (!issue || (project.callbackUrl && !urlIssue(project.callbackUrl))) return;
	throw operationError(
		{ node: context.getNode() },
		`Cregis can't call this trigger: ${url} ${issue}`,
		"Give this n8n a public https address, and set WEBHOOK_URL to it. If it's reachable at another address already, enter the trigger's URL at that address as 'Default Callback URL' in the Cregis credential. Without a public address, use the Cregis Polling Trigger.",
	);
}

/**
 * Prevents publishing or testing a workflow if this n8n is too old, a filter is invalid or Cregis can't call
 * the trigger. When n8n starts, nobody would see the message, and the workflow would receive no other events
 * either. So in that case, each delivery reports an invalid filter instead.
 *
 * @throws UserError or NodeOperationError with what to correct
 */
export async function checkBeforePublishing(context: IHookFunctions): Promise<void> {
	assertSupportedN8n();
	if (['init', 'leadershipChange'].includes(context.getActivationMode())) return;
	const node = context.getNode();
	const issue = filterIssue(literalFilters((node.parameters.filters ?? {}) as Filters));
	if (!issue) return await checkReachable(context);
	const advice = 'Correct the filter in the Cregis Trigger, then publish the workflow again.';
	throw operationError({ node }, issue, advice);
}
