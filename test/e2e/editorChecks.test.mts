/** What the editor checks while a merchant fills in a node. */
import { describe, expect, it } from '@jest/globals';
import { picture } from './browser.mts';
import { page, useCanvas } from './canvas.mts';
import { useStage } from './stage.mts';

const { openOperation } = useCanvas(useStage());

const CID = '1382626461605888';

/** The field of a Cregis ID. */
const idField = () => page.getByTestId('parameter-input-cid').getByTestId('rlc-input');
const issues = () => page.getByTestId('parameter-input-cid').getByTestId('parameter-issues');
const hint = () => page.getByTestId('node-hint');

describe('a Cregis ID', () => {
	it('is checked as you type', async () => {
		await openOperation('payout', 'get');
		await idField().fill('invoice-1');
		await idField().blur();
		await issues().hover();
		await page.getByText('The ID contains only digits').waitFor();
		await idField().fill(CID);
		await idField().blur();
		await issues().waitFor({ state: 'detached' });
	});

	it('is shown as an earlier version stored it', async () => {
		await openOperation('payout', 'get', { cid: CID });
		expect(await idField().inputValue()).toBe(CID);
		expect(await issues().count()).toBe(0);
	});
});

describe('a reference', () => {
	it('that may change with each run is noticed before the first', async () => {
		await openOperation('payout', 'create', { thirdPartyId: '=payout-{{ $now }}' });
		await hint().getByText("'Reference' may change with each run").waitFor();
		await picture(page, 'reference-hint');
	});
});
