/** The table of a run in docs/queue-mode.md. */
import { writeTable } from '../support/queueMode/figures.mts';

const ROWS: Array<[text: string, value: (figures: Record<string, number>) => number]> = [
	['Callbacks', ({ callbacks }) => callbacks],
	[
		'Workers and webhook processors killed',
		({ workersKilled, processorsKilled }) => workersKilled + processorsKilled,
	],
	[
		'**Acknowledged callbacks without an execution**',
		({ acknowledgedWithoutExecution }) => acknowledgedWithoutExecution,
	],
	['Payouts', ({ payouts }) => payouts],
	['**References paid twice**', ({ paidTwice }) => paidTwice],
	['Calls until all payouts were known to be paid', ({ payoutCalls }) => payoutCalls],
	[
		'Of these, declined because the first call had been paid before its worker died',
		({ payoutsDeclinedAsPaidBefore }) => payoutsDeclinedAsPaidBefore,
	],
	['Events resent until all were handled', ({ repushedEvents }) => repushedEvents],
	['Of these, not acknowledged because a process died', ({ failedCallbacks }) => failedCallbacks],
	[
		'Of these, acknowledged immediately, then cut off with their worker',
		({ cutOffAfterAcknowledgement, cutOffThoughHandledFirst }) =>
			cutOffAfterAcknowledgement - cutOffThoughHandledFirst,
	],
	[
		'Of these, acknowledged by the workflow, but their execution was marked as failed',
		({ cutOffThoughHandledFirst }) => cutOffThoughHandledFirst,
	],
	[
		'Events with more than one execution',
		({ eventsWithSeveralExecutions }) => eventsWithSeveralExecutions,
	],
];

/** Writes the table from a run's figures. */
export async function writeFigures(figures: Record<string, number>) {
	const rows = ROWS.map(([text, value]) => [text, value(figures).toLocaleString('en')] as const);
	await writeTable('figures', rows);
}
