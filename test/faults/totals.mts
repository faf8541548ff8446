/** The whole campaign in figures. */
import { decimalText, units } from '../../sandbox/decimal.mts';
import type { Batch } from './batch.mts';
import { FAULTS, type FaultName } from './plan.mts';

export interface Totals {
	figures: Record<string, unknown>;
	/** What did not hold; empty if all did. */
	faults: string[];
}

const sum = (batches: Batch[], figure: (batch: Batch) => number) =>
	batches.reduce((total, batch) => total + figure(batch), 0);

/** Exact sums, coin by coin. */
function add(totals: Record<string, bigint>, coin: string, amount: string) {
	totals[coin] = (totals[coin] ?? 0n) + units(amount);
}

function strikes(batches: Batch[]): Record<string, number> {
	const counts = Object.fromEntries(Object.keys(FAULTS).map((name) => [name, 0]));
	const struck = batches.flatMap((batch) => batch.asked().map(({ fault }) => fault));
	for (const fault of struck) if (fault) counts[fault as FaultName]++;
	const checks = batches.flatMap(({ sandbox }) => sandbox.getRequests());
	const isLostCheck = ({ path, fault }: (typeof checks)[number]) =>
		fault === 'lost_reply' && !path.endsWith('/payout');
	return { ...counts, checkLost: checks.filter(isLostCheck).length };
}

/** What stands in the sandboxes at the end, against what was wanted and what was reported. */
export function totalUp(batches: Batch[]): Totals {
	const disagreements = batches.flatMap((batch) => batch.disagreements);
	const faults = [...disagreements];
	const wanted: Record<string, bigint> = {};
	const reported: Record<string, bigint> = {};
	const paid: Record<string, bigint> = {};
	let [paidOnce, paidTwice] = [0, 0];
	for (const { plan, sandbox, reported: known } of batches) {
		const { payouts, ledger } = sandbox.getState();
		for (const row of plan.rows) {
			const times = ledger[row.reference] ?? 0;
			if (times === 1) paidOnce++;
			else faults.push(`${row.reference} is paid ${times} times`);
			add(wanted, row.coin, row.amount);
			if (known.has(row)) add(reported, row.coin, row.amount);
		}
		paidTwice += payouts.length - new Set(payouts.map((each) => each.third_party_id)).size;
		for (const each of payouts) add(paid, `${each.chain_id}@${each.token_id}`, each.amount);
	}
	for (const coin of Object.keys({ ...wanted, ...paid })) {
		if (wanted[coin] === paid[coin] && reported[coin] === paid[coin]) continue;
		const texts = [wanted, reported, paid].map((each) => decimalText(each[coin] ?? 0n));
		faults.push(`of ${coin}, ${texts[0]} was wanted, ${texts[1]} reported and ${texts[2]} paid`);
	}
	const struck = strikes(batches);
	for (const [name, times] of Object.entries(struck)) {
		if (times === 0) faults.push(`${name} never happened`);
	}
	const figures = {
		payouts: sum(batches, ({ plan }) => plan.rows.length),
		paidOnce,
		paidTwice,
		disagreements: disagreements.length,
		batches: batches.length,
		runs: sum(batches, ({ runs }) => runs),
		stoppedRuns: sum(batches, ({ stoppedRuns }) => stoppedRuns),
		killedRuns: sum(batches, ({ killedRuns }) => killedRuns),
		retries: sum(batches, ({ retries }) => retries),
		requests: sum(batches, (batch) => batch.asked().length),
		faults: struck,
		paid: Object.fromEntries(Object.entries(paid).map(([coin, all]) => [coin, decimalText(all)])),
	};
	return { figures, faults };
}
