/** A real browser with n8n's editor, logged in as the owner. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { selectors, type BrowserContext, type Page } from 'playwright-core';
import type { Editor } from '../../harness/editor.mts';
import { launchChromium } from '../support/chromium.mts';

/** Shorter than a test's time limit, so that the error names what wasn't found. */
const TIMEOUT_MS = 60_000;

const PICTURES = join(process.cwd(), 'docs/images');

/** Starts the browser, logged in as the editor's owner. */
export async function openBrowser(editor: Editor): Promise<BrowserContext> {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await launchChromium();
	const context = await browser.newContext({
		baseURL: editor.url,
		viewport: { width: 1440, height: 900 },
	});
	context.setDefaultTimeout(TIMEOUT_MS);
	const [name, value] = editor.cookie.split('=', 2);
	await context.addCookies([{ name, value, url: editor.url }]);
	await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), editor.browserId);
	return context;
}

/** Takes a screenshot for the docs, if `PICTURES=1` is set. */
export async function picture(page: Page, name: string) {
	if (!process.env.PICTURES) return;
	mkdirSync(PICTURES, { recursive: true });
	// The editor's panels slide in.
	await page.waitForTimeout(1_000);
	await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
}
