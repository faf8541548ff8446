/** For any rows and any pattern of faults, exactly what was paid is reported as paid. */
import { describe, expect, it } from '@jest/globals';
import { sumAmounts } from '../../nodes/Cregis/protocol/amount.ts';
import { useVirtualClock } from '../support/clock.mts';
import { Random } from '../support/random.mts';
import type { Run } from './engine.mts';
import { TRON_ADDRESS, byId, useProject } from './project.mts';
import { FAULTS, PATH } from './totalFaults.mts';

const project = useProject();
useVirtualClock();

const CASES = 60;
const MOST_RUNS = 12;

type Row = { reference: string; amount: string; address: string };

function makeRows(random: Random): Row[] {
	const count = 1 + random.below(7);
	return Array.from({ length: count }, (_, row) => ({
		// Some references occur twice; some rows can't be paid.
		reference: `row-${random.below(8) === 0 ? 0 : row}`,
		amount: random.below(8) === 0 ? '1,5' : `${random.below(100)}.${1 + random.below(999_999)}`,
		address: random.below(10) === 0 ? 'T123' : TRON_ADDRESS,
	}));
}

/** The payouts in the sandbox, by reference. */
const ledger = () =>
	new Map(project.sandbox.getState().payouts.map(({ third_party_id: id, cid }) => [id, cid]));

interface Report {
	/** The references paid by this run or before. */
	paid: string[];
	/** The references whose outcome the run doesn't know. */
	unknown: string[];
}

/** Reads what a run reports about its rows: in its items, or in the error that stopped it. */
function read({ json, errorItems, error }: Run, rows: Row[]): Report {
	const list = /Accepted by Cregis so far: (.*?\))\. /.exec(`${error?.description} `)?.[1];
	const named = list?.split(', ').map((text) => text.split(' ')[0]) ?? [];
	const asked = /same reference '(.*?)'/.exec(error?.description ?? '')?.[1];
	const others = /Outcome unknown: (.*?)\. /.exec(`${error?.description} `)?.[1].split(', ') ?? [];
	const withOutcome = (outcome: string) =>
		errorItems
			.filter(({ json: { message } }) => (message as { outcome: string }).outcome === outcome)
			.map(({ pairedItem }) => rows[(pairedItem as { item: number }).item].reference);
	return {
		paid: [
			...json.map((item) => String(item.third_party_id)),
			...named,
			...withOutcome('already sent'),
		],
		unknown: [...withOutcome('unknown'), ...others, ...(asked ? [asked] : [])],
	};
}

/** Everything reported as paid is in the ledger, and everything new there is reported as paid or unknown. */
function expectHonest(run: Run, { paid, unknown }: Report, before: Map<string, string>) {
	const after = ledger();
	expect(paid.filter((reference) => !after.has(reference))).toEqual([]);
	const added = [...after.keys()].filter((reference) => !before.has(reference));
	expect(added.filter((reference) => ![...paid, ...unknown].includes(reference))).toEqual([]);
	for (const { third_party_id: reference, cid, alreadySent } of run.json) {
		if (alreadySent) expect(before.has(String(reference))).toBe(true);
		else expect(String(cid)).toBe(after.get(String(reference)));
	}
}

async function pay(rows: Row[], options: object, goesOn: boolean): Promise<Run> {
	const parameters = {
		currency: byId('195@195'),
		toAddress: '={{ $json.address }}',
		amount: '={{ $json.amount }}',
		thirdPartyId: '={{ $json.reference }}',
		options: options as never,
	};
	const onError = goesOn ? 'continueErrorOutput' : 'stopWorkflow';
	return await project.run('payout', 'create', parameters, { items: rows, onError });
}

describe('the total paid is the total reported as paid', () => {
	it.each(Array.from({ length: CASES }, (_, seed) => [seed + 1]))('seed %i', async (seed) => {
		const random = new Random(seed);
		const rows = makeRows(random);
		const reported = new Set<string>();
		for (let turn = 0; turn < MOST_RUNS; turn++) {
			const isCalm = turn >= MOST_RUNS / 2;
			for (let fault = 0; !isCalm && fault < 6; fault++) {
				project.sandbox.addFault({ path: PATH, ...FAULTS[random.below(FAULTS.length)] });
			}
			const countAsSent = isCalm || random.below(2) === 0;
			const options = {
				parallelRequests: random.of([1, 3, 10]),
				...(countAsSent ? { ifReferenceUsed: 'countAsSent' } : {}),
			};
			const before = ledger();
			const run = await pay(rows, options, isCalm || random.below(2) === 0);
			const report = read(run, rows);
			expectHonest(run, report, before);
			for (const reference of report.paid) reported.add(reference);
			project.sandbox.getState().faults.length = 0;
			if (isCalm) break;
		}
		const { payouts } = project.sandbox.getState();
		const references = payouts.map(({ third_party_id }) => third_party_id);
		expect(new Set(references).size).toBe(references.length);
		expect(new Set(references)).toEqual(reported);
		const rowsReported = rows.filter(({ reference }) => reported.has(reference));
		expect(sumAmounts(rowsReported.map(({ amount }) => amount))).toBe(
			sumAmounts(payouts.map(({ amount }) => amount)),
		);
	});
});
