/** The payer's choices on the checkout page, and the events that the merchant receives. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { parseJson } from '../../sandbox/contract/json.mts';
import { receiver, sandbox } from '../support/sandbox.mts';
import { button, page, useBrowser, visit } from './visit.mts';

useBrowser();

let path: string;

beforeEach(async () => {
	const order = sandbox.createOrder({
		amount: '10',
		currency: 'USD',
		validTime: '30',
		callbackUrl: receiver.url,
	});
	path = `/checkout/${order.cregis_id}`;
	await visit(path);
});

const events = () =>
	receiver.received.map(({ body }) => (parseJson(body) as { event_type: string }).event_type);
const order = () => sandbox.getState().orders[0];
const paid = () => order().payments.map(({ pay_amount, token_name }) => [pay_amount, token_name]);
const heading = (name: string) => page.getByRole('heading', { name, exact: true });

describe('a payer', () => {
	it('pays in full', async () => {
		await button('Pay in full: 10 USDT').click();
		await heading('This order is paid').waitFor();
		expect(paid()).toEqual([['10', 'USDT-TRC20']]);
		expect(events()).toEqual(['paid']);
	});

	it('pays too much', async () => {
		await button('Pay double: 20 USDT').click();
		await heading('This order is paid too much').waitFor();
		expect(paid()).toEqual([['20', 'USDT-TRC20']]);
		expect(events()).toEqual(['paid_over']);
	});

	it('pays in part, and then the rest', async () => {
		await button('Pay half: 5 USDT').click();
		await heading('Pay the rest').waitFor();
		await button('Pay the rest: 5 USDT').click();
		await heading('This order is paid').waitFor();
		expect(paid()).toEqual([
			['5', 'USDT-TRC20'],
			['5', 'USDT-TRC20'],
		]);
		expect(events()).toEqual(['paid_partial', 'paid_remain']);
	});

	it('pays another amount in another coin, by pressing Enter', async () => {
		await page.getByLabel('Coin and amount due').selectOption('Ethereum');
		await button('Pay in full: 0.0025 ETH').waitFor();
		await page.getByLabel('Another amount').fill('0.001');
		await page.keyboard.press('Enter');
		await heading('Pay the rest').waitFor();
		expect(paid()).toEqual([['0.001', 'Ethereum']]);
	});

	it('is told why an amount is refused', async () => {
		await page.getByLabel('Another amount').fill('0.0000001');
		await button('Pay this amount').click();
		await page.getByRole('status').getByText('The token has 6 decimals.').waitFor();
		expect(paid()).toEqual([]);
	});

	it('lets the order expire', async () => {
		await button('Let the order expire now').click();
		await heading('This order is expired').waitFor();
		expect(events()).toEqual(['expired']);
	});

	it('returns to the merchant without paying', async () => {
		await page.getByRole('link', { name: 'Return to the merchant' }).click();
		await heading('Cregis sandbox').waitFor();
		expect(order().status).toBe('new');
		expect(events()).toEqual([]);
	});
});

describe('after the payment', () => {
	beforeEach(async () => {
		await sandbox.payOrder(order().cregis_id);
		await page.clock.install();
		await page.goto(path);
		await heading('This order is paid').waitFor();
	});

	it('the payer returns to the merchant after a moment', async () => {
		await page.clock.runFor(4_999);
		expect(page.url()).toContain(path);
		await page.clock.runFor(1);
		await page.waitForURL(order().success_url);
	});

	it('the payer stays, if that is what they want', async () => {
		await button('Stay on this page').click();
		await page.clock.runFor(60_000);
		expect(page.url()).toContain(path);
	});
});
