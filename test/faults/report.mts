/** What a run reported to the merchant about each row, read from n8n's execution. */
import type { ExecutionDetails, NodeRun } from '../../harness/editor.mts';
import { isComplete, outcomesIn, readClaim, type Claim, type ClaimedItem } from './claim.mts';
import type { Row } from './plan.mts';

export interface Report {
	/** Nothing is reported if n8n was killed. */
	kind: 'killed' | 'ended' | 'stopped';
	/** One for each row, in order. */
	claims: Claim[];
	/** The parts that are unclear or contradictory. */
	faults: string[];
	text: string;
	/** What is stored next to the execution: the last accepted payment. */
	note?: { name: string; cid: string };
}

/** As n8n stores it. */
export type StoredError = {
	message?: string;
	description?: string;
	context?: { itemIndex?: number };
};

type Item = ClaimedItem & { pairedItem?: { item: number } | Array<{ item: number }> };

/** A run that finished: each row has one item, on the right output. */
function readItems(outputs: NodeRun['outputs'], rows: Row[], hasErrorOutput: boolean): Report {
	const items = outputs.flat() as Item[];
	const faults: string[] = [];
	const claims = rows.map((row, index): Claim => {
		const own = items.filter(({ pairedItem }) => [pairedItem].flat()[0]?.item === index);
		const claim = own.length === 1 ? readClaim(own[0].json, row) : undefined;
		if (claim) return claim;
		faults.push(`${own.length} items for ${row.name}: ${JSON.stringify(own)}`);
		return { kind: 'unknown' };
	});
	if (items.length !== rows.length) faults.push(`${items.length} items for ${rows.length} rows`);
	if (hasErrorOutput) {
		const [main, errors = []] = outputs;
		if (main.some(({ json }) => json.error !== undefined))
			faults.push('an error left as a success');
		if (errors.some(({ json }) => json.error === undefined))
			faults.push('a success left as an error');
	}
	return { kind: 'ended', claims, faults, text: JSON.stringify(items) };
}

/** The payments accepted before an error, with their names, from its text. */
function readAccepted(description: string): Array<[name: string, claim: Claim]> {
	const [, list = ''] = /Accepted by Cregis so far: (.*?)\.(?: |$)/.exec(description) ?? [];
	return [...list.matchAll(/([^,]+?) \(([^)]*)\)(?:, |$)/g)].map(([, name, id]) => [
		name,
		id === 'already sent' ? { kind: 'already sent' } : { kind: 'paid', cid: id },
	]);
}

function readUnknown(description: string): Array<[name: string, claim: Claim]> {
	const [, list] = /Outcome unknown: (.*?)\.(?: |$)/.exec(description) ?? [];
	return (list?.split(', ') ?? []).map((name) => [name, { kind: 'unknown' }]);
}

/** The payments that Cregis declined at the same time as the one that the error is about. */
function readDeclined(description: string, rows: Row[]): Array<[name: string, claim: Claim]> {
	const [, list = ''] =
		/Also not processed: (.*?\))\.(?: (?:Accepted|Outcome|Items|To continue)|$)/.exec(
			description,
		) ?? [];
	return rows
		.filter(({ name }) => `, ${list}`.includes(`, ${name} (`))
		.map(({ name }) => [name, { kind: 'not done' }]);
}

/**
 * A run that stopped: what its error says about the earlier payments, the row itself, and the others.
 *
 * @param isAlone whether no other call of the tool can have sent anything; otherwise it can't say that nothing was sent
 */
export function readError(
	{ message = '', description: advice = '', context }: StoredError,
	rows: Row[],
	isAlone = true,
): Report {
	// An AI agent reads only the message, so there it includes the advice.
	const description = advice || message;
	const text = `${message} | ${advice}`;
	const faults: string[] = [];
	const named = [
		...readAccepted(description),
		...readUnknown(description),
		...readDeclined(description, rows),
	];
	const byName = new Map<string, Claim>(named);
	const claimAll = () => rows.map(({ name }): Claim => byName.get(name) ?? { kind: 'not sent' });
	const stranger = named.find(([name]) => !rows.some((row) => row.name === name));
	if (stranger) faults.push(`names ${stranger[0]}, which is none of the rows`);
	if (byName.size < named.length) faults.push('names a row twice');
	const saysNothingSent = /Nothing was sent/.test(text);
	if (/The items couldn't be checked with Cregis/.test(description)) {
		const mustSayNothingSent = isAlone && named.length === 0;
		const maySayNothingSent = named.length === 0;
		if (saysNothingSent ? !maySayNothingSent : mustSayNothingSent)
			faults.push('contradicts itself');
		return { kind: 'stopped', claims: claimAll(), faults, text };
	}
	const row = rows.at(context?.itemIndex ?? rows.length);
	const [outcome = 'unknown', ...others] = outcomesIn(description);
	if (others.length > 0) faults.push(`tells more than one outcome: ${[outcome, ...others].join()}`);
	if (!row) {
		faults.push('does not tell which row ended the run');
	} else {
		if (byName.has(row.name)) faults.push(`tells of ${row.name} twice`);
		if (!isComplete(outcome, description, row))
			faults.push(`does not tell how to repeat ${row.name}`);
		byName.set(row.name, { kind: outcome });
	}
	if (saysNothingSent) faults.push('says that nothing was sent, of a run that has sent');
	const notSent = Number(/Items not sent: (\d+)\./.exec(description)?.[1] ?? 0);
	if (byName.size + notSent !== rows.length) {
		faults.push(`tells of ${byName.size} rows and ${notSent} not sent of ${rows.length}`);
	}
	return { kind: 'stopped', claims: claimAll(), faults, text };
}

/** What the node stored next to the execution, if the last accepted payment has an ID. */
function readNote({ customData }: ExecutionDetails): Report['note'] {
	const [, name, cid] = /, the last: (.+) \((\d+)\)$/.exec(customData?.cregis_accepted ?? '') ?? [];
	return name ? { name, cid } : undefined;
}

/**
 * @param execution undefined if n8n was killed before it stored one
 * @param node the name of the node that pays
 */
export function readReport(
	execution: ExecutionDetails | undefined,
	node: string,
	rows: Row[],
	hasErrorOutput: boolean,
): Report {
	const run = execution?.nodes[node];
	if (execution?.status === 'crashed' || !execution) {
		const told = (run?.outputs ?? []).flat();
		const faults = told.length > 0 ? ['a run that was killed has items'] : [];
		return { kind: 'killed', claims: [], faults, text: JSON.stringify(run ?? {}) };
	}
	const note = readNote(execution);
	if (run?.error) return { ...readError(run.error, rows), note };
	if (run) return { ...readItems(run.outputs, rows, hasErrorOutput), note };
	const text = JSON.stringify(execution.error ?? execution.status);
	return { kind: 'stopped', claims: [], faults: [`the node did not run: ${text}`], text };
}
