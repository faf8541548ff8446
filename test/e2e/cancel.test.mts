/** A stopped execution sends nothing after the payment in progress, and reports what it sent. */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, it } from '@jest/globals';
import { until } from '../../harness/editor.mts';
import { n8nVersion } from '../../harness/n8n.mts';
import { useStage } from './stage.mts';
import { PAYOUT, waitingWorkflow } from '../support/waitingWorkflow.mts';

const stage = useStage();

const REPLY_MS = 700;

const payouts = () => stage.sandbox.getState().payouts;

const PATH = '/api/v2/payout';

beforeEach(() => stage.sandbox.reset());

/** Starts an execution that pays 20 rows. */
async function start(): Promise<string> {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
	const parameters = { ...PAYOUT, waitForResult: false, thirdPartyId: '=row-{{ $json.row }}' };
	const workflow = await stage.editor.createWorkflow(waitingWorkflow(parameters, credential, 20));
	return (await stage.editor.start(workflow, 'Start'))!;
}

it('a user stops an execution during rate limiting', async () => {
	stage.sandbox.addFault({ path: PATH, kind: 'http', status: 429, retryAfter: 2 });
	const id = await start();
	await until('the request that was too many', async () => {
		return stage.sandbox.getRequests().some(({ path }) => path === PATH);
	});
	await stage.editor.stop(id);
	await sleep(3_000);
	expect(payouts()).toEqual([]);
});

it('a user stops an execution in the middle of its payouts', async () => {
	stage.sandbox.addFault({ path: PATH, kind: 'delay', ms: REPLY_MS, times: 20 });
	const id = await start();
	await until('two payouts', async () => payouts().length === 2);
	await sleep(REPLY_MS / 3);
	await stage.editor.stop(id);
	await sleep(4 * REPLY_MS);

	expect(payouts().map((payout) => payout.third_party_id)).toEqual(['row-0', 'row-1', 'row-2']);
	const [a, b, c] = payouts().map(({ cid }) => cid);
	const accepted = `Accepted by Cregis so far: row-0 (${a}), row-1 (${b}), row-2 (${c}).`;
	await until('the line in the log', async () => stage.log().includes(accepted));
	const { status, customData } = await stage.editor.execution(id);
	expect(status).toBe('canceled');
	// Older versions of n8n don't keep what a node stores next to the execution.
	if (n8nVersion().startsWith('2.8.')) return;
	expect(customData).toEqual({
		cregis_accepted: `2, the last: row-1 (${b})`,
		cregis_in_progress: 'row-2',
	});
});
