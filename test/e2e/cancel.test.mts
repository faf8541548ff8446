/** Stop means stop: after the payment that is under way, none follows, and what was sent is told. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { until } from '../../demo/editor.mts';
import { useStage } from './stage.mts';
import { PAYOUT, waitingWorkflow } from './waiting.mts';

const stage = useStage();

const REPLY_MS = 700;

const payouts = () => stage.sandbox.getState().payouts;

it('a person stops an execution in the middle of its payouts', async () => {
	stage.sandbox.addFault({ path: '/api/v2/payout', kind: 'delay', ms: REPLY_MS, times: 20 });
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
	const parameters = { ...PAYOUT, waitForResult: false, thirdPartyId: '=row-{{ $json.row }}' };
	const workflow = await stage.editor.createWorkflow(waitingWorkflow(parameters, credential, 20));
	const id = (await stage.editor.start(workflow, 'Start'))!;
	await until('two payouts', async () => payouts().length === 2);
	await sleep(REPLY_MS / 3);
	await stage.editor.stop(id);
	await sleep(4 * REPLY_MS);

	expect(payouts().map((payout) => payout.third_party_id)).toEqual(['row-0', 'row-1', 'row-2']);
	expect(await stage.editor.execution(id)).toMatchObject({
		status: 'canceled',
		customData: {
			cregis_accepted: `2, the last: row-1 (${payouts()[1].cid})`,
			cregis_under_way: 'row-2',
		},
	});
});
