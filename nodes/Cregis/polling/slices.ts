/** Divides a window with more trades than one poll may read. */
import { OVERLAP_S, type Position } from './position';
import type { Period, Source } from './source';

/** A slice of the window is large enough with this part of the limit. */
const ENOUGH = 0.75;

/**
 * Finds the end of a period that has about as many trades as one poll may read, so that a backlog is read in
 * the order of its blocks, whatever the order of the list.
 *
 * @returns the last second of the period
 */
async function endOfSlice(source: Source, from: number, limit: number): Promise<number> {
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

/**
 * Returns the period to read: the whole window, or a slice of it if it has too many trades. The slices follow
 * one another to the end of the window, so that each trade in it is checked in turn, even if it's known.
 */
export async function nextPeriod(
	source: Source,
	position: Position,
	total: number,
): Promise<Period> {
	const { from, limit } = position;
	if (total <= limit) return { from };
	const sliceFrom = Math.max(from, position.sliceFrom ?? from);
	const left = sliceFrom > from ? await source.count({ from: sliceFrom }) : total;
	const start = left ? sliceFrom : from;
	if (left && left <= limit) return { from: start };
	return { from: start, until: await endOfSlice(source, start, limit) };
}
