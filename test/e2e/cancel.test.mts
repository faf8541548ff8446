/** A stopped execution sends nothing after the payment in progress, and reports what it sent. */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, it } from '@jest/globals';
import { until } from '../../harness/editor.mts';
import { useStage } from './stage.mts';
import { PAYOUT, waitingWorkflow } from '../support/waitingWorkflow.mts';

const stage = useStage();

const REPLY_MS = 700;

const payouts = () => stage.sandbox.getState().payouts;

const PATH = '/api/v2/payout';

beforeEach(() => stage.sandbox.reset());

/** The references that Cregis was asked to pay. */
const requested = () =>
	stage.sandbox
		.getRequests()
		.filter(({ path }) => path === PATH)
		.map(({ body }) => String(body?.third_party_id));

/** Starts an execution that pays 60 rows. */
async function start(parallelRequests = 1): Promise<string> {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
	const parameters = {
		...PAYOUT,
		waitForResult: false,
		thirdPartyId: '=row-{{ $json.row }}',
		options: { parallelRequests },
	};
	const workflow = await stage.editor.createWorkflow(waitingWorkflow(parameters, credential, 60));
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

it.each([1, 3, 10])(
	'a user stops an execution in the middle of its payouts, with %i at once',
	async (parallelRequests) => {
		stage.sandbox.addFault({ path: PATH, kind: 'delay', ms: REPLY_MS, times: 60 });
		const id = await start(parallelRequests);
		await until('the second payouts', async () => payouts().length > parallelRequests);
		await sleep(REPLY_MS / 3);
		await stage.editor.stop(id);
		const references = requested();
		await sleep(4 * REPLY_MS);

		expect(requested()).toEqual(references);
		const paid = payouts().sort(
			(a, b) => Number(a.third_party_id.slice(4)) - Number(b.third_party_id.slice(4)),
		);
		expect(paid.map(({ third_party_id: reference }) => reference).sort()).toEqual(
			references.sort(),
		);
		const list = paid
			.map(({ third_party_id: reference, cid }) => `${reference} (${cid})`)
			.join(', ');
		const accepted = `Accepted by Cregis so far: ${list}.`;
		await until('the line in the log', async () => stage.log().includes(accepted));
		const { status, customData, nodes } = await stage.editor.execution(id);
		expect(status).toBe('canceled');
		// That's why the node keeps and logs what it sent.
		expect(nodes.Cregis?.outputs ?? []).toEqual([]);
		const { cregis_accepted: known = '', cregis_in_progress: underWay = '' } = customData ?? {};
		expect(Number(known.split(',')[0]) + underWay.split(', ').length).toBe(references.length);
		expect(references).toEqual(expect.arrayContaining(underWay.split(', ')));
	},
);
