/** What a reader of the guide does in n8n's editor, in a real browser. */
import type { Locator, Page } from 'playwright-core';
import { picture } from './browser.mts';
import { load, switchTo } from './navigation.mts';

/** How long to wait for n8n's production checklist. */
const CHECKLIST_MS = 8_000;

/** n8n's editor, as the guide names its parts. */
export class Guide {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	private async open(path: string) {
		await (this.page.url() === 'about:blank' ? load : switchTo)(this.page, path);
	}

	private get credential(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	private async fillIn(form: Locator, name: string, value: string) {
		await form.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	}

	/** Saves the open credential, which n8n then tests. */
	private async saveCredential() {
		const button = this.credential.getByTestId('credential-save-button');
		const saved = this.page.waitForResponse(
			(response) =>
				/\/rest\/credentials(?:\/(?!test$)\w+)?$/.test(response.url()) &&
				response.request().method() !== 'GET',
		);
		await button.click();
		await saved;
		await button.getByText(/^(?:Saving|Testing)/).waitFor({ state: 'detached' });
		// When a credential is opened, n8n tests it, too, so this alone proves nothing.
		await this.credential.getByText('Connection tested successfully').waitFor();
	}

	private async closeCredential() {
		await this.credential.getByRole('button', { name: /close/i }).first().click();
		await this.credential.waitFor({ state: 'detached' });
	}

	/** Takes a picture for the guide, if it has a name. */
	async takePicture(name: string, page = this.page) {
		if (name) await picture(page, `getting-started-${name}`);
	}

	async createCredential(
		name: string,
		projectType: string,
		values: Record<string, string>,
		pictureName = '',
	) {
		await this.open('/home/credentials');
		await this.page.getByRole('button', { name: 'Create credential' }).first().click();
		await this.page.getByTestId('new-credential-type-select').locator('input').fill('Cregis');
		const types = this.page.getByTestId('new-credential-type-select-option');
		await types.getByText('Cregis API', { exact: true }).click();
		await this.page.getByTestId('new-credential-type-button').click();
		await this.credential.getByTestId('credential-name').click();
		const title = this.credential.getByTestId('inline-edit-input');
		await title.fill(name);
		await title.press('Enter');
		await this.credential.getByTestId('parameter-input-projectType').click();
		await this.page.getByRole('option', { name: projectType }).click();
		for (const [field, value] of Object.entries(values)) {
			await this.fillIn(this.credential, field, value);
		}
		await this.saveCredential();
		await this.takePicture(pictureName);
		await this.closeCredential();
	}

	/** Creates a workflow whose first step is an action or a trigger of the Cregis node. */
	async createWorkflow(step: string, credential: string) {
		await this.open('/workflow/new');
		await this.page.getByTestId('canvas-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').fill('Cregis');
		const entries = this.page.getByTestId('node-creator-item-name');
		await entries.filter({ has: this.page.getByText('Cregis', { exact: true }) }).click();
		const panel = this.page.getByTestId('node-creator');
		if (!step.startsWith('On ')) await panel.getByText(/^Actions/).click();
		await panel.getByText(step, { exact: true }).click();
		await this.page.getByTestId('node-credentials-select').click();
		await this.page.getByRole('option', { name: credential }).click();
	}

	/** Returns the production URL of the open trigger. */
	async productionUrl(): Promise<string> {
		await this.page.getByText('Webhook URLs').click();
		await this.page.getByTestId('radio-button-production').click();
		return (await this.page.getByText(/\/webhook\/[\w-]+\/webhook/).innerText()).trim();
	}

	/** Enters the callback URL in the credential of the open node. */
	async enterCallbackUrl(url: string, pictureName = '') {
		await this.page.getByTestId('credential-edit-button').click();
		await this.fillIn(this.credential, 'callbackUrl', url);
		await this.saveCredential();
		await this.credential.getByTestId('parameter-input-callbackUrl').scrollIntoViewIfNeeded();
		await this.takePicture(pictureName);
		await this.closeCredential();
	}

	/** Publishes the workflow of the open node. Returns the path of the workflow. */
	async publish(): Promise<string> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		await this.page.getByTestId('workflow-publish-button').click();
		await this.page.getByText('Got it', { exact: true }).click();
		return /\/workflow\/\w+/.exec(this.page.url())![0];
	}

	async choose(field: string, option: string) {
		await this.page.getByTestId(`parameter-input-${field}`).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-search').fill(option);
		await this.page.getByTestId('rlc-item').getByText(option, { exact: true }).click();
	}

	async fillInNode(values: Record<string, string>) {
		for (const [field, value] of Object.entries(values)) {
			await this.fillIn(this.page.getByTestId('node-parameters'), field, value);
		}
	}

	/** Executes the open node. Returns its first output that matches. */
	async execute(output: RegExp): Promise<string> {
		await this.page.getByTestId('node-execute-button').click();
		const value = this.page.getByTestId('output-panel').getByText(output);
		return (await value.first().innerText()).trim();
	}

	/** Opens the list of executions of a workflow, which shows the newest. */
	async openExecutions(workflow: string) {
		await this.open(`${workflow}/executions`);
		await this.page.getByTestId('execution-preview-label').waitFor();
		// n8n covers the list with its production checklist, but not always.
		const close = this.page.getByTestId('suggested-actions-close');
		await close.click({ timeout: CHECKLIST_MS }).catch(() => undefined);
	}

	/** Opens a node of the execution that is shown, and waits until its output contains a text. */
	async openNode(name: string, text: string) {
		const frame = this.page.locator('iframe');
		// Older versions of n8n show an execution in a frame.
		const preview = (await frame.count()) > 0 ? frame.contentFrame() : this.page;
		await preview.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await preview.getByTestId('output-panel').getByText(text).first().waitFor();
	}
}
