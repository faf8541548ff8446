/** Workflows that start with a trigger. */
import { randomUUID } from 'node:crypto';
import type { Workflow, WorkflowNode } from '../../harness/editor.mts';

/** A Cregis Trigger with its own URL. */
export function triggerNode(
	parameters: Record<string, unknown>,
	credential: { id: string; name: string },
): WorkflowNode {
	return {
		id: randomUUID(),
		name: 'Cregis Trigger',
		type: 'n8n-nodes-cregis.cregisTrigger',
		typeVersion: 2,
		position: [0, 0],
		webhookId: randomUUID(),
		parameters,
		credentials: { cregisApi: credential },
	};
}

/** Polls this often, in seconds: n8n allows an interval of a minute, but several of them. */
const POLL_EVERY_S = 6;

/** Fires every few seconds. */
const POLL_TIMES = Array.from({ length: 60 / POLL_EVERY_S }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * POLL_EVERY_S} * * * * *`,
}));

/** A Cregis Polling Trigger that polls every few seconds. */
export function pollingTriggerNode(
	parameters: Record<string, unknown>,
	credential: { id: string; name: string },
): WorkflowNode {
	return {
		id: randomUUID(),
		name: 'Cregis Polling Trigger',
		type: 'n8n-nodes-cregis.cregisPollingTrigger',
		typeVersion: 1,
		position: [0, 200],
		parameters: { pollTimes: { item: POLL_TIMES }, ...parameters },
		credentials: { cregisApi: credential },
	};
}

/** A workflow with a trigger, followed by a chain of nodes. */
export function withTrigger(trigger: WorkflowNode, behind: WorkflowNode[]): Workflow {
	const nodes = [trigger, ...behind];
	const links = behind.map(({ name }, index) => [
		nodes[index].name,
		{ main: [[{ node: name, type: 'main', index: 0 }]] },
	]);
	return {
		name: 'From the trigger',
		nodes,
		connections: Object.fromEntries(links) as Record<string, unknown>,
	};
}
