/** The figures of a campaign. */
import { decimal, decimalText } from '../../sandbox/contract/decimal.mts';
import type { Asked } from './audit.mts';
import type { CollectionRun } from './collections.mts';
import { FAULTS, type FaultName } from './faults.mts';
import type { PayoutBatch } from './payouts.mts';
import { COINS_PATH } from './plan.mts';
import type { ToolCalls } from './tools.mts';

export interface Played {
	payouts: PayoutBatch[];
	collections: CollectionRun[];
	tools: ToolCalls[];
}

export interface Totals {
	figures: Record<string, number>;
	/** How often each fault occurred. */
	struck: Record<FaultName, number>;
	/** What did not hold; empty if everything did. */
	faults: string[];
}

const sum = <T,>(list: T[], figure: (each: T) => number) =>
	list.reduce((total, each) => total + figure(each), 0);

function countFaults(asked: Asked[]): Totals['struck'] {
	const counts = Object.fromEntries(Object.keys(FAULTS).map((name) => [name, 0]));
	for (const { fault } of asked) if (fault) counts[fault]++;
	return counts;
}

/** How often checks failed in a run that had already sent payouts. */
function countFailedLaterChecks({ sandbox, runStarts }: PayoutBatch): number {
	const requests = sandbox.getRequests();
	const isFailedCheck = (index: number) =>
		requests[index].path === COINS_PATH && requests[index].code === null;
	return requests.filter((_, index) => {
		if (!isFailedCheck(index)) return false;
		const start = runStarts.findLast((each) => each <= index) ?? 0;
		return requests.slice(start, index).some(({ path }) => path.endsWith('/payout'));
	}).length;
}

/** Compares the payouts in the sandboxes at the end with what was planned and what was reported. */
function totalPayouts(batches: PayoutBatch[]): { paidOnce: number; faults: string[] } {
	const faults: string[] = [];
	const coins = new Map<string, { wanted: string; reported: string; paid: string }>();
	const add = (coin: string, figure: 'wanted' | 'reported' | 'paid', amount: string) => {
		const total = coins.get(coin) ?? { wanted: '0', reported: '0', paid: '0' };
		total[figure] = decimalText(decimal(total[figure]).plus(amount));
		coins.set(coin, total);
	};
	let paidOnce = 0;
	for (const { plan, sandbox, reported } of batches) {
		const { payouts, ledger } = sandbox.getState();
		for (const row of plan.rows) {
			const times = ledger[row.key] ?? 0;
			if (times === 1) paidOnce++;
			else faults.push(`${row.key} is paid ${times} times`);
			add(row.coin, 'wanted', row.amount);
			if (reported.has(row)) add(row.coin, 'reported', row.amount);
		}
		for (const each of payouts) add(`${each.chain_id}@${each.token_id}`, 'paid', each.amount);
	}
	for (const [coin, { wanted, reported, paid }] of coins) {
		if (wanted === paid && reported === paid) continue;
		faults.push(`of ${coin}, ${wanted} was wanted, ${reported} reported and ${paid} paid`);
	}
	return { paidOnce, faults };
}

export function totalUp({ payouts, collections, tools }: Played): Totals {
	const all = [...payouts, ...collections, ...tools];
	const disagreements = all.flatMap((each) => each.disagreements);
	const { paidOnce, faults } = totalPayouts(payouts);
	const asked = payouts.flatMap((batch) => batch.asked());
	const struck = countFaults(asked);
	for (const [name, times] of Object.entries(struck)) {
		if (times === 0) faults.push(`${name} never happened`);
	}
	const figures = {
		payouts: sum(payouts, ({ plan }) => plan.rows.length),
		paidOnce,
		disagreements: disagreements.length,
		batches: payouts.length,
		runs: sum(payouts, ({ runs }) => runs),
		stoppedRuns: sum(payouts, ({ stoppedRuns }) => stoppedRuns),
		killedRuns: sum(payouts, ({ killedRuns }) => killedRuns),
		retries: sum(payouts, (batch) => batch.retries),
		requests: asked.length,
		failedLaterChecks: sum(payouts, countFailedLaterChecks),
		faults: sum(Object.values(struck), (times) => times),
		collections: sum(collections, ({ sandbox }) => sandbox.getState().collections.length),
		toolCalls: sum(tools, ({ calls }) => calls),
	};
	if (figures.failedLaterChecks === 0) faults.push('no later check failed');
	return { figures, struck, faults: [...disagreements, ...faults] };
}
