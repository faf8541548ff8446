/** Workflows that need no branches. */
import { randomUUID } from 'node:crypto';
import { RECIPIENT } from '../client.mts';
import type { Workflow, WorkflowNode } from '../../../harness/editor.mts';

/** A node, whose place `chain` decides. */
export const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: object,
): WorkflowNode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: parameters as Record<string, unknown>,
});

/** A workflow whose nodes follow one another. */
export function chain(name: string, nodes: WorkflowNode[]): Workflow {
	const links = nodes
		.slice(1)
		.map((next, index) => [
			nodes[index].name,
			{ main: [[{ node: next.name, type: 'main', index: 0 }]] },
		]);
	const connections = Object.fromEntries(links) as Record<string, unknown>;
	return {
		name,
		nodes: nodes.map((each, index) => ({ ...each, position: [index * 220, 0] })),
		connections,
		settings: { executionOrder: 'v1' },
	};
}

/** The parameters of a payout of 1.5 TRX. Its note counts the payments, whatever their reference. */
export const payoutOf = (thirdPartyId: string) => ({
	resource: 'payout',
	operation: 'create',
	currency: { __rl: true, mode: 'id', value: '195@195' },
	toAddress: RECIPIENT,
	amount: '1.5',
	thirdPartyId,
	additionalFields: { remark: thirdPartyId },
});
