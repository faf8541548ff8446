/** Opens workflows and nodes in n8n's editor, in a real browser. */
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import type { WorkflowNode } from '../../harness/editor.mts';
import { openBrowser } from './browser.mts';
import type { Stage } from './stage.mts';

/** The page of the running test. */
export let page: Page;

let browser: BrowserContext;

/** Starts a browser for the tests of the file. Each test has a page of its own. */
export function useCanvas(stage: Stage) {
	beforeAll(async () => {
		browser = await openBrowser(stage.editor);
	});
	afterEach(async () => await page?.close());
	afterAll(async () => await browser?.browser()?.close());

	/** Opens a workflow with these nodes on the canvas, or one of its nodes. */
	async function openNodes(nodes: WorkflowNode[], connections = {}, openNode = '') {
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const team = await stage.editor.createCredential('cregisTeamApi', 'Cregis Team', {
			baseUrl: stage.sandbox.baseUrl,
			...stage.sandbox.team,
		});
		for (const node of nodes.filter(({ type }) => type.startsWith('n8n-nodes-cregis.'))) {
			const isOfTeam = node.parameters.resource === 'teamWallet';
			node.credentials = isOfTeam ? { cregisTeamApi: team } : { cregisApi: credential };
		}
		const { id } = await stage.editor.createWorkflow({ name: 'In the editor', nodes, connections });
		page = await browser.newPage();
		await page.goto(`/workflow/${id}/${openNode}`);
		await nodeOnCanvas(nodes[0].name).waitFor();
	}

	/** Opens the Cregis node with an operation selected. */
	async function openOperation(resource: string, operation: string, parameters = {}) {
		await openNodes(
			[
				{
					id: 'node',
					name: 'Cregis',
					type: 'n8n-nodes-cregis.cregis',
					typeVersion: 1,
					position: [0, 0],
					parameters: { resource, operation, ...parameters },
				},
			],
			{},
			'node',
		);
		await page.getByTestId('parameter-input-operation').waitFor();
	}

	return { openNodes, openOperation };
}

export const nodeOnCanvas = (name: string) =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

/** The labels of the open node's fields, without the switches that the editor adds to some. */
export const labels = async () =>
	(await page.locator('label').allInnerTexts()).map((label) => label.split('\n')[0].trim());
