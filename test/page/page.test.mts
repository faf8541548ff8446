/** A newcomer's way through the page: connect, make something happen, and watch. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { call, payoutV2Fields } from '../support/client.mts';
import { receiver, sandbox } from '../support/sandbox.mts';
import { button, openTab, page, said, useBrowser, visit } from './visit.mts';

useBrowser();

beforeEach(async () => {
	await visit('/');
});

/** What is on the clipboard, as a person would find it. */
async function pasted(): Promise<string> {
	const field = page.getByLabel('Callback URL').first();
	await field.fill('');
	await field.press('ControlOrMeta+V');
	return await field.inputValue();
}

describe('a value for n8n', () => {
	const VALUES: Array<[button: string, value: () => string]> = [
		['Copy Base URL, WaaS', () => sandbox.baseUrl],
		['Copy Project ID, WaaS', () => sandbox.waas.pid],
		['Copy API Key, WaaS', () => sandbox.waas.apiKey],
		['Copy Project ID, Payment Engine', () => sandbox.payment.pid],
		['Copy API Key, Payment Engine', () => sandbox.payment.apiKey],
		['Copy Access Key, Team', () => sandbox.team.accessKey],
		['Copy Access Secret, Team', () => sandbox.team.accessSecret],
	];

	it('is copied by one click', async () => {
		for (const [name, value] of VALUES) {
			await button(name).click();
			await said(/copied\.$/);
			expect(await pasted()).toBe(value());
		}
	});

	it('is copied where the clipboard is refused, and the focus stays', async () => {
		await page.evaluate(() => {
			const writeText = () => Promise.reject(new Error('refused'));
			Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
		});
		await button('Copy API Key, WaaS').click();
		await said('API Key copied.');
		expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Copy API Key, WaaS');
		expect(await pasted()).toBe(sandbox.waas.apiKey);
	});

	it('is selected if nothing can copy it', async () => {
		await page.evaluate(() => {
			const writeText = () => Promise.reject(new Error('refused'));
			Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
			document.execCommand = () => false;
		});
		await button('Copy API Key, WaaS').click();
		await said('API Key is selected');
		expect(await page.evaluate(() => String(getSelection()))).toBe(sandbox.waas.apiKey);
	});
});

describe('the connection', () => {
	it('shows when n8n calls', async () => {
		await page.getByText('Not connected yet.').waitFor();
		await call(sandbox, '/api/v1/coins', {});
		await page.getByText('Connected.', { exact: true }).waitFor();
		await call(sandbox, '/api/v1/coins', {}, { ...sandbox.waas, apiKey: 'wrong' });
		await page.getByText('B0001 Signature Error').waitFor();
		expect(await page.getByText('Connected.', { exact: true }).count()).toBe(0);
		await page.getByRole('region', { name: 'Requests from n8n' }).getByText('00000').waitFor();
	});

	it.each(['WaaS', 'Payment Engine'])('can be made with another %s project', async (type) => {
		await button(`Create ${type} project`).click();
		await page.getByRole('heading', { name: `${type} 2` }).waitFor();
		await button(`Copy Project ID, ${type} 2`).click();
		await said('Project ID copied.');
		expect(await pasted()).toBe(sandbox.getState().projects[2].pid);
	});
});

describe('an order', () => {
	it('is created, and its checkout opens in a new tab', async () => {
		const card = page.getByRole('article').filter({ hasText: 'Create order' });
		await card.getByLabel('Amount').fill('12.50');
		await card.getByLabel('Currency').selectOption('EUR');
		await card.getByLabel('Expires after').selectOption('1 hour');
		await card.getByLabel('Callback URL').fill(receiver.url);
		await card.getByRole('button', { name: 'Create order' }).click();
		await said('Order created.');
		const [order] = sandbox.getState().orders;
		expect(order).toMatchObject({
			pid: sandbox.payment.pid,
			order_amount: '12.50',
			order_currency: 'EUR',
			valid_time: 60,
			callback_url: receiver.url,
		});
		const tab = await openTab(() => card.getByRole('link', { name: 'Open checkout' }).click());
		expect(tab.url()).toBe(order.checkout_url);
		await tab.getByRole('heading', { name: '12.50 EUR' }).waitFor();
	});

	it('is not created if Cregis would refuse it, and the page says why', async () => {
		const card = page.getByRole('article').filter({ hasText: 'Create order' });
		await card.getByLabel('Amount').fill('12.505');
		await card.getByRole('button', { name: 'Create order' }).click();
		await said('E0023, Order amount precision error');
		expect(sandbox.getState().orders).toEqual([]);
	});
});

describe('a deposit', () => {
	it('is sent to an address that was created on the page, and its callback is shown', async () => {
		const form = page.getByRole('article').filter({ hasText: 'Create address' });
		await form.getByLabel('Callback URL').fill(receiver.url);
		await button('Create address').click();
		const deposit = page.getByRole('article').filter({ hasText: 'Send deposit' });
		await deposit.getByLabel('Amount').fill('7.25');
		await deposit.getByLabel('Coin').selectOption('USDT-TRC20');
		await button('Send deposit').click();
		await said('Deposit sent. Your workflow confirmed it.');
		const { deposits, callbacks } = sandbox.getState();
		expect(deposits).toMatchObject([{ amount: '7.25', currency: 'USDT', status: '1' }]);
		await page.getByText('Body and response').click();
		expect(await page.locator('pre').innerText()).toBe(callbacks[0].body);
		expect(receiver.received[0].body).toBe(callbacks[0].body);
	});
});

describe('a payout', () => {
	const DECISIONS: Array<[button: string, status: number, message: string]> = [
		['Approve payout mine', 6, 'The payout is paid.'],
		['Reject payout mine', 4, 'The payout is rejected.'],
		['Fail payout mine', 7, 'The payout is failed on chain.'],
	];

	it.each(DECISIONS)('%s', async (name, status, message) => {
		await call(
			sandbox,
			'/api/v2/payout',
			payoutV2Fields({ third_party_id: 'mine', callback_url: receiver.url }),
		);
		await button(name).click();
		await said(`${message} Your workflow confirmed it.`);
		expect(sandbox.getState().payouts[0].status).toBe(status);
		await button(name).waitFor({ state: 'detached' });
	});

	it('completes by itself unless that is switched off', async () => {
		sandbox.setSettings(sandbox.waas.pid, { autoPayouts: { delayMs: 1 } });
		await visit('/');
		await page.getByRole('switch', { name: 'Complete payouts automatically' }).click();
		await said('off.');
		expect(sandbox.getState().projects[0].settings.autoPayouts).toBeNull();
	});
});

describe('a callback', () => {
	it('is resent', async () => {
		const { address } = sandbox.createAddress({ chainId: '195', callbackUrl: receiver.url });
		await sandbox.deposit({ address, amount: '1' });
		await button(/^Resend/).click();
		await said('Callback resent. Your workflow confirmed it.');
		await page.getByText('Body and 2 responses').waitFor();
		expect(receiver.received).toHaveLength(2);
		expect(receiver.received[0].body).toBe(receiver.received[1].body);
	});
});
