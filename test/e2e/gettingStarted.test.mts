/** Follows docs/getting-started.md in a browser, step by step, and takes its pictures. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { openBrowser } from './browser.mts';
import { Guide } from './guide.mts';
import { useStage } from './stage.mts';

const PAGE = readFileSync('docs/getting-started.md', 'utf8');

/** Opening n8n's editor several times takes a while. */
const TIMEOUT_MS = 480_000;

const stage = useStage();

let browser: BrowserContext;
beforeAll(async () => {
	browser = await openBrowser(stage.editor);
});
afterAll(async () => await browser?.browser()?.close());

/** The titles of the steps under a heading of the page. */
function stepsOf(part: string): string[] {
	const [, section] = PAGE.split(`\n## ${part}\n`);
	const [text] = section.split('\n## ');
	return [...text.matchAll(/^### \d+\. (.+)$/gm)].map(([, title]) => title);
}

/** Follows the steps of a part of the page, which must be the same as here. */
async function follow(part: string, steps: Record<string, () => Promise<unknown>>) {
	expect(Object.keys(steps)).toEqual(stepsOf(part));
	for (const [title, step] of Object.entries(steps)) {
		try {
			await step();
		} catch (error) {
			throw new Error(`Step '${title}': ${(error as Error).message}`, { cause: error });
		}
	}
}

it(
	'leads to the first deposit',
	async () => {
		const guide = new Guide(await browser.newPage());
		const name = 'Cregis deposits';
		const { baseUrl, waas } = stage.sandbox;
		let url = '';
		let workflow = '';
		let address = '';
		await follow('The first deposit', {
			'Create the credential': () =>
				guide.createCredential(name, 'WaaS', { baseUrl, ...waas }, 'credential'),
			'Add the trigger': async () => {
				await guide.createWorkflow('On deposit received', name);
				url = await guide.productionUrl();
				await guide.takePicture('trigger');
			},
			'Tell Cregis where to call': () => guide.enterCallbackUrl(url, 'callback-url'),
			'Publish the workflow': async () => {
				workflow = await guide.publish();
			},
			'Create a deposit address': async () => {
				await guide.createWorkflow('Create address', name);
				await guide.choose('chainId', 'TRON');
				address = await guide.execute(/^T\w{33}$/);
				await guide.takePicture('address');
			},
			'Send a deposit': async () => {
				const page = await browser.newPage();
				await page.goto(baseUrl);
				const form = page.locator('form', { hasText: 'Send deposit' });
				await form.getByLabel('To address').selectOption(address);
				await form.getByLabel('Amount').fill('25.75');
				await form.getByRole('button', { name: 'Send deposit' }).click();
				await page.getByText('25.75 TRX').first().waitFor();
				await guide.takePicture('deposit', page);
			},
			'Look at the execution': async () => {
				await guide.openExecutions(workflow);
				await guide.page.getByTestId('execution-preview-label').getByText('Succeeded').waitFor();
				await guide.takePicture('execution');
			},
		});
	},
	TIMEOUT_MS,
);

it(
	'leads to a paid order',
	async () => {
		const guide = new Guide(await browser.newPage());
		const name = 'Cregis orders';
		const { baseUrl, payment } = stage.sandbox;
		let workflow = '';
		let checkout = '';
		await follow('A paid order', {
			'Create a credential for orders': () =>
				guide.createCredential(name, 'Payment Engine', { baseUrl, ...payment }),
			'Add a trigger for paid orders': async () => {
				await guide.createWorkflow('On order paid', name);
				await guide.enterCallbackUrl(await guide.productionUrl());
				workflow = await guide.publish();
			},
			'Create an order': async () => {
				await guide.createWorkflow('Create order', name);
				await guide.fillInNode({
					orderId: 'order-1042',
					orderAmount: '49.90',
					payerId: 'customer-7',
					successUrl: 'https://shop.example.com/thanks',
					cancelUrl: 'https://shop.example.com/cart',
				});
				checkout = await guide.execute(/\/checkout\/po\d+$/);
				await guide.takePicture('order');
			},
			'Pay the order': async () => {
				const page = await browser.newPage();
				await page.goto(checkout);
				await guide.takePicture('checkout', page);
				await page.getByRole('button', { name: /^Pay in full/ }).click();
				await page.getByText(/^Paid: 49\.9/).waitFor();
			},
			'Look at the paid order': async () => {
				await guide.openExecutions(workflow);
				await guide.openNode('Cregis Trigger', 'order.paid');
				await guide.takePicture('order-paid');
			},
		});
	},
	TIMEOUT_MS,
);
