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
