/** How far the list of trades was read. Pure, so that it's tested alone. */
import { hash } from 'node:crypto';
import { rowKey } from '../actions/trade/getAll.operation';
import type { JsonObject } from '../protocol/losslessJson';
import { timeMs } from '../protocol/time';

/**
 * How long before the newest known trade to look for trades that Cregis lists late, or whose status changes,
 * in seconds.
 */
export const OVERLAP_S = 24 * 60 * 60;

/** How long a pending trade keeps the window open, in seconds. */
const PENDING_S = 7 * 24 * 60 * 60;

/** The maximum number of trades to read in one poll. n8n stores the known ones with each execution. */
export const MAX_ROWS = 2_000;

/** The maximum number of trades to remember in the window, so that one poll can read it with as many new ones. */
const MAX_KNOWN = MAX_ROWS / 2;

/** The maximum number of trades to remember that aren't in the list any more. */
const MAX_GONE = 1_000;

/** The number of rows to which slow or rate-limited responses reduce a poll: one page. */
const MIN_ROWS = 100;

/** After this many incomplete lists in a row, what Cregis sends counts as the list. */
const MAX_DOUBTS = 3;

export const isPending = (version: string) => version.startsWith('0:');

export interface Position {
	/** The start of the window: all trades from this block time on are read, in seconds. */
	from: number;
	/** Where to go on in the window, if it has too many trades for one poll, in seconds. */
	sliceFrom?: number;
	/** The trades that were read in the window, each in its latest status, with their block time in seconds. */
	known: Record<string, number>;
	/** Trades that were known, but aren't in the list any more. If they come back, they aren't new. */
	gone: Record<string, number>;
	/** The page to check while nothing is new, so that all pages of the window are checked in turn. */
	page: number;
	/** The maximum number of trades to read in one poll, which adapts to what Cregis can deliver. */
	limit: number;
	/** How many lists in a row were incomplete. */
	doubts: number;
}

export function positionAt(from: number): Position {
	return { from, known: {}, gone: {}, page: 1, limit: MAX_ROWS, doubts: 0 };
}

/** Returns the block time of a trade in seconds, or 0 if it has none. */
export const secondsOf = ({ block_time: time }: JsonObject) =>
	Math.floor((timeMs(time) ?? 0) / 1000);

/**
 * Returns the trades by a short text for each, in order. A trade with another status has another text. Trades
 * that are the same in every field that identifies them are counted.
 */
export function versionsOf(rows: JsonObject[]): Map<string, JsonObject> {
	const versions = new Map<string, JsonObject>();
	for (const row of rows) {
		const identity = JSON.stringify(rowKey.map((field) => String(row[field] ?? '')));
		let version: string;
		let times = 0;
		do {
			const digest = hash('sha256', `${identity} ${++times}`, 'base64url');
			version = `${String(row.status ?? '')}:${digest.slice(0, 16)}`;
		} while (versions.has(version));
		versions.set(version, row);
	}
	return versions;
}

export const countKnown = ({ known }: Position) => Object.keys(known).length;

export const countPending = ({ known }: Position) => Object.keys(known).filter(isPending).length;

export const timesOf = (versions: Map<string, JsonObject>): Record<string, number> =>
	Object.fromEntries([...versions].map(([version, row]) => [version, secondsOf(row)]));

/** Returns the earliest block time that can still matter: an overlap before the newest trade, or a pending one. */
function earliest(known: Position['known'], newest: number): number {
	const pending = Object.keys(known).filter(isPending);
	const recent = pending
		.map((version) => known[version])
		.filter((time) => time > newest - PENDING_S);
	return Math.min(newest - OVERLAP_S, ...recent);
}

/**
 * Returns the position after the window was read: the next window begins later if there are many trades.
 *
 * @param now the current time in seconds. A later block time doesn't count
 */
export function advanced(position: Position, known: Position['known'], now: number): Position {
	const times = Object.values(known).sort((a, b) => b - a);
	const newest = Math.min(times[0] ?? 0, now);
	const limit = Math.min(position.limit * 2, MAX_ROWS);
	const from = Math.max(position.from, earliest(known, newest), times[MAX_KNOWN - 1] ?? 0);
	const isRecent = ([, time]: [string, number]) => time === 0 || time >= from;
	const gone = Object.entries({ ...position.gone, ...position.known })
		.filter(([version]) => !Object.hasOwn(known, version))
		.sort(([, a], [, b]) => b - a);
	return {
		from,
		known: Object.fromEntries(Object.entries(known).filter(isRecent)),
		gone: Object.fromEntries(gone.filter(isRecent).slice(0, MAX_GONE)),
		page: 1,
		limit,
		doubts: 0,
	};
}

/** Returns the position to read the same window again, with fewer trades. */
export function reduced(position: Position): Position {
	return { ...position, page: 1, limit: Math.max(MIN_ROWS, Math.floor(position.limit / 2)) };
}

/**
 * Returns the position after a list that Cregis's own count calls incomplete: the same window is read again.
 * If that doesn't help, the count is wrong, and waiting for it would hold back all later trades.
 */
export function doubted(position: Position, known: Position['known'], now: number): Position {
	const all = { ...position.known, ...known };
	const doubts = position.doubts + 1;
	if (doubts >= MAX_DOUBTS) return advanced(position, all, now);
	return { ...position, known: all, page: 1, doubts };
}
