/** What every end-to-end test uses: the running n8n, its editor, and a sandbox. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import {
	Editor,
	type SavedWorkflow,
	type Session,
	type WorkflowNode,
} from '../../harness/editor.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { triggerNode, withTrigger } from '../support/triggerWorkflow.mts';

export interface Stage {
	readonly sandbox: Sandbox;
	readonly editor: Editor;
	/** The fields of the credential of the sandbox's WaaS project. */
	readonly project: Record<string, string>;
	/** Saves a workflow with the trigger, a credential with these fields, and the nodes after the trigger. */
	triggerWorkflow(
		parameters: Record<string, unknown>,
		project?: Record<string, string>,
		behind?: WorkflowNode[],
	): Promise<SavedWorkflow>;
	/** n8n's log. */
	log(): string;
}

export function useStage(): Stage {
	let sandbox: Sandbox;
	let editor: Editor;
	beforeAll(async () => {
		sandbox = await startSandbox();
		editor = Editor.resume(JSON.parse(process.env.E2E_N8N_SESSION!) as Session);
	});
	afterAll(async () => await sandbox.close());

	const stage: Stage = {
		get sandbox() {
			return sandbox;
		},
		get editor() {
			return editor;
		},
		get project() {
			return { projectType: 'waas', baseUrl: sandbox.baseUrl, ...sandbox.waas };
		},
		async triggerWorkflow(parameters, project = stage.project, behind = []) {
			const credential = await editor.createCredential('cregisApi', 'Cregis', project);
			return await editor.createWorkflow(withTrigger(triggerNode(parameters, credential), behind));
		},
		log: () => readFileSync(join(process.env.E2E_N8N_FOLDER!, 'n8n.log'), 'utf8'),
	};
	return stage;
}
