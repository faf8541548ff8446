/** Opens workflows and nodes in n8n's editor, in a real browser. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { WorkflowNode } from '../../harness/editor.mts';
import { openBrowser } from './browser.mts';
import { anyField, load, switchTo } from './navigation.mts';
import type { Stage } from './stage.mts';

/** The page of the running test. */
export let page: Page;

let browser: BrowserContext;

const OPEN_TIMEOUT_MS = 10_000;

export const nodeOnCanvas = (name: string) =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

const nodeWithId = (id: string) => page.locator(`.vue-flow__node[data-id="${id}"]`);

/** Opens a page of the editor, in the page of the test before or in a new one, and waits until it shows this. */
async function openPage(path: string, content: () => Locator) {
	const switchOver = async () => {
		await switchTo(page, path);
		await content().waitFor({ timeout: OPEN_TIMEOUT_MS });
	};
	const loadAnew = async () => {
		await page?.close();
		page = await browser.newPage();
		await load(page, path);
		await content().waitFor();
	};
	if (!page || page.isClosed()) return await loadAnew();
	// An editor that was loaded only just now sometimes shows the workflow of before.
	await switchOver().catch(switchOver).catch(loadAnew);
}

const nodeOf = (resource: string, operation: string, parameters = {}): WorkflowNode => ({
	name: 'Cregis',
	type: 'n8n-nodes-cregis.cregis',
	typeVersion: 1,
	position: [0, 0],
	parameters: { resource, operation, ...parameters },
});

/** Starts a browser for the tests of the file. */
export function useCanvas(stage: Stage) {
	beforeAll(async () => {
		browser = await openBrowser(stage.editor);
	});
	afterAll(async () => await browser?.browser()?.close());

	/** Opens a workflow with these nodes, or one of its nodes. */
	async function openNodes(nodes: WorkflowNode[], connections = {}, openNode?: string) {
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const team = await stage.editor.createCredential('cregisTeamApi', 'Cregis Team', {
			baseUrl: stage.sandbox.baseUrl,
			...stage.sandbox.team,
		});
		for (const node of nodes) {
			node.id = randomUUID();
			if (!node.type.startsWith('n8n-nodes-cregis.')) continue;
			const isOfTeam = node.parameters.resource === 'teamWallet';
			node.credentials = isOfTeam ? { cregisTeamApi: team } : { cregisApi: credential };
		}
		const { id } = await stage.editor.createWorkflow({ name: 'In the editor', nodes, connections });
		// No other workflow has a node with this ID.
		await openPage(`/workflow/${id}`, () => nodeWithId(String(nodes[0].id)));
		if (!openNode) return;
		await nodeOnCanvas(openNode).dblclick();
		await anyField(page).waitFor();
	}

	/** Opens the Cregis node with an operation selected. */
	async function openOperation(resource: string, operation: string, parameters = {}) {
		const node = nodeOf(resource, operation, parameters);
		await openNodes([node], {}, node.name);
	}

	return { openNodes, openOperation };
}

const label = (text: string) => page.locator('label').getByText(text, { exact: true }).first();

/** Waits until the open node shows these fields. */
export async function untilLabels(fields: string[]) {
	for (const field of fields) await label(field).waitFor();
}
