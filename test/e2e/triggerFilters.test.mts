/** The filters of the trigger. */
import { describe, expect, it } from '@jest/globals';
import { DEPOSIT, ORDER_DATA } from '../support/callbackFields.mts';
import { useStage } from './stage.mts';
import { RECEIVED, deliver, triggering } from './triggering.mts';

const stage = useStage();
const { signed, publish, publishingFails, countExecutions, lastItem } = triggering(stage);

describe('a verified callback', () => {
	it.each([
		['of at least the minimum amount', { minimumAmount: '1.2' }, 1],
		['of less than the minimum amount', { minimumAmount: '1.20000001' }, 0],
		['in the currency of the filter', { currency: 'trx' }, 1],
		['in another currency', { currency: 'USDT' }, 0],
		['to the address of the filter', { address: DEPOSIT.address }, 1],
		['to another address', { address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS' }, 0],
	])('of a deposit %s', async (_, filters, executions) => {
		const { workflow, url } = await publish({ events: ['*'], filters });
		expect(await deliver(url, signed(DEPOSIT))).toEqual(RECEIVED);
		if (executions > 0) await lastItem(workflow);
		expect(await countExecutions(workflow)).toBe(executions);
	});

	it.each([
		['0xD38c2CF366A731DCbe4A32C7Ef24fF96D080CA7E', 1],
		['0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7f', 0],
	])('of a deposit to an EVM address, filtered by %s', async (address, executions) => {
		const { workflow, url } = await publish({ events: ['*'], filters: { address } });
		const deposit = { ...DEPOSIT, chain_id: '60', token_id: '60', currency: 'ETH' };
		const callback = { ...deposit, address: ORDER_DATA.payment_address, txid: ORDER_DATA.tx_id };
		expect(await deliver(url, signed(callback))).toEqual(RECEIVED);
		if (executions > 0) await lastItem(workflow);
		expect(await countExecutions(workflow)).toBe(executions);
	});

	it.each([
		['={{ "1," + "000" }}', "'Minimum Amount' must be a plain number"],
		['={{ $vars.missing }}', "The expression in 'Minimum Amount' has no value"],
		['={{ $("Nowhere").first().json.amount }}', 'An expression in the Cregis Trigger failed'],
	])('fails with the Minimum Amount %s, and starts nothing', async (minimumAmount, reason) => {
		const { workflow, url } = await publish({ events: ['*'], filters: { minimumAmount } });
		const { status, text } = await deliver(url, signed(DEPOSIT));
		expect({ status, text }).toEqual({ status: 500, text: expect.stringContaining(reason) });
		expect(await countExecutions(workflow)).toBe(0);
	});
});

describe('an invalid Minimum Amount', () => {
	const message = "'Minimum Amount' must be a plain number such as 12.5";

	it('keeps the workflow from being published, and says why', async () => {
		const workflow = await stage.triggerWorkflow({
			events: ['*'],
			filters: { minimumAmount: '1,000' },
		});
		expect(await publishingFails(workflow)).toContain(message);
		const url = stage.editor.webhookUrl(workflow.nodes[0]);
		expect(await deliver(url, signed(DEPOSIT))).toMatchObject({ status: 404 });
	});

	it('keeps the editor from listening, and says why', async () => {
		const workflow = await stage.triggerWorkflow({
			events: ['*'],
			filters: { minimumAmount: '1e3' },
		});
		await expect(stage.editor.start(workflow, 'Cregis Trigger')).rejects.toThrow(message);
	});
});
