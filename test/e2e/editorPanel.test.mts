/** Merchants find the nodes in n8n's node panel. More words are in test/unit/search.test.mts. */
import { expect, it } from '@jest/globals';
import { page, useCanvas } from './canvas.mts';
import { useStage } from './stage.mts';

const { openNodes } = useCanvas(useStage());

const WORDS = ['cregis', 'withdraw', 'checkout', 'invoice', 'mass payout', 'usdt', 'payment link'];

/** n8n shows a node and its trigger as one entry. */
const entry = () =>
	page
		.getByTestId('node-creator-item-name')
		.filter({ has: page.getByText('Cregis', { exact: true }) });

it('the node panel finds the nodes by the words of merchants, and lists what both do', async () => {
	await openNodes([
		{
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
	]);
	await page.getByTestId('node-creator-plus-button').click();
	const search = page.getByTestId('node-creator-search-bar');
	for (const words of WORDS) {
		await search.fill('kubernetes');
		await entry().waitFor({ state: 'detached' });
		await search.fill(words);
		await entry().waitFor();
	}
	await entry().click();
	const categories = page.getByTestId('node-creator-category-item');
	await categories.getByText('Actions').waitFor();
	const titles = await categories.allInnerTexts();
	expect(titles.map((title) => title.split(' ')[0])).toEqual(['Actions', 'Triggers']);
});
