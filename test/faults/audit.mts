/** Compares what a run reports with what is in the sandbox. */
import type { RequestRecord, Sandbox } from '../../sandbox/sandbox.mts';
import type { Claim } from './claim.mts';
import { FAULTS, type FaultName } from './faults.mts';
import type { Row } from './plan.mts';

/** A request for a payment that reached the sandbox. */
export interface Asked {
	key: string;
	fault?: FaultName;
	record: RequestRecord;
}

/** A payment in the sandbox. */
export interface Entry {
	cid: string;
	key: string;
	amount: string;
	to: string;
}

export interface Evidence {
	/** Whether each key is a reference, which Cregis pays only once. */
	hasReferences: boolean;
	/**
	 * Whether requests overlap. If one connects just as the sandbox starts to refuse connections, it is reset,
	 * which n8n can't tell from a lost reply, although the request never reached the sandbox.
	 */
	canBeReset?: boolean;
	/** All payments in the sandbox. */
	entries: Entry[];
	/** The requests of this run. */
	asked: Asked[];
}

/** The requests for payments so far, each with its fault. */
export const askedOf = (
	sandbox: Sandbox,
	path: string,
	faults: Array<FaultName | undefined>,
	keyField: string,
): Asked[] =>
	sandbox
		.getRequests()
		.filter((record) => record.path === path)
		.map((record, index) => ({
			key: String(record.body?.[keyField]),
			fault: faults[index],
			record,
		}));

/**
 * How often n8n retried the node in a run. Each try goes down the rows, so a new try started wherever a row
 * isn't below the last one.
 */
export function countRetries(asked: Asked[], rows: Row[]): number {
	const place = (key: string) => rows.findIndex((row) => row.key === key);
	return asked.filter(({ key }, index) => {
		const previous = asked[index - 1];
		// After a short rate limit, the node itself repeats the request.
		if (!previous || previous.fault?.startsWith('page429')) return false;
		return place(key) <= place(previous.key);
	}).length;
}

const reaches = ({ fault }: Asked) => (fault === undefined ? 'answer' : FAULTS[fault].reaches);

/** What n8n can know about one key: Cregis created it, already had it, or neither is certain. */
function inferOutcome(asked: Asked[], hasReferences: boolean) {
	const words = asked.filter((each) => reaches(each) === 'answer');
	const accepted = words.filter(({ record }) => record.code === '00000').length;
	const isUsed = words.some(({ record }) => record.code === 'E0009');
	const isUnproven = asked.some((each) => reaches(each) === 'nothing');
	// Without a reference, no later response shows the outcome of an earlier request.
	const isSettled = hasReferences && (isUsed || accepted > 0);
	return { accepted, isUsed, isSettled, isUnknown: isUnproven && !isSettled };
}

/** Checks the claims about one key against the ledger. */
function findUntrue(claims: Claim[], { entries, asked }: Evidence): string | undefined {
	const made = entries.filter(({ cid }) => asked.some(({ record }) => record.cid === cid));
	const paid = claims.filter((claim) => claim.kind === 'paid');
	const count = (kind: Claim['kind']) => claims.filter((claim) => claim.kind === kind).length;
	for (const { cid, amount, to } of paid) {
		const entry = made.find((each) => each.cid === cid);
		if (!entry) return `reported as paid with the ID ${cid}, which this run has not made`;
		if (amount !== undefined && amount !== entry.amount)
			return `reported with the amount ${amount}`;
		if (to !== undefined && to !== entry.to) return `reported as paid to ${to}`;
	}
	if (new Set(paid.map(({ cid }) => cid)).size < paid.length) return 'reported with one ID twice';
	if (count('already sent') > 0 && entries.length === 0)
		return "reported as 'already sent': no such payment";
	const told = paid.length + count('unknown') + count('already sent');
	return made.length > told ? `was made ${made.length} times, reported ${told} times` : undefined;
}

/** Checks that the claims about one key are exactly what n8n could know. */
function findUnfounded(
	claims: Claim[],
	{ asked, hasReferences, canBeReset }: Evidence,
): string | undefined {
	const inferred = inferOutcome(asked, hasReferences);
	const count = (kind: Claim['kind']) => claims.filter((claim) => claim.kind === kind).length;
	const differs = (what: string, told: unknown, known: unknown) =>
		`reported as ${what}: ${String(told)}, by what n8n could know: ${String(known)} (${asked.map(({ fault, record }) => `${fault ?? 'answered'} ${record.code}`).join('; ')})`;
	const [paid, used] = [count('paid'), count('already sent') > 0];
	const unknown = count('unknown') > 0;
	if (paid !== inferred.accepted) return differs('paid', paid, inferred.accepted);
	if (used !== inferred.isUsed) return differs('already sent', used, inferred.isUsed);
	const mayBeUnknown = inferred.isUnknown || (canBeReset && !inferred.isSettled);
	if (unknown ? !mayBeUnknown : inferred.isUnknown)
		return differs('unknown', unknown, inferred.isUnknown);
	return undefined;
}

/** Without a reference, a payment that may exist must not be requested again. */
function findRepeated({ asked, hasReferences }: Evidence): string | undefined {
	const unproven = asked.findIndex((each) => reaches(each) === 'nothing');
	const isRepeated = !hasReferences && unproven >= 0 && unproven < asked.length - 1;
	return isRepeated ? 'was sent again after its outcome was unknown' : undefined;
}

/**
 * @param claims one for each row; none if nothing is reported
 * @returns where they and the sandbox disagree
 */
export function audit(rows: Row[], claims: Claim[], evidence: Evidence): string[] {
	const byText = new Map<string, string[]>();
	for (const key of new Set(rows.map((row) => row.key))) {
		const own = {
			...evidence,
			entries: evidence.entries.filter((entry) => entry.key === key),
			asked: evidence.asked.filter((each) => each.key === key),
		};
		const ownClaims = claims.filter((_, index) => rows[index].key === key);
		const texts = [
			findRepeated(own),
			ownClaims.length > 0 && (findUntrue(ownClaims, own) ?? findUnfounded(ownClaims, own)),
		];
		for (const text of texts) if (text) byText.set(text, [...(byText.get(text) ?? []), key]);
	}
	return [...byText].map(
		([text, [first, ...others]]) =>
			`${first}${others.length > 0 ? ` and ${others.length} more` : ''} ${text}`,
	);
}

/** Whatever is reported, each payment matches one of the rows and exists at most once. */
export function auditLedger(rows: Row[], { entries, hasReferences }: Evidence): string[] {
	const faults: string[] = [];
	for (const { key, amount, to } of entries) {
		const row = rows.find((each) => each.key === key);
		if (row?.amount === amount && row.to === to) continue;
		faults.push(`${key} is ${amount} to ${to}, which no row is`);
	}
	const isTwice = hasReferences && new Set(entries.map(({ key }) => key)).size < entries.length;
	return isTwice ? [...faults, 'a reference is paid twice'] : faults;
}
