/** Holds what a run has told against what stands in the sandbox. */
import type { Payout, RequestRecord } from '../../sandbox/sandbox.mts';
import { LEAVES_UNKNOWN, type FaultName, type Row } from './plan.mts';
import type { Claim, Report } from './report.mts';

/** A request for a payout that the sandbox has had. */
export interface Asked {
	reference: string;
	fault?: FaultName;
	record: RequestRecord;
}

export interface Evidence {
	rows: Row[];
	/** The sandbox's payouts at this moment. */
	payouts: Payout[];
	/** Over all runs of the batch. */
	asked: Asked[];
	/** Where those of this run begin. */
	runFrom: number;
}

/**
 * How often n8n has tried the node in a run: a try goes down the rows, so that a new one has begun where a
 * row comes that is not below the last, unless that is only asked for again after a 429.
 */
export function countTries(asked: Asked[], rows: Row[], runFrom: number): number {
	const references = rows.map(({ reference }) => reference);
	let tries = 0;
	let lastRow = Infinity;
	for (const [index, { reference }] of asked.entries()) {
		if (index < runFrom) continue;
		const row = references.indexOf(reference);
		const isAgain = row === lastRow && asked[index - 1]?.fault === 'tooMany';
		if (row <= lastRow && !isAgain) tries++;
		lastRow = row;
	}
	return tries;
}

/** Which request made the payout of a reference; of one that was delivered twice, its first delivery. */
function makerOf(asked: Asked[], reference: string): number {
	const own = (test: (each: Asked) => boolean) =>
		asked.findIndex((each) => each.reference === reference && test(each));
	const answered = own(({ record }) => record.code === '00000');
	return answered >= 0 ? answered : own(({ fault }) => fault === 'duplicate');
}

function auditRow(row: Row, claim: Claim, evidence: Evidence): string | undefined {
	const { payouts, asked, runFrom } = evidence;
	const own = payouts.filter(({ third_party_id: reference }) => reference === row.reference);
	const maker = own.length > 0 ? makerOf(asked, row.reference) : -1;
	const last = asked.findLastIndex(({ reference }) => reference === row.reference);
	const isAskedNow = last >= runFrom;
	if (own.length > 1) return `has ${own.length} payouts`;
	if ('reference' in claim && claim.reference !== row.reference)
		return `stands as ${claim.reference}`;
	switch (claim.kind) {
		case 'paid': {
			const [payout] = own;
			if (!payout) return 'has no payout';
			if (payout.cid !== claim.cid) return `has the cid ${payout.cid}, not ${claim.cid}`;
			if (claim.amount !== undefined && claim.amount !== payout.amount) {
				return `has the amount ${payout.amount}`;
			}
			if (claim.to !== undefined && claim.to !== payout.address) return `went to ${payout.address}`;
			return maker >= runFrom ? undefined : 'was not made by this run';
		}
		case 'already sent':
			return own.length === 1 ? undefined : 'has no payout';
		case 'unknown':
			if (!isAskedNow) return 'was not asked for';
			return LEAVES_UNKNOWN.includes(asked[last].fault!)
				? undefined
				: 'was answered as it should be';
		case 'not done':
			return isAskedNow && maker === last ? 'was paid by this request' : undefined;
		case 'not sent':
			if (maker >= runFrom) return 'was paid in this run';
			return undefined;
	}
}

/** Whatever was told, or nothing: each payout is one of the rows', as the row says, and once at the most. */
export function auditLedger(rows: Row[], payouts: Payout[]): string[] {
	const faults: string[] = [];
	const seen = new Set<string>();
	for (const { third_party_id: reference, amount, address } of payouts) {
		const row = rows.find((each) => each.reference === reference);
		if (!row) faults.push(`${reference} is the reference of no row`);
		else if (row.amount !== amount || row.to !== address) {
			faults.push(`${reference} is ${amount} to ${address}, not ${row.amount} to ${row.to}`);
		}
		if (seen.has(reference)) faults.push(`${reference} is paid twice`);
		seen.add(reference);
	}
	return faults;
}

/** @returns where the report and the sandbox disagree */
export function audit(report: Report, evidence: Evidence): string[] {
	const { rows, payouts } = evidence;
	const faults = [...report.faults, ...auditLedger(rows, payouts)];
	const { note } = report;
	const isNoted = ({ cid, third_party_id: reference }: Payout) =>
		cid === note?.cid && reference === note.reference;
	if (note && !payouts.some(isNoted)) faults.push(`noted as accepted: ${JSON.stringify(note)}`);
	const byFault = new Map<string, string[]>();
	for (const [index, claim] of report.claims.entries()) {
		const fault = rows[index] && auditRow(rows[index], claim, evidence);
		if (!fault) continue;
		const text = `told as '${claim.kind}', ${fault}`;
		byFault.set(text, [...(byFault.get(text) ?? []), rows[index].reference]);
	}
	for (const [fault, [first, ...others]] of byFault) {
		faults.push(`${first}${others.length > 0 ? ` and ${others.length} more` : ''}, ${fault}`);
	}
	return faults;
}
