/** A person with a browser on the sandbox's page, and a merchant's endpoint for its callbacks. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.mts';
import { sandbox, useReceiver, useSandbox } from '../support/sandbox.mts';

/** Shorter than a test's time limit, so that the error names what wasn't found. */
const TIMEOUT_MS = 10_000;

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 320, height: 640 };

let browser: Browser;
let context: BrowserContext | undefined;
let scriptErrors: string[];

/** The page that was opened last. */
export let page: Page;

/** Opens a page of the sandbox in a window of its own. */
export async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
	await context?.close();
	const opened = await browser.newContext({
		baseURL: sandbox.baseUrl,
		viewport: WIDE,
		permissions: ['clipboard-read', 'clipboard-write'],
		...options,
	});
	context = opened;
	opened.setDefaultTimeout(TIMEOUT_MS);
	opened.on('weberror', (error) => scriptErrors.push(error.error().message));
	page = await opened.newPage();
	await page.goto(path);
	return page;
}

/** Starts a sandbox and an endpoint for each test of the file, and a browser. No script may fail in it. */
export function useBrowser(): void {
	useSandbox();
	useReceiver();
	beforeAll(async () => {
		browser = await launchChromium();
	});
	afterAll(async () => await browser.close());
	beforeEach(() => {
		scriptErrors = [];
	});
	afterEach(async () => {
		await context?.close();
		context = undefined;
		expect(scriptErrors).toEqual([]);
	});
}

export const button = (name: string | RegExp) => page.getByRole('button', { name });

/** What the page says has just happened. */
export async function said(text: string | RegExp): Promise<void> {
	await page.getByRole('status').filter({ hasText: text }).waitFor();
}

/** A link that opens in a new tab, once that has loaded. */
export async function openTab(open: () => Promise<void>): Promise<Page> {
	const [tab] = await Promise.all([page.context().waitForEvent('page'), open()]);
	await tab.waitForLoadState();
	return tab;
}
