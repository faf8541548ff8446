/** What every end-to-end test uses: the running n8n, its editor, and a sandbox. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import {
	Editor,
	type SavedWorkflow,
	type Session,
	type WorkflowNode,
} from '../../harness/editor.mts';
import { freePort, startN8n, type N8n } from '../../harness/n8n.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { triggerNode, withTrigger } from '../support/triggerWorkflow.mts';

export interface Stage {
	readonly sandbox: Sandbox;
	readonly editor: Editor;
	/** The fields of the credential of the sandbox's WaaS project. */
	readonly project: Record<string, string>;
	/** A folder of this test file, which n8n may read and write. */
	readonly filesFolder: string;
	/** Saves a workflow with the trigger, a credential with these fields, and the nodes after the trigger. */
	triggerWorkflow(
		parameters: Record<string, unknown>,
		project?: Record<string, string>,
		behind?: WorkflowNode[],
	): Promise<SavedWorkflow>;
	/** n8n's log. */
	log(): string;
}

/** @param n8nSettings environment variables of an n8n for this file alone. By default, all files share one */
export function useStage(n8nSettings?: Record<string, string>): Stage {
	let sandbox: Sandbox;
	let editor: Editor;
	let ownN8n: N8n | undefined;
	let folder = process.env.E2E_N8N_FOLDER!;
	let filesFolder: string;
	beforeAll(async () => {
		sandbox = await startSandbox();
		if (!n8nSettings) {
			// Test files that run at the same time must not overwrite each other's spreadsheets.
			filesFolder = mkdtempSync(join(folder, 'files', 'test-'));
			editor = Editor.resume(JSON.parse(process.env.E2E_N8N_SESSION!) as Session);
			return;
		}
		folder = mkdtempSync(join(tmpdir(), 'cregis-e2e-'));
		const [port, tarball] = [await freePort(), process.env.E2E_TARBALL!];
		ownN8n = await startN8n({ userFolder: folder, port, tarball, env: n8nSettings });
		({ filesFolder } = ownN8n);
		editor = await Editor.open(ownN8n.url);
	});
	afterAll(async () => {
		await sandbox.close();
		await ownN8n?.stop();
		if (ownN8n) rmSync(folder, { recursive: true, force: true });
	});

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
		get filesFolder() {
			return filesFolder;
		},
		async triggerWorkflow(parameters, project = stage.project, behind = []) {
			const credential = await editor.createCredential('cregisApi', 'Cregis', project);
			return await editor.createWorkflow(withTrigger(triggerNode(parameters, credential), behind));
		},
		log: () => readFileSync(join(folder, 'n8n.log'), 'utf8'),
	};
	return stage;
}
