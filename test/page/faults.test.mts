/** Faults are switched on and off by a click, and the page says which are on. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { goodConditions } from '../../sandbox/state/conditions.mts';
import { sandbox } from '../support/sandbox.mts';
import { button, page, said, useBrowser, visit } from './visit.mts';

useBrowser();

beforeEach(async () => {
	await visit('/');
});

describe('a fault', () => {
	const FAULTS = [
		['Late callbacks', 'lateCallbacks'],
		['Lost callbacks', 'lostCallbacks'],
		['Doubled callbacks', 'doubledCallbacks'],
		['Rate limit', 'rateLimit'],
		['Outage', 'outage'],
		['Lost replies', 'lostReplies'],
	] as const;

	it('is switched on and off, and the page says which are on', async () => {
		for (const [name, condition] of FAULTS) {
			const toggle = page.getByRole('switch', { name });
			await toggle.click();
			await page.getByRole('switch', { name, checked: true }).waitFor();
			expect(sandbox.getState().conditions).toEqual({ ...goodConditions(), [condition]: true });
			await page.getByText(`Faults are on: ${name}`).waitFor();
			await toggle.click();
			await page.getByRole('switch', { name, checked: false }).waitFor();
			await page.getByText('Faults are on').waitFor({ state: 'detached' });
		}
		expect(sandbox.getState().conditions).toEqual(goodConditions());
	});

	it('is switched off with all others', async () => {
		sandbox.setConditions({ outage: true, lateCallbacks: true });
		await button('Switch all off').click();
		await said('All faults are off.');
		expect(sandbox.getState().conditions).toEqual(goodConditions());
	});
});
