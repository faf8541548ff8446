import { describe, expect, it } from '@jest/globals';
import { EXAMPLES, readExample } from '../../demo/examples.mts';
import { picture } from './browser.mts';
import { nodeOnCanvas, page, untilLabels, useCanvas } from './canvas.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const { openNodes, openOperation } = useCanvas(stage);

describe('each example', () => {
	it.each(EXAMPLES)('%s: opens on the canvas, with every node recognized', async (example) => {
		const { nodes, connections } = readExample(example);
		await openNodes(nodes, connections);
		for (const { name, type } of nodes) {
			if (!type.endsWith('stickyNote')) await nodeOnCanvas(name).waitFor();
		}
		expect(await page.getByText('Install this node').count()).toBe(0);
		await picture(page, `example-${example}`);
	});
});

describe('each operation', () => {
	it.each([
		['address', 'checkOwnership', ['Address', 'Chain', 'Options']],
		['address', 'create', ['Chain', 'Additional Fields']],
		['address', 'createMany', ['Chain', 'Number of Addresses', 'Additional Fields']],
		['address', 'update', ['Address', 'Update Fields']],
		['address', 'validate', ['Address', 'Chain', 'Options']],
		['balance', 'getByAddress', ['Address', 'Return All', 'Limit', 'Filters', 'Options']],
		['balance', 'getByCurrency', ['Coin', 'Return All', 'Limit', 'Filters', 'Options']],
		['callback', 'respond', ['Answer']],
		['coin', 'getAll', ['Return All', 'Limit', 'Filters', 'Options']],
		[
			'collection',
			'create',
			['Coin', 'From Address', 'To Address', 'Additional Fields', 'Options'],
		],
		[
			'order',
			'create',
			[
				'Order ID',
				'Order Amount',
				'Order Currency',
				'Payer ID',
				'Success URL',
				'Cancel URL',
				'Valid Time',
				'Simplify',
				'Additional Fields',
				'Wait for Result',
				'Options',
			],
		],
		['order', 'get', ['Cregis ID', 'Simplify', 'Options']],
		[
			'payout',
			'create',
			[
				'Coin',
				'To Address',
				'Amount',
				'Reference',
				'Additional Fields',
				'Wait for Result',
				'Options',
			],
		],
		['payout', 'get', ['Cregis ID', 'Simplify', 'Options']],
		['teamWallet', 'getAddressBalances', ['Wallet', 'Return All', 'Limit', 'Filters', 'Options']],
		['teamWallet', 'getAddresses', ['Wallet', 'Chain', 'Return All', 'Limit', 'Options']],
		['teamWallet', 'getAll', ['Return All', 'Limit', 'Filters', 'Options']],
		['teamWallet', 'getBalances', ['Wallet', 'Return All', 'Limit', 'Filters', 'Options']],
		[
			'teamWallet',
			'getPendingTransactions',
			['Wallet', 'Return All', 'Limit', 'Simplify', 'Filters', 'Options'],
		],
		[
			'teamWallet',
			'getTransactions',
			['Wallet', 'Return All', 'Limit', 'Simplify', 'Filters', 'Options'],
		],
		['trade', 'getAll', ['Return All', 'Limit', 'Simplify', 'Filters', 'Options']],
		[
			'withdrawal',
			'create',
			[
				'Coin',
				'From Address',
				'To Address',
				'Amount',
				'Reference',
				'Additional Fields',
				'Wait for Result',
				'Options',
			],
		],
		['withdrawal', 'get', ['Cregis ID', 'Simplify', 'Options']],
	])('%s: %s shows its fields', async (resource, operation, fields) => {
		await openOperation(resource, operation);
		await untilLabels(['Resource', 'Operation', ...fields]);
		await picture(page, `${resource}-${operation}`);
	});
});

describe('waiting for the result', () => {
	it.each([
		['payout', ['Wait at Most', 'Wait Unit']],
		['withdrawal', ['Wait at Most', 'Wait Unit']],
		['order', ['Wait at Most', 'Wait Unit']],
	])('of one %s shows the time limit, and no URL to copy', async (resource, fields) => {
		await openOperation(resource, 'create', { waitForResult: true });
		await untilLabels(fields);
		expect(await page.getByText('Webhook URLs').count()).toBe(0);
	});
});

describe('the options of a payment', () => {
	it('are the check, the used reference and the pause', async () => {
		const options = { checkAllFirst: true, ifReferenceUsed: 'countAsSent', pauseBetweenItems: 1 };
		await openOperation('payout', 'create', { options });
		await untilLabels([
			'Check All Items First',
			'If Reference Was Already Used',
			'Pause Between Items',
		]);
	});
});

describe('the pickers', () => {
	it.each([
		['payout', 'create', 'usdt-trc', 'USDT-TRC20'],
		['address', 'create', 'tron', 'TRON'],
		['teamWallet', 'getBalances', 'payout', 'Payout wallet'],
	])("%s: %s lists the merchant's own", async (resource, operation, search, offered) => {
		await openOperation(resource, operation);
		await page.getByTestId('rlc-input').click();
		await page.getByTestId('rlc-search').fill(search);
		const option = page.getByTestId('rlc-item').getByText(offered, { exact: true });
		await option.waitFor();
		await option.click();
		expect(await page.getByTestId('rlc-input').inputValue()).toBe(offered);
	});
});

describe('an AI agent', () => {
	it('can use the node as a tool, with a description of what it does', async () => {
		const tool = await stage.editor.nodeType('n8n-nodes-cregis.cregisTool');
		expect(tool?.codex?.subcategories?.AI).toContain('Tools');
		expect(tool?.outputs).toEqual(['ai_tool']);
	});
});

describe('the trigger', () => {
	it('shows its URLs and says where to paste them', async () => {
		await openNodes(
			[
				{
					name: 'Cregis Trigger',
					type: 'n8n-nodes-cregis.cregisTrigger',
					typeVersion: 2,
					position: [0, 0],
					webhookId: '5f0c1f6e-7a51-4a8e-9d53-2d9f0b8f6c11',
					parameters: {},
				},
			],
			{},
			'Cregis Trigger',
		);
		await page.getByText('Webhook URLs').click();
		await page.getByTestId('radio-button-production').click();
		await page.getByText('/webhook/5f0c1f6e-7a51-4a8e-9d53-2d9f0b8f6c11/webhook').waitFor();
		await page.getByText("'Default Callback URL' in the Cregis credential").waitFor();
		await page.getByTestId('parameter-input-events').getByText('Deposit Received').waitFor();
		await picture(page, 'trigger');
	});
});
