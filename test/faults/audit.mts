/** Holds what a run has told against what stands in the sandbox. */
import type { RequestRecord, Sandbox } from '../../sandbox/sandbox.mts';
import type { Claim } from './claim.mts';
import { FAULTS, type FaultName } from './faults.mts';
import type { Row } from './plan.mts';

/** A request for a payment that the sandbox has had. */
export interface Asked {
	key: string;
	fault?: FaultName;
	record: RequestRecord;
}

/** A payment that the sandbox has made. */
export interface Entry {
	cid: string;
	key: string;
	amount: string;
	to: string;
}

export interface Evidence {
	/** Whether each key is the reference of one payment, which Cregis makes only once. */
	hasReferences: boolean;
	/**
	 * Whether requests overlap. One that connects just as the sandbox begins to refuse connections is reset,
	 * which n8n can't tell from a lost reply: the sandbox has never had it.
	 */
	canBeReset?: boolean;
	/** All that the sandbox has made. */
	entries: Entry[];
	/** What this run has asked for. */
	asked: Asked[];
}

/** The requests for payments so far, each with what happened to it. */
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
 * How often n8n has tried the node again in a run: tries go down the rows, so that a new one has begun where
 * a row is not below the last.
 */
export function countRetries(asked: Asked[], rows: Row[]): number {
	const place = (key: string) => rows.findIndex((row) => row.key === key);
	return asked.filter(({ key }, index) => {
		const previous = asked[index - 1];
		// After a short rate limit, the node itself asks again.
		if (!previous || previous.fault?.startsWith('page429')) return false;
		return place(key) <= place(previous.key);
	}).length;
}

const hears = ({ fault }: Asked) => (fault === undefined ? 'answer' : FAULTS[fault].hears);

/** What n8n has heard of one key: that Cregis has made it, has it from before, or nothing that proves anything. */
function hear(asked: Asked[], hasReferences: boolean) {
	const words = asked.filter((each) => hears(each) === 'answer');
	const accepted = words.filter(({ record }) => record.code === '00000').length;
	const isUsed = words.some(({ record }) => record.code === 'E0009');
	const isUnheard = asked.some((each) => hears(each) === 'nothing');
	// Without a reference, no later answer tells what became of an earlier request.
	const isSettled = hasReferences && (isUsed || accepted > 0);
	return { accepted, isUsed, isSettled, isUnknown: isUnheard && !isSettled };
}

/** Which ledgers make the claims of one key true. */
function findUntrue(claims: Claim[], { entries, asked }: Evidence): string | undefined {
	const made = entries.filter(({ cid }) => asked.some(({ record }) => record.cid === cid));
	const paid = claims.filter((claim) => claim.kind === 'paid');
	const count = (kind: Claim['kind']) => claims.filter((claim) => claim.kind === kind).length;
	for (const { cid, amount, to } of paid) {
		const entry = made.find((each) => each.cid === cid);
		if (!entry) return `told as paid with the ID ${cid}, which this run has not made`;
		if (amount !== undefined && amount !== entry.amount) return `told with the amount ${amount}`;
		if (to !== undefined && to !== entry.to) return `told as paid to ${to}`;
	}
	if (new Set(paid.map(({ cid }) => cid)).size < paid.length) return 'told with one ID twice';
	if (count('already sent') > 0 && entries.length === 0) return "told as 'already sent': never was";
	const told = paid.length + count('unknown') + count('already sent');
	return made.length > told ? `was made ${made.length} times, told ${told} times` : undefined;
}

/** Whether the claims of one key are what n8n could know: no more, and no less. */
function findUnfounded(
	claims: Claim[],
	{ asked, hasReferences, canBeReset }: Evidence,
): string | undefined {
	const heard = hear(asked, hasReferences);
	const count = (kind: Claim['kind']) => claims.filter((claim) => claim.kind === kind).length;
	const differs = (what: string, told: unknown, known: unknown) =>
		`told as ${what}: ${String(told)}, by what n8n heard: ${String(known)} (${asked.map(({ fault, record }) => `${fault ?? 'answered'} ${record.code}`).join('; ')})`;
	const [paid, used] = [count('paid'), count('already sent') > 0];
	const unknown = count('unknown') > 0;
	if (paid !== heard.accepted) return differs('paid', paid, heard.accepted);
	if (used !== heard.isUsed) return differs('already sent', used, heard.isUsed);
	const mayBeUnknown = heard.isUnknown || (canBeReset && !heard.isSettled);
	if (unknown ? !mayBeUnknown : heard.isUnknown)
		return differs('unknown', unknown, heard.isUnknown);
	return undefined;
}

/** Without a reference, what may have been made must not be asked for again. */
function findRepeated({ asked, hasReferences }: Evidence): string | undefined {
	const unheard = asked.findIndex((each) => hears(each) === 'nothing');
	const isRepeated = !hasReferences && unheard >= 0 && unheard < asked.length - 1;
	return isRepeated ? 'was sent again after its outcome was unknown' : undefined;
}

/**
 * @param claims one for each row; none where nothing is told
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

/** Whatever was told, or nothing: each payment is one of the rows', as the row says, and once at the most. */
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
