/** 'Wait for Result': payouts in a loop, withdrawals, and what can't wait. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../harness/editor.mts';
import {
	PAYOUT,
	WITHDRAWAL,
	loopingWorkflow,
	waitingWorkflow,
} from '../support/waitingWorkflow.mts';
import { useStage } from './stage.mts';
import { waiting } from './waiting.mts';

const stage = useStage();
const { outputOf, startWaiting } = waiting(stage);

beforeEach(() => stage.sandbox.reset());

/** Creates an address of the project without a callback URL. */
async function newAddress(): Promise<string> {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
	const parameters = {
		resource: 'address',
		operation: 'create',
		chainId: { __rl: true, mode: 'id', value: '195' },
	};
	const workflow = await stage.editor.createWorkflow(waitingWorkflow(parameters, credential));
	await stage.editor.run(workflow, 'Start');
	return stage.sandbox.getState().addresses[0].address;
}

describe('several payouts', () => {
	it('are waited for one by one in a loop', async () => {
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const parameters = { ...PAYOUT, thirdPartyId: '=row-{{ $json.row }}' };
		const workflow = loopingWorkflow(parameters, credential, 3);
		const id = (await stage.editor.start(await stage.editor.createWorkflow(workflow), 'Start'))!;
		const replayed: string[] = [];
		for (const [row, status] of [6, 7, 2].entries()) {
			await until(`payout ${row}`, async () => stage.sandbox.getState().payouts.length > row);
			await stage.editor.untilWaiting(id);
			const { callback } = await stage.sandbox.setPayoutStatus(
				stage.sandbox.getState().payouts[row].cid,
				status as 6,
			);
			expect(callback).toMatchObject({ success: true });
			replayed.push(callback!.id);
			if (row === 2) break;
			// The resent callbacks are about earlier payouts, not the one that is waited for.
			await until(`payout ${row + 1}`, async () => {
				return stage.sandbox.getState().payouts.length > row + 1;
			});
			await stage.editor.untilWaiting(id);
			for (const callbackId of replayed) {
				expect(await stage.sandbox.pushCallback(callbackId)).toMatchObject({
					httpStatus: 401,
					success: false,
				});
			}
			expect((await stage.editor.execution(id)).status).toBe('waiting');
		}
		expect((await outputOf(id)).items).toMatchObject([
			{ third_party_id: 'row-0', status: 6 },
			{ third_party_id: 'row-1', status: 7 },
			{ third_party_id: 'row-2', status: 2 },
		]);
	});
});

describe('nothing is sent, and the error gives the reason,', () => {
	it.each([
		[
			'if there are several items',
			{},
			3,
			"'Wait for Result' handles one item at a time, but received 3",
		],
		['if there is no time to wait', { waitAmount: 0 }, 1, "'Wait at Most' must be greater"],
		[
			"if n8n couldn't store the time",
			{ waitAmount: 1e9, waitUnit: 'days' },
			1,
			"'Wait at Most' must be greater than 0 and at most 365 days",
		],
		[
			'if the item has its own callback URL',
			{ additionalFields: { callbackUrl: 'https://n8n.example.com/webhook/own' } },
			1,
			"'Callback URL' can't be used together with 'Wait for Result'",
		],
	])('%s', async (_, parameters, items, message) => {
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
		const workflow = waitingWorkflow({ ...PAYOUT, ...parameters }, credential, items);
		const { error } = await stage.editor.run(await stage.editor.createWorkflow(workflow), 'Start');
		expect(error?.message).toContain(message);
		expect(stage.sandbox.getState().payouts).toEqual([]);
	});
});

describe('a withdrawal', () => {
	it('resumes with its final status', async () => {
		const { callback } = await stage.sandbox.deposit({
			address: await newAddress(),
			amount: '50',
		});
		expect(callback).toBeNull();
		const [{ address }] = stage.sandbox.getState().addresses;
		const id = await startWaiting({ ...WITHDRAWAL, fromAddress: address });
		const [{ cid }] = stage.sandbox.getState().withdrawals;
		await stage.sandbox.setWithdrawalStatus(cid, 6);
		expect((await outputOf(id)).items).toEqual([
			expect.objectContaining({ status: 6, event: 'withdrawal.success', timedOut: false }),
		]);
	});
});
