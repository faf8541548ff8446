/** Failed items go to the error output or out as failed items, never as successes. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NodeRun, Workflow } from '../../harness/editor.mts';
import { useStage } from './stage.mts';
import { PAYOUT, waitingWorkflow } from '../support/waitingWorkflow.mts';

const stage = useStage();

beforeEach(() => stage.sandbox.reset());

/** A payout for each of two rows, the first without a valid recipient. */
const ROWS = {
	...PAYOUT,
	waitForResult: false,
	thirdPartyId: '=row-{{ $json.row }}',
	toAddress: `={{ $json.row ? '${PAYOUT.toAddress}' : 'T123' }}`,
};

const link = (node: string) => [{ node, type: 'main', index: 0 }];

/** The workflow, with a node after each output: 'Then' and 'Failed'. */
async function workflow(parameters: object, onError: string): Promise<Workflow> {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
	const made = waitingWorkflow(parameters, credential, 2);
	const then = made.nodes.at(-1)!;
	made.nodes = made.nodes.map((node) => (node.name === 'Cregis' ? { ...node, onError } : node));
	made.nodes.push({ ...then, id: 'Failed', name: 'Failed', position: [800, 200] });
	made.connections.Cregis = { main: [link('Then'), link('Failed')] };
	return made;
}

const items = (run?: NodeRun) => (run?.outputs[0] ?? []).map(({ json }) => json);

async function run(parameters: object, onError: string) {
	const saved = await stage.editor.createWorkflow(await workflow(parameters, onError));
	const { nodes } = await stage.editor.run(saved, 'Start');
	return { paid: items(nodes.Then), failed: items(nodes.Failed) };
}

const NOT_DONE = expect.objectContaining({ outcome: 'not done' });

describe('with an error output', () => {
	it("a failed row goes there, and a paid one doesn't", async () => {
		const { paid, failed } = await run(ROWS, 'continueErrorOutput');
		expect(paid).toEqual([expect.objectContaining({ third_party_id: 'row-1' })]);
		expect(failed).toEqual([
			expect.objectContaining({ row: 0, error: expect.any(String), message: NOT_DONE }),
		]);
	});

	it("all rows go there if the run can't start", async () => {
		const { paid, failed } = await run({ ...ROWS, waitForResult: true }, 'continueErrorOutput');
		expect(paid).toEqual([]);
		expect(failed.map(({ message }) => message)).toEqual([NOT_DONE, NOT_DONE]);
		expect(stage.sandbox.getState().payouts).toEqual([]);
	});
});

describe('without an error output', () => {
	it('each failed row says so', async () => {
		const { paid } = await run(ROWS, 'continueRegularOutput');
		expect(paid).toEqual([
			{ error: expect.any(String), message: NOT_DONE },
			expect.objectContaining({ third_party_id: 'row-1' }),
		]);
	});

	it("all rows say so if the run can't start", async () => {
		const { paid } = await run({ ...ROWS, waitForResult: true }, 'continueRegularOutput');
		expect(paid.map(({ message }) => message)).toEqual([NOT_DONE, NOT_DONE]);
	});
});
