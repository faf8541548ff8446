/** Counts the results at the end, and lists those that must not occur. */
import type { CallbackRecord } from '../../sandbox/sandbox.mts';
import type { Verdict } from '../support/command.mts';
import { timesPaid } from '../support/queueMode/timesPaid.mts';
import { eventIdOf, successes } from './deposits.mts';
import type { Outcome, Scene } from './load.mts';
import type { StoredExecution } from './records.mts';

const LEAST_KILLS = 2;

function byEvent(executions: StoredExecution[]): Map<string, StoredExecution[]> {
	const found = new Map<string, StoredExecution[]>();
	for (const execution of executions) {
		found.set(execution.about, [...(found.get(execution.about) ?? []), execution]);
	}
	return found;
}

export async function judge(scene: Scene, outcome: Outcome): Promise<Verdict> {
	const { sandbox, cluster, records, workflows, amounts } = scene;
	const { payouts, failed, cutOff, pushes } = outcome;
	const { callbacks, deposits, ledger } = sandbox.getState();
	const all = await records.read();
	const started = all.filter(({ workflowId }) => workflowId !== workflows.paying.id);
	const executions = byEvent(started);
	const faults: string[] = [];
	const none = (what: string, wrong: string[]) => {
		if (wrong.length > 0) faults.push(`${wrong.length} ${what}, such as ${wrong[0]}`);
	};

	// Each acknowledgement must have its own execution, not only each event.
	const lacks = (record: CallbackRecord) =>
		(executions.get(eventIdOf(record)) ?? []).length < successes(record);
	const withoutExecution = callbacks.filter(lacks).map(eventIdOf);
	none('callbacks were acknowledged without an execution', withoutExecution);
	none('executions are of an unknown event', executions.get('')?.map(({ id }) => id) ?? []);
	const unacknowledged = callbacks.filter(({ success }) => !success).map(eventIdOf);
	none('callbacks are still marked as failed', unacknowledged);
	const isHandled = (record: CallbackRecord) =>
		executions.get(eventIdOf(record))?.some(({ status }) => status === 'success');
	const unhandled = callbacks.filter((record) => !isHandled(record)).map(eventIdOf);
	none('events were never handled', unhandled);
	const expected = amounts.deposits + amounts.handledDeposits;
	if (deposits.length !== expected) faults.push(`${deposits.length} deposits, not ${expected}`);

	const paid = timesPaid(sandbox.getState().payouts);
	const twice = [...paid.keys()].filter((reference) => paid.get(reference)! > 1);
	none('references were paid twice', twice);
	const isPaidOnce = (reference: string) => paid.get(reference) === 1 && ledger[reference] === 1;
	const once = payouts.references.filter(isPaidOnce);
	none(
		'references were not paid exactly once',
		payouts.references.filter((reference) => !isPaidOnce(reference)),
	);
	const wanted = new Set(payouts.references);
	none(
		'payouts were made up',
		Object.keys(ledger).filter((each) => !wanted.has(each)),
	);

	const victims = [...cluster.workers, ...cluster.processors];
	const spared = victims.filter(({ kills }) => kills < LEAST_KILLS).map(({ name }) => name);
	none('processes were not killed twice', spared);

	const kills = (processes: Array<{ kills: number }>) =>
		processes.reduce((sum, each) => sum + each.kills, 0);
	const isBroken = ({ status }: StoredExecution) => status !== 'success';
	const isHandledFirst = ({ url }: CallbackRecord) => url === workflows.handledUrl;
	const figures = {
		deposits: amounts.deposits,
		depositsAnsweredWhenHandled: amounts.handledDeposits,
		payouts: payouts.references.length,
		callbacks: callbacks.length,
		workersKilled: kills(cluster.workers),
		processorsKilled: kills(cluster.processors),
		failedCallbacks: failed.length,
		cutOffAfterAcknowledgement: cutOff.length,
		cutOffThoughHandledFirst: cutOff.filter(isHandledFirst).length,
		repushedEvents: new Set([...failed, ...cutOff]).size,
		pushes,
		acknowledgedWithoutExecution: withoutExecution.length,
		executionsOfEvents: started.length,
		executionsThatFailed: started.filter(isBroken).length,
		executionsWithoutTheirEvent: started.filter(({ isEmptied }) => isEmptied).length,
		eventsWithSeveralExecutions: [...executions.values()].filter(({ length }) => length > 1).length,
		payoutCalls: payouts.calls,
		payoutsDeclinedAsPaidBefore: payouts.repeated.size,
		payoutsOfDeadWorkers: all
			.filter((each) => each.workflowId === workflows.paying.id)
			.filter((each) => isBroken(each) && !each.isRepeated).length,
		paidOnce: once.length,
		paidTwice: twice.length,
	};
	return { figures, faults };
}
