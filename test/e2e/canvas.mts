/** Opens workflows and nodes in n8n's editor, in a real browser. */
import { afterAll, beforeAll } from '@jest/globals';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { WorkflowNode } from '../../harness/editor.mts';
import { openBrowser } from './browser.mts';
import type { Stage } from './stage.mts';

/** The page of the running test. */
export let page: Page;

let browser: BrowserContext;

const OVERVIEW = '/home/workflows';
/** How long the editor may take to leave a workflow. It doesn't if it asks what to do with changes. */
const LEAVE_TIMEOUT_MS = 5_000;
const OPEN_TIMEOUT_MS = 20_000;

/** Changes the page within the editor, as its links do, and waits until this holds. */
async function changePage(path: string, holds: () => Promise<unknown>): Promise<boolean> {
	await page.evaluate((to) => {
		history.pushState(null, '', to);
		dispatchEvent(new PopStateEvent('popstate', { state: null }));
	}, path);
	return await holds().then(
		() => true,
		() => false,
	);
}

const operationField = () => page.getByTestId('parameter-input-operation');

/** Opens a page of the editor, loaded anew, and waits for this node on the canvas. */
async function load(path: string, nodeName: string) {
	await page?.close();
	page = await browser.newPage();
	await page.goto(path);
	await nodeOnCanvas(nodeName).waitFor();
}

/**
 * Opens a page of the editor without loading it again, which takes longer than most tests. False if the editor
 * isn't open yet, asks what to do with changes, or shows the canvas without the node that the path names.
 */
async function switchTo(path: string, opened: () => Locator): Promise<boolean> {
	if (!page || page.isClosed()) return false;
	const canvas = page.getByTestId('canvas-node').first();
	const isLeft = await changePage(OVERVIEW, async () => {
		await canvas.waitFor({ state: 'detached', timeout: LEAVE_TIMEOUT_MS });
	});
	if (!isLeft) return false;
	return await changePage(path, async () => {
		await opened().waitFor({ timeout: OPEN_TIMEOUT_MS });
	});
}

const nodeOf = (resource: string, operation: string, parameters = {}): WorkflowNode => ({
	id: 'node',
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

	/** Saves a workflow with these nodes, and returns its path in the editor. */
	async function save(nodes: WorkflowNode[], connections: object) {
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const team = await stage.editor.createCredential('cregisTeamApi', 'Cregis Team', {
			baseUrl: stage.sandbox.baseUrl,
			...stage.sandbox.team,
		});
		for (const node of nodes.filter(({ type }) => type.startsWith('n8n-nodes-cregis.'))) {
			const isOfTeam = node.parameters.resource === 'teamWallet';
			node.credentials = isOfTeam ? { cregisTeamApi: team } : { cregisApi: credential };
		}
		const workflow = { name: 'In the editor', nodes, connections: { ...connections } };
		return `/workflow/${(await stage.editor.createWorkflow(workflow)).id}`;
	}

	/** Opens a workflow with these nodes on the canvas, or one of its nodes. */
	async function openNodes(nodes: WorkflowNode[], connections = {}, openNode = '') {
		await load(`${await save(nodes, connections)}/${openNode}`, nodes[0].name);
	}

	/** Opens the Cregis node with an operation selected. */
	async function openOperation(resource: string, operation: string, parameters = {}) {
		const nodes = [nodeOf(resource, operation, parameters)];
		await load(`${await save(nodes, {})}/node`, nodes[0].name);
		await operationField().waitFor();
	}

	/** The same, for a test that only looks: continues in the page of the test before. */
	async function lookAtOperation(resource: string, operation: string) {
		const nodes = [nodeOf(resource, operation)];
		const path = `${await save(nodes, {})}/node`;
		if (await switchTo(path, operationField)) return;
		await load(path, nodes[0].name);
		await operationField().waitFor();
	}

	return { openNodes, openOperation, lookAtOperation };
}

export const nodeOnCanvas = (name: string) =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

/** The labels of the open node's fields, without the switches that the editor adds to some. */
export const labels = async () =>
	(await page.locator('label').allInnerTexts()).map((label) => label.split('\n')[0].trim());
