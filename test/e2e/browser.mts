/** A real browser at n8n's editor, logged in as its owner. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Editor } from '../../demo/editor.mts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
/** Well within a test's time, so that what was not found is named. */
const TIMEOUT_MS = 15_000;

const PICTURES = join(process.cwd(), 'docs/images');

export async function openBrowser(): Promise<Browser> {
	if (!existsSync(CHROMIUM)) {
		throw new Error(
			`There is no Chromium at ${CHROMIUM}: install it ('apt-get install chromium'), or name another with CHROMIUM_PATH.`,
		);
	}
	return await chromium.launch({
		executablePath: CHROMIUM,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** A page of the editor, such as /workflow/<id>. */
export async function openEditor(browser: Browser, editor: Editor, path: string): Promise<Page> {
	const context = await browser.newContext({
		baseURL: editor.url,
		viewport: { width: 1440, height: 900 },
		deviceScaleFactor: 1,
	});
	const [name, value] = editor.cookie.split('=', 2);
	await context.addCookies([{ name, value, url: editor.url }]);
	await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), editor.browserId);
	context.setDefaultTimeout(TIMEOUT_MS);
	const page = await context.newPage();
	await page.goto(path);
	return page;
}

/** Keeps a picture for the docs, where the run is asked to renew them (`PICTURES=1`). */
export async function picture(page: Page, name: string) {
	if (!process.env.PICTURES) return;
	mkdirSync(PICTURES, { recursive: true });
	// The editor's panels slide in.
	await page.waitForTimeout(1_000);
	await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
}
