/** Writes the figures of a run into docs/queue-mode.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';

const PAGE = join(process.cwd(), 'docs/queue-mode.md');
const BLOCK = /(<!-- figures -->\n)[^]*(\n<!-- end of figures -->)/;

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

/**
 * Writes the table.
 *
 * @param machine a sentence about the machine on which the figures were measured
 */
export async function writeFigures(machine: string, figures: Record<string, number>) {
	const rows = ROWS.map(([text, value]) => `| ${text} | ${value(figures).toLocaleString('en')} |`);
	const table = [machine, '', '| What | How many |', '| --- | --- |', ...rows].join('\n');
	const page = readFileSync(PAGE, 'utf8');
	const written = page.replace(
		BLOCK,
		(_, start: string, end: string) => `${start}\n${table}\n${end}`,
	);
	writeFileSync(PAGE, await format(written, { parser: 'markdown' }));
}
