/** Finds the trades that are new since a position. */
import { rowKey } from '../actions/trade/getAll.operation';
import type { JsonObject } from '../protocol/losslessJson';
import { ListReading, type Page } from '../transport/listReading';
import {
	advanced,
	countKnown,
	countPending,
	doubted,
	OVERLAP_S,
	positionAt,
	reduced,
	secondsOf,
	timesOf,
	versionsOf,
	type Position,
} from './position';
import { PAGE_SIZE, rowsOf, type Period, type Source } from './source';

/** Rows can move to later pages while a window is read. Not counted for a single second. */
const MAX_PAGES = 40;

/** A slice of the window is large enough with this part of the limit. */
const ENOUGH = 0.75;

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
 * Whether a pending trade on another page may have changed its status. The number of trades doesn't tell,
 * but the number of pending ones does.
 */
async function hasPendingChanged(source: Source, position: Position): Promise<boolean> {
	const pending = countPending(position);
	if (pending === 0 || countKnown(position) <= PAGE_SIZE) return false;
	return (await source.count({ from: position.from }, { status: 0 })) !== pending;
}

/**
 * Finds the end of a period that has about as many trades as one poll may read, so that a backlog is read in
 * the order of its blocks, whatever the order of the list.
 *
 * @returns the last second of the period
 */
async function endOfSlice(source: Source, { from, limit }: Position): Promise<number> {
	let low = from;
	let high = Math.max(source.now, from + OVERLAP_S);
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		const count = (await source.count({ from, until: middle })) ?? 0;
		if (count <= limit && count >= limit * ENOUGH) return middle;
		if (count > limit) high = middle - 1;
		else low = middle;
	}
	// A second with more trades than the limit is read at once.
	return low;
}

/** Whether the rest of a list is known, because Cregis counts no more trades than were read or are known. */
function isRestKnown(position: Position, reading: ListReading, total: number | undefined): boolean {
	const known = countKnown(position);
	if (total === undefined || total <= known || total > known + reading.count) return false;
	const isNew = (version: string) => !isListed(position, version);
	return total === known + [...versionsOf(reading.rows).keys()].filter(isNew).length;
}

/** Reads the pages of a period, or of a window without an end until the rest is known. */
async function readPeriod(source: Source, period: Period, position: Position): Promise<Read> {
	const reading = new ListReading(rowKey, PAGE_SIZE);
	const isOneSecond = period.until === period.from;
	for (let pages = 0, goesOn = true; goesOn; pages++) {
		if (!isOneSecond && pages > 0 && (pages >= MAX_PAGES || !source.hasTime())) {
			return { rows: reading.rows, result: 'cut short' };
		}
		const page = await source.page(period, reading.number, reading.size);
		goesOn = reading.take(page);
		if (period.until === undefined && isRestKnown(position, reading, page.total)) {
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

function nextPosition(
	{ rows, result }: Read,
	{ until }: Period,
	position: Position,
	isNew: boolean,
	now: number,
): Position {
	const times = timesOf(versionsOf(rows));
	if (result === 'doubtful') return doubted(position, times, now);
	const later = Object.entries(position.known).filter(([, time]) => time > (until ?? Infinity));
	const others = result === 'all' ? Object.fromEntries(later) : position.known;
	const next = advanced(position, { ...others, ...times }, now);
	// More known trades than one poll may read: the next window begins after them.
	return until === undefined || isNew ? next : { ...next, from: until + 1 };
}

/**
 * Finds new trades. While nothing is new, that takes one request.
 *
 * @throws CregisError if a request fails
 */
export async function findNew(source: Source, position: Position): Promise<Found> {
	const { from } = position;
	const page = await source.page({ from }, position.page);
	if (isUnchanged(position, page) && !(await hasPendingChanged(source, position))) {
		return {
			rows: [],
			next: { ...position, page: isLast(position, page) ? 1 : position.page + 1 },
		};
	}
	const isBacklog = (page.total ?? 0) > position.limit;
	const period = { from, until: isBacklog ? await endOfSlice(source, position) : undefined };
	const read = await readPeriod(source, period, position);
	if (read.result === 'cut short') return { rows: [], next: reduced(position) };
	const versions = [...versionsOf(read.rows)].filter(([version]) => !isKnown(position, version));
	const next = nextPosition(read, period, position, versions.length > 0, source.now);
	return { rows: inOrder(versions.map(([, row]) => row)), next };
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
