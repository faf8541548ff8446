/** What a run told the merchant of each row, read from what n8n shows of the execution. */
import type { ExecutionDetails, NodeRun } from '../../demo/editor.mts';
import type { Row } from './plan.mts';
import { PAY } from './workflow.mts';

export type Claim =
	/** Cregis has accepted it, as this; an item tells all of it, an error text the cid. */
	| { kind: 'paid'; cid: string; amount?: string; to?: string; reference: string }
	/** A payout with this reference was there before this request. */
	| { kind: 'already sent'; reference: string }
	| { kind: 'unknown' | 'not done' | 'not sent' };

export interface Report {
	/** Nothing is told where n8n was killed. */
	kind: 'killed' | 'ended' | 'stopped';
	/** One for each row, in their order. */
	claims: Claim[];
	/** What of it can't be understood, or contradicts itself. */
	faults: string[];
	text: string;
	/** What stands beside the execution. */
	note?: { reference: string; cid: string };
}

/** As n8n stores it. */
type StoredError = { message?: string; description?: string; context?: { itemIndex?: number } };

type Item = NodeRun['outputs'][number][number] & {
	pairedItem?: { item: number } | Array<{ item: number }>;
};

const OUTCOMES = ['already sent', 'unknown', 'not done'];

function readItem({ json }: Item, row: Row): Claim | undefined {
	const { cid, alreadySent, amount, error, details } = json;
	if (error !== undefined) {
		const { outcome = '' } = (details ?? {}) as { outcome?: string };
		const claim = { kind: outcome, reference: row.reference };
		return OUTCOMES.includes(outcome) ? (claim as Claim) : undefined;
	}
	const reference = String(json.third_party_id);
	if (alreadySent) return { kind: 'already sent', reference };
	if (cid === undefined) return undefined;
	return {
		kind: 'paid',
		cid: String(cid),
		amount: String(amount),
		to: String(json.to_address),
		reference,
	};
}

/** A run that came to its end: each row has one item, on one of the outputs. */
function readItems(outputs: NodeRun['outputs'], rows: Row[]): Report {
	const items = outputs.flat() as Item[];
	const faults: string[] = [];
	const claims = rows.map((row, index): Claim => {
		const own = items.filter(({ pairedItem }) => [pairedItem].flat()[0]?.item === index);
		const claim = own.length === 1 ? readItem(own[0], row) : undefined;
		if (claim) return claim;
		faults.push(`${own.length} items for ${row.reference}: ${JSON.stringify(own)}`);
		return { kind: 'unknown' };
	});
	if (items.length !== rows.length) faults.push(`${items.length} items for ${rows.length} rows`);
	return { kind: 'ended', claims, faults, text: JSON.stringify(items) };
}

function outcomeOf(text: string): Claim['kind'] | undefined {
	if (/\(Cregis code E0009\)/.test(text)) return 'already sent';
	if (/is not known|look for that in Cregis/.test(text)) return 'unknown';
	return /Cregis has done nothing|Nothing was sent/.test(text) ? 'not done' : undefined;
}

/** What an error's text says of what was accepted before, by reference. */
function readAccepted(description: string): Array<[reference: string, claim: Claim]> {
	const [, list = ''] = /Accepted by Cregis so far: (.*?)\.(?: |$)/.exec(description) ?? [];
	return [...list.matchAll(/([^\s,]+) \(([^)]*)\)/g)].map(([, reference, id]) => [
		reference,
		id === 'sent before'
			? { kind: 'already sent', reference }
			: { kind: 'paid', cid: id, reference },
	]);
}

/** A run that stopped: what its error says of what was sent before, of the row itself, and of the others. */
function readError({ message = '', description = '', context }: StoredError, rows: Row[]): Report {
	const text = `${message} | ${description}`;
	const faults: string[] = [];
	const accepted = readAccepted(description);
	const unknown =
		/Not known whether it was made: (.*?)\.(?: |$)/.exec(description)?.[1].split(', ') ?? [];
	const byReference = new Map<string, Claim>([
		...accepted,
		...unknown.map((reference): [string, Claim] => [reference, { kind: 'unknown' }]),
	]);
	const claimOf = ({ reference }: Row): Claim => byReference.get(reference) ?? { kind: 'not sent' };
	if (/The items could not be checked with Cregis/.test(description)) {
		return { kind: 'stopped', claims: rows.map(claimOf), faults, text };
	}
	const { reference = '' } = rows[context?.itemIndex ?? -1] ?? {};
	const kind = outcomeOf(text);
	if (!reference) faults.push('does not tell which row ended the run');
	if (!kind) faults.push('does not tell what became of the row that ended the run');
	if (kind === 'unknown' && !description.includes(`'${reference}'`)) {
		faults.push(`does not name ${reference}, which ended the run`);
	}
	byReference.set(reference, { kind: kind ?? 'unknown', reference } as Claim);
	const claims = rows.map(claimOf);
	const notSent = Number(/Items not sent: (\d+)\./.exec(description)?.[1] ?? 0);
	const told = claims.filter((claim) => claim.kind !== 'not sent').length;
	if (told !== accepted.length + unknown.length + 1 || told + notSent !== rows.length) {
		faults.push(`tells of ${accepted.length} accepted and ${notSent} not sent of ${rows.length}`);
	}
	return { kind: 'stopped', claims, faults, text };
}

/** What the node has noted beside the execution: the last that was accepted, if it was given an ID. */
function readNote({ customData }: ExecutionDetails): Report['note'] {
	const [, reference, cid] =
		/, the last: (\S+) \((\d+)\)$/.exec(customData?.cregis_accepted ?? '') ?? [];
	return reference ? { reference, cid } : undefined;
}

/** @param execution undefined if n8n was killed before it had stored one */
export function readReport(execution: ExecutionDetails | undefined, rows: Row[]): Report {
	const run = execution?.nodes[PAY];
	if (execution?.status === 'crashed' || !execution) {
		const told = (run?.outputs ?? []).flat();
		const faults = told.length > 0 ? ['a run that was killed has items'] : [];
		return { kind: 'killed', claims: [], faults, text: JSON.stringify(run ?? {}) };
	}
	const note = readNote(execution);
	if (run?.error) return { ...readError(run.error, rows), note };
	if (run) return { ...readItems(run.outputs, rows), note };
	const text = JSON.stringify(execution.error ?? execution.status);
	return { kind: 'stopped', claims: [], faults: [`the node did not run: ${text}`], text };
}
