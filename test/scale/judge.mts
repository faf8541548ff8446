/** Counts the results at the end, and lists those that must not occur. */
import type { Editor } from '../../harness/editor.mts';
import type { Payout, Sandbox } from '../../sandbox/sandbox.mts';
import type { N8nProcess } from '../support/queueMode/cluster.mts';
import type { Verdict as Counted } from '../support/command.mts';
import { timesPaid } from '../support/queueMode/timesPaid.mts';
import type { Amounts, Report } from './batches.mts';
import type { Memory } from './memory.mts';
import { PAY } from './workflow.mts';

const MB = 1_000_000;
/** A worker that uses more doesn't fit on a small machine. */
const MOST_MEMORY = 2_000 * MB;

export interface Verdict extends Counted {
	/** The rows of the table in docs/queue-mode.md. */
	rows: Array<readonly [text: string, value: string]>;
}

interface Scene {
	sandbox: Sandbox;
	editor: Editor;
	workers: N8nProcess[];
	amounts: Amounts;
	/** How many executions a worker runs at once. */
	atOnce: number;
}

interface Outcome {
	reports: Report[];
	calls: number;
	memory: Memory;
	/** Seconds. */
	paidIn: number;
}

/** What the executions report: the payouts that they sent, and the references that were sent before. */
async function readReports(editor: Editor, reports: Report[], faults: string[]) {
	const sent = new Map<string, string>();
	const sentBefore = new Set<string>();
	for (const { rows, executionId } of reports) {
		const execution = await editor.execution(executionId);
		const items = execution.nodes[PAY].outputs.flat().map(({ json }) => json);
		if (items.length !== rows.length) {
			faults.push(`execution ${executionId} reports ${items.length} of ${rows.length} rows`);
		}
		const isOther = (reference: string, index: number) =>
			items[index]?.third_party_id !== reference;
		const moved = rows.filter(({ reference }, index) => isOther(reference, index));
		if (moved.length > 0) faults.push(`${moved.length} items aren't those of their rows`);
		for (const { third_party_id, cid, alreadySent } of items) {
			if (alreadySent === true) sentBefore.add(String(third_party_id));
			else sent.set(String(third_party_id), String(cid));
		}
	}
	return { sent, sentBefore };
}

export async function judge(scene: Scene, outcome: Outcome): Promise<Verdict> {
	const { sandbox, editor, workers, amounts, atOnce } = scene;
	const { reports, calls, memory, paidIn } = outcome;
	const faults: string[] = [];
	const none = (what: string, wrong: string[]) => {
		if (wrong.length > 0) faults.push(`${wrong.length} ${what}, such as ${wrong[0]}`);
	};
	const { payouts } = sandbox.getState();
	const paid = timesPaid(payouts);
	const wanted = new Map(
		reports.flatMap(({ rows }) => rows.map(({ reference, amount }) => [reference, amount])),
	);
	const notOnce = [...wanted.keys()].filter((reference) => paid.get(reference) !== 1);
	none('references were not paid exactly once', notOnce);
	none(
		'payouts were made up',
		[...paid.keys()].filter((reference) => !wanted.has(reference)),
	);
	const isOtherAmount = ({ third_party_id, amount }: Payout) =>
		wanted.get(third_party_id) !== amount;
	none(
		'amounts are others',
		payouts.filter(isOtherAmount).map(({ cid }) => cid),
	);

	const { sent, sentBefore } = await readReports(editor, reports, faults);
	const cids = new Map(payouts.map(({ third_party_id, cid }) => [third_party_id, cid]));
	const disagreements = [...sent].filter(([reference, cid]) => cids.get(reference) !== cid);
	none(
		'reports of a payout name another ID than Cregis',
		disagreements.map(([reference]) => reference),
	);
	const missing = [...wanted.keys()].filter((each) => !sent.has(each) && !sentBefore.has(each));
	none('rows are in no report', missing);

	const kills = workers.reduce((sum, worker) => sum + worker.kills, 0);
	if (kills !== amounts.kills) faults.push(`${kills} kills, not ${amounts.kills}`);
	const perThousand = (memory.peak - memory.idle) / ((atOnce * amounts.rows) / 1_000);
	if (memory.peak > MOST_MEMORY) faults.push(`a worker used ${memory.peak} bytes`);

	const all = wanted.size;
	const figures = {
		batches: amounts.batches,
		payouts: all,
		kills,
		calls,
		paidOnce: all - notOnce.length,
		reportedAsSent: sent.size,
		reportedAsSentBefore: sentBefore.size,
		disagreements: disagreements.length + missing.length,
		paidPerSecond: Math.round(all / paidIn),
		idleMemory: Math.round(memory.idle / MB),
		peakMemory: Math.round(memory.peak / MB),
		memoryPerThousandRows: Math.round(perThousand / MB),
	};
	const number = (value: number) => value.toLocaleString('en');
	const rows: Verdict['rows'] = [
		[
			`Payouts, in executions of ${number(amounts.rows)} rows with 10 parallel requests`,
			number(all),
		],
		[`Workers (executions at once on each: ${atOnce})`, number(workers.length)],
		['Workers killed', number(kills)],
		['Executions until every batch had succeeded', number(calls)],
		['**References paid exactly once**', number(figures.paidOnce)],
		['Reported as sent by the execution that succeeded', number(sent.size)],
		['Reported by it as already sent, by an execution that was killed', number(sentBefore.size)],
		['**Disagreements between the reports and Cregis**', number(figures.disagreements)],
		['Payouts per second, with all processes on this machine', number(figures.paidPerSecond)],
		['Memory of a worker without work', `${figures.idleMemory} MB`],
		['Most memory of a worker', `${figures.peakMemory} MB`],
		['Most memory for each 1,000 rows in progress', `${figures.memoryPerThousandRows} MB`],
	];
	return { rows, figures, faults };
}
