/** Changes pages within n8n's editor. Loading the editor takes longer than most tests. */
import type { Page } from 'playwright-core';

/** A page that shows nothing of a workflow, and loads little. */
const OTHER_PAGE = { path: '/settings/personal', content: 'personal-settings-container' };

/** How long the editor may take to leave a workflow. */
const LEAVE_TIMEOUT_MS = 10_000;

/** A field of the open node. */
export const anyField = (page: Page) => page.locator('[data-test-id^="parameter-input-"]').first();

/** Loads a page of the editor. */
export async function load(page: Page, path: string) {
	// An editor that is still loading may show this page again after the next one was opened.
	await page.goto(path, { waitUntil: 'networkidle' });
}

/** Opens a page by the editor's own router, and leaves changes unsaved if the editor asks. */
async function changePage(page: Page, path: string) {
	const changed = page.evaluate(async (to) => {
		type Container = Element & {
			__vue_app__: { config: { globalProperties: { $router: { push(to: string): unknown } } } };
		};
		const app = (document.querySelector('#app') as Container).__vue_app__;
		await app.config.globalProperties.$router.push(to);
	}, path);
	const leave = page.getByRole('button', { name: 'Leave without saving' });
	const answered = leave.click({ timeout: LEAVE_TIMEOUT_MS }).catch(() => undefined);
	await Promise.race([changed, answered]);
}

/**
 * Opens a page of an editor that is open. Goes through another page, because n8n 2.8 may show the workflow of
 * before if it's asked for another.
 *
 * @throws Error if the editor doesn't leave the workflow
 */
export async function switchTo(page: Page, path: string) {
	// Closes the open node.
	await page.keyboard.press('Escape');
	await anyField(page).waitFor({ state: 'detached', timeout: LEAVE_TIMEOUT_MS });
	await changePage(page, OTHER_PAGE.path);
	await page.getByTestId(OTHER_PAGE.content).waitFor({ timeout: LEAVE_TIMEOUT_MS });
	await changePage(page, path);
}
