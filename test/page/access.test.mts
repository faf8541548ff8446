/** Everyone can use the pages: by keyboard, on a narrow screen, in light and dark, and while they refresh. */
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type axe from 'axe-core';
import { call, payoutV2Fields } from '../support/client.mts';
import { receiver, sandbox } from '../support/sandbox.mts';
import { button, NARROW, openTab, page, said, useBrowser, visit, WIDE } from './visit.mts';

const AXE = join(process.cwd(), 'node_modules/axe-core/axe.min.js');

useBrowser();

beforeEach(async () => {
	await visit('/');
});

/** Something of each kind is on the page. */
async function fill(): Promise<string[]> {
	const { address } = sandbox.createAddress({ chainId: '195', callbackUrl: receiver.url });
	await sandbox.deposit({ address, amount: '1' });
	const orders = ['10', '20'].map((amount) =>
		sandbox.createOrder({ amount, currency: 'USD', validTime: '30', callbackUrl: receiver.url }),
	);
	await sandbox.payOrder(orders[0].cregis_id);
	await call(sandbox, '/api/v2/payout', payoutV2Fields({ third_party_id: 'mine' }));
	sandbox.addProject('waas');
	sandbox.addFault({ path: '/api/v1/coins', kind: 'http', status: 500 });
	sandbox.setConditions({ lateCallbacks: true });
	return orders.map(({ cregis_id }) => `/checkout/${cregis_id}`);
}

/** What axe finds, in short. */
async function violations(): Promise<string[]> {
	await page.addScriptTag({ path: AXE });
	const results = await page.evaluate(
		async () => await (window as unknown as { axe: typeof axe }).axe.run(document),
	);
	return results.violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
	);
}

const overflow = () =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(['light', 'dark'] as const)('in %s colors', (colorScheme) => {
	it.each([
		['wide', WIDE],
		['narrow', NARROW],
	])('a %s page has no barrier, and nothing to scroll sideways', async (_title, viewport) => {
		for (const path of ['/', ...(await fill())]) {
			await visit(path, { colorScheme, viewport });
			// The checkout of a paid order stays open while axe looks at it.
			await page.route(`${sandbox.baseUrl}/`, (route) => route.abort());
			for (const summary of await page.locator('summary').all()) await summary.click();
			expect(await violations()).toEqual([]);
			expect(await overflow()).toBe(0);
		}
	});
});

it('an empty page has no barrier', async () => {
	expect(await violations()).toEqual([]);
});

/** Presses Tab until the focus leaves the page. Resolves to the stops, and which of them don't show the focus. */
async function tabThrough() {
	const stops: string[] = [];
	const invisible: string[] = [];
	for (;;) {
		await page.keyboard.press('Tab');
		const { stop, isVisible } = await page.evaluate(() => {
			const node = document.activeElement!;
			const index = Array.from(document.querySelectorAll('*')).indexOf(node);
			return {
				stop: node === document.body ? '' : String(index),
				isVisible: getComputedStyle(node).outlineStyle !== 'none',
			};
		});
		if (stop === '' || stops.includes(stop)) return { stops, invisible };
		stops.push(stop);
		if (!isVisible) invisible.push(stop);
	}
}

describe('the keyboard', () => {
	it('reaches everything, in order, and shows where it is', async () => {
		await fill();
		await visit('/');
		const expected = await page.evaluate(() => {
			const all = Array.from(document.querySelectorAll('*'));
			return all
				.map((node, index) => [node, String(index)] as const)
				.filter(([node]) => node.matches('a, button, input, select, summary, [tabindex="0"]'))
				.map(([, index]) => index);
		});
		const { stops, invisible } = await tabThrough();
		expect(stops).toEqual(expected);
		expect(invisible).toEqual([]);
	});

	it('is enough to create an order and pay it', async () => {
		const amount = page.getByLabel('Amount').first();
		await amount.focus();
		await page.keyboard.press('ControlOrMeta+A');
		await page.keyboard.type('12.50');
		await page.keyboard.press('Enter');
		await said('Order created.');
		const checkout = page.getByRole('link', { name: 'Open checkout' }).first();
		for (let stops = 0; !(await checkout.evaluate((node) => node.matches(':focus'))); stops++) {
			expect(stops).toBeLessThan(6);
			await page.keyboard.press('Tab');
		}
		const tab = await openTab(() => page.keyboard.press('Enter'));
		await tab.keyboard.press('Tab');
		await tab.keyboard.press('Tab');
		await tab.keyboard.press('Enter');
		await tab.getByRole('heading', { name: 'This order is paid' }).waitFor();
		expect(sandbox.getState().orders).toMatchObject([{ order_amount: '12.50', status: 'paid' }]);
	});

	it('goes on from the table when the button that it pressed is gone', async () => {
		await call(sandbox, '/api/v2/payout', payoutV2Fields({ third_party_id: 'mine' }));
		await button('Approve payout mine').press('Enter');
		await button('Approve payout mine').waitFor({ state: 'detached' });
		const focused = page.locator(':focus');
		expect(await focused.getAttribute('aria-labelledby')).toBe('payouts');
	});

	it('stays on a switch that it pressed', async () => {
		await page.getByRole('switch', { name: 'Outage' }).press('Space');
		await page.getByRole('switch', { name: 'Outage', checked: true }).waitFor();
		expect(await page.locator(':focus').getAttribute('id')).toBe('switch-outage');
	});
});

describe('a refresh', () => {
	let address: string;

	beforeEach(async () => {
		({ address } = sandbox.createAddress({ chainId: '195', callbackUrl: receiver.url }));
		await sandbox.deposit({ address, amount: '1' });
		await visit('/');
	});

	/** Something new arrives, and the page shows it. */
	async function showMore() {
		await sandbox.deposit({ address, amount: '2' });
		await page.getByRole('heading', { name: 'Callback records 2' }).waitFor();
	}

	it('leaves what a person types, and where they are', async () => {
		const field = page.getByLabel('Callback URL').first();
		await field.fill('http://localhost:5678/web');
		await page.getByLabel('Currency').selectOption('EUR');
		await field.focus();
		await showMore();
		await page.keyboard.type('hook');
		expect(await field.inputValue()).toBe('http://localhost:5678/webhook');
		expect(await page.getByLabel('Currency').inputValue()).toBe('EUR');
	});

	it('leaves open what a person opened', async () => {
		await page.locator('summary').click();
		const open = await page.locator('pre').innerText();
		await showMore();
		expect(await page.locator('details[open] pre').allInnerTexts()).toEqual([open]);
		expect(await page.locator('details').count()).toBe(2);
	});

	it('leaves what a person selected', async () => {
		const id = page.locator('.callbacks code').first();
		await id.evaluate((node) => getSelection()!.selectAllChildren(node));
		const selected = await id.innerText();
		await showMore();
		expect(await page.evaluate(() => String(getSelection()))).toBe(selected);
	});

	it('leaves the focus on a button whose row moves down', async () => {
		await button(/^Resend/).focus();
		const label = await button(/^Resend/).getAttribute('aria-label');
		await showMore();
		const focused = await page.locator(':focus').evaluate((node) => node.closest('li')!.id);
		expect(focused).toBe(`callback-${sandbox.getState().callbacks[0].id}`);
		expect(await page.locator(':focus').getAttribute('aria-label')).toBe(label);
	});
});
