/** Finds the trades that are new since a position. */
import { rowKey } from '../actions/trade/getAll.operation';
import type { JsonObject } from '../protocol/losslessJson';
import { ListReading, type Page } from '../transport/listReading';
import {
	advanced,
	countKnown,
	countPending,
	doubted,
	isPending,
	OVERLAP_S,
	positionAt,
	reduced,
	secondsOf,
	timesOf,
	versionsOf,
	type Position,
} from './position';
import { nextPeriod } from './slices';
import { PAGE_SIZE, rowsOf, type Period, type Source } from './source';

/** Rows can move to later pages while a window is read. Not counted for a single second. */
const MAX_PAGES = 40;

export interface Found {
	/** The new trades, and those with a new status, in the order of their blocks. */
	rows: JsonObject[];
	/** The position after them. */
	next: Position;
}

interface Read {
	rows: JsonObject[];
	/** Whether all trades of the period are in `rows`, or known. */
	result: 'all' | 'rest known' | 'doubtful' | 'cut short';
}

const isListed = ({ known }: Position, version: string) => Object.hasOwn(known, version);

const isKnown = (position: Position, version: string) =>
	isListed(position, version) || Object.hasOwn(position.gone, version);

/** Whether the page has no new trade, and Cregis counts as many trades as are known. */
function isUnchanged(position: Position, page: Page): boolean {
	const isNew = (version: string) => !isListed(position, version);
	if ([...versionsOf(rowsOf(page)).keys()].some(isNew)) return false;
	if (page.total !== undefined) return page.total === countKnown(position);
	return position.page === 1 && page.rows.length < PAGE_SIZE;
}

const isLast = ({ page: number }: Position, { rows, total = 0 }: Page) =>
	rows.length === 0 || number * rows.length >= total;

/**
 * Whether a pending trade that wasn't read may have changed its status. The number of trades doesn't tell, but
 * the number of pending ones does.
 *
 * @param more how many pending trades were read that aren't known
 */
async function hasPendingChanged(source: Source, position: Position, more = 0): Promise<boolean> {
	const pending = countPending(position);
	if (pending === 0) return false;
	return (await source.count({ from: position.from }, { status: 0 })) !== pending + more;
}

/**
 * Whether the rest of the window is known: Cregis counts no more trades than were read or are known, and no
 * more or fewer pending ones.
 *
 * @param seen trades on a page of the rest
 */
async function isRestKnown(
	source: Source,
	position: Position,
	reading: ListReading,
	total: number | undefined,
	seen: JsonObject[],
): Promise<boolean> {
	const known = countKnown(position);
	if (total === undefined || total <= known || total > known + reading.count) return false;
	const read = versionsOf(reading.rows);
	const added = [...read.keys()].filter((version) => !isListed(position, version));
	if (total !== known + added.length) return false;
	const isKnownOrRead = (version: string) => isListed(position, version) || read.has(version);
	if (![...versionsOf(seen).keys()].every(isKnownOrRead)) return false;
	if (reading.count >= total) return true;
	return !(await hasPendingChanged(source, position, added.filter(isPending).length));
}

/** Reads the pages of a period, or of the whole window until the rest is known. */
async function readPeriod(
	source: Source,
	period: Period,
	position: Position,
	seen: JsonObject[] = [],
): Promise<Read> {
	const reading = new ListReading(rowKey, PAGE_SIZE);
	const isOneSecond = period.until === period.from;
	const isWindow = period.until === undefined && period.from === position.from;
	for (let pages = 0, goesOn = true; goesOn; pages++) {
		if (!isOneSecond && pages > 0 && (pages >= MAX_PAGES || !source.hasTime())) {
			return { rows: reading.rows, result: 'cut short' };
		}
		const page = await source.page(period, reading.number, reading.size);
		goesOn = reading.take(page);
		if (isWindow && (await isRestKnown(source, position, reading, page.total, seen))) {
			return { rows: reading.rows, result: 'rest known' };
		}
	}
	return { rows: reading.rows, result: reading.doubt ? 'doubtful' : 'all' };
}

/** Orders trades by their blocks, and within a second by their IDs. Those without a block come last. */
function inOrder(rows: JsonObject[]): JsonObject[] {
	const idOf = ({ cid }: JsonObject) => String(cid ?? '');
	const timeOf = (row: JsonObject) => secondsOf(row) || Infinity;
	// Not a number for two trades without a block.
	const compareTimes = (a: JsonObject, b: JsonObject) => timeOf(a) - timeOf(b);
	const compareIds = (a: string, b: string) => a.length - b.length || (a < b ? -1 : Number(a > b));
	return rows.sort((a, b) => compareTimes(a, b) || compareIds(idOf(a), idOf(b)));
}

/** Returns the position after a period was read. */
function nextPosition(
	{ rows, result }: Read,
	{ from = 0, until }: Period,
	position: Position,
	now: number,
): Position {
	const times = timesOf(versionsOf(rows));
	const isElsewhere = ([, time]: [string, number]) =>
		(time > 0 && time < from) || time > (until ?? Infinity);
	const elsewhere = Object.fromEntries(Object.entries(position.known).filter(isElsewhere));
	const others = result === 'all' ? elsewhere : position.known;
	const next =
		result === 'doubtful'
			? doubted(position, times, now)
			: advanced(position, { ...others, ...times }, now);
	// A slice that is in doubt is read again.
	return until === undefined || next.doubts > 0 ? next : { ...next, sliceFrom: until + 1 };
}

/**
 * Finds new trades. While nothing is new, that takes one request.
 *
 * @throws CregisError if a request fails
 */
export async function findNew(source: Source, position: Position): Promise<Found> {
	const first = await source.page({ from: position.from }, position.page);
	// All pages of the window are checked in turn.
	const page = isLast(position, first) ? 1 : position.page + 1;
	const isShort = countKnown(position) <= PAGE_SIZE;
	if (isUnchanged(position, first) && (isShort || !(await hasPendingChanged(source, position)))) {
		return { rows: [], next: { ...position, page } };
	}
	const period = await nextPeriod(source, position, first.total ?? 0);
	const read = await readPeriod(source, period, position, rowsOf(first));
	if (read.result === 'cut short') return { rows: [], next: reduced(position) };
	const versions = [...versionsOf(read.rows)].filter(([version]) => !isKnown(position, version));
	return {
		rows: inOrder(versions.map(([, row]) => row)),
		next: { ...nextPosition(read, period, position, source.now), page },
	};
}

/** How far back the trades are read that existed before the first poll, in seconds. */
const BASELINES_S = [OVERLAP_S, 60 * 60];

/**
 * Returns the position of a first poll that starts now. The trades of the last day count as known, so that a
 * trade is found if Cregis lists it late, or if it's still pending.
 */
export async function currentPosition(source: Source): Promise<Position> {
	for (const seconds of BASELINES_S) {
		const start = positionAt(source.now - seconds);
		const count = await source.count({ from: start.from });
		if (count === undefined || count > start.limit) continue;
		const { rows, result } = await readPeriod(source, { from: start.from }, start);
		if (result === 'cut short') continue;
		const earlier = rows.filter((row) => secondsOf(row) < source.now);
		return { ...start, known: timesOf(versionsOf(earlier)) };
	}
	return positionAt(source.now);
}
