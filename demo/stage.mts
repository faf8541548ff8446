/** What the steps of the demo share. */
import assert from 'node:assert/strict';
import {
	until,
	type Editor,
	type ExecutionDetails,
	type SavedWorkflow,
} from '../harness/editor.mts';
import type { N8n } from '../harness/n8n.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';

export const CREDENTIAL_TYPE = 'cregisApi';

export interface Stage {
	sandbox: Sandbox;
	n8n: N8n;
	editor: Editor;
	/** Reports what has just happened. */
	tell: (text: string) => void;
}

export const itemsOf = (execution: ExecutionDetails, node: string) =>
	(execution.nodes[node]?.outputs ?? []).flat().map(({ json }) => json);

export function assertSucceeded(execution: ExecutionDetails, what: string) {
	const reason = execution.error?.message ?? '';
	assert.equal(execution.status, 'success', `${what} ended as '${execution.status}': ${reason}`);
}

/** Waits for the message that a workflow with a trigger writes about an event whose ID starts like this. */
export async function messageAbout(
	editor: Editor,
	workflow: SavedWorkflow,
	start: string,
): Promise<string> {
	return await until(`the message about ${start}`, async () => {
		for (const { id, status } of await editor.executions(workflow.id)) {
			if (status !== 'success') continue;
			const execution = await editor.execution(id);
			const [event] = itemsOf(execution, 'Cregis Trigger');
			if (!String(event?.eventId).startsWith(start)) continue;
			const written = Object.keys(execution.nodes).flatMap((node) => itemsOf(execution, node));
			const found = written.find(({ message }) => typeof message === 'string');
			if (found) return String(found.message);
		}
		return undefined;
	});
}

/** Tests the credential of a project as a merchant would, and returns its fields. */
export async function testCredential(
	{ sandbox, editor, tell }: Stage,
	projectType: 'waas' | 'payment',
): Promise<Record<string, string>> {
	const { pid, apiKey } = sandbox[projectType];
	const project = { projectType, baseUrl: sandbox.baseUrl, pid, apiKey };
	const test = await editor.testCredential(CREDENTIAL_TYPE, project);
	assert.equal(test.status, 'OK', `The credential test said: ${test.message}`);
	tell(`Tested the Cregis credential: ${test.message}`);
	return project;
}
