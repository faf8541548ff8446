/** Converts times. Cregis uses seconds in some places and milliseconds in others (api.md §0.8). */

const SECONDS = /^\d{10}$/;
const MILLISECONDS = /^\d{13}$/;

/**
 * Converts a Cregis time, in seconds or milliseconds, to milliseconds. Returns undefined for anything else.
 */
export function timeMs(value: unknown): number | undefined {
	const text = String(value ?? '');
	if (SECONDS.test(text)) return Number(text) * 1000;
	return MILLISECONDS.test(text) ? Number(text) : undefined;
}

/** Converts a Cregis time, in seconds or milliseconds, to ISO text. Returns undefined for anything else. */
export function isoTime(value: unknown): string | undefined {
	const milliseconds = timeMs(value);
	return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

/**
 * Which edge of a period a time is for. It decides what a time means that a zone's clocks show twice or skip:
 * the earlier moment for the start, and the later moment for the end, so that the period leaves nothing out.
 */
export type PeriodEdge = 'start' | 'end';

const DAY_MS = 24 * 60 * 60 * 1000;

type OffsetAt = (moment: number) => number;

/** Returns a function for how far a zone's clocks are ahead of UTC at a moment, both in milliseconds. */
function offsetsOf(timeZone: string): OffsetAt {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	return (moment) => {
		const parts = format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]);
		const { year, month, day, hour, minute, second } = Object.fromEntries(parts) as Record<
			string,
			number
		>;
		const local = Date.UTC(year, month - 1, day, hour, minute, second);
		return local - Math.floor(moment / 1000) * 1000;
	};
}

/**
 * Returns the moment at which a zone's clocks show a time. Clocks that are set forward skip some times. A
 * skipped time has two candidates: one with the offset before the change, and one with the offset after it.
 *
 * @param local the time that the clocks show, in milliseconds, as if it were UTC
 */
function momentOf(local: number, timeZone: string, edge: PeriodEdge): number {
	const offsetAt = offsetsOf(timeZone);
	// No zone differs from UTC by a day or more, so these are the offsets before and after any change.
	const moments = [local - DAY_MS, local + DAY_MS].map((near) => local - offsetAt(near));
	const shown = moments.filter((each) => each + offsetAt(each) === local);
	const candidates = shown.length > 0 ? shown : moments;
	return edge === 'start' ? Math.min(...candidates) : Math.max(...candidates);
}

const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;

/** Converts an offset such as `+05:45` to milliseconds. Returns NaN if no zone has such an offset. */
function offsetMs(zone: string): number {
	if (/^z$/i.test(zone)) return 0;
	const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', ''))];
	if (hours > 14 || minutes > 59) return NaN;
	return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/**
 * Converts ISO text to milliseconds. A date without a time means its first moment. Returns NaN for any other
 * text, and for a date that isn't in the calendar.
 */
function readIso(text: string, timeZone: string, edge: PeriodEdge): number {
	const [, day, minute = '00:00', second = '00', zone] = ISO.exec(text) ?? [];
	const written = `${day}T${minute}:${second}`;
	const local = Date.parse(`${written}Z`);
	// `Date` reads February 30 as March 2.
	if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(written)) return NaN;
	return zone ? local - offsetMs(zone) : momentOf(local, timeZone, edge);
}

/** JavaScript dates, and the Luxon dates that n8n expressions use. */
interface DateLike {
	getTime?: unknown;
	toMillis?: unknown;
}

function readObject(value: object): number {
	const { getTime, toMillis } = value as DateLike;
	const read = typeof toMillis === 'function' ? toMillis : getTime;
	return typeof read === 'function' ? Number(read.call(value)) : NaN;
}

function readText(text: string, timeZone: string, edge: PeriodEdge): number {
	if (/^\d{10}(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
	return MILLISECONDS.test(text) ? Number(text) : readIso(text, timeZone, edge);
}

/**
 * Converts a time that the merchant chose to whole seconds since 1970.
 *
 * @param value ISO text (in the given zone, unless it names one), seconds, milliseconds, or a date object
 * @param timeZone the workflow's time zone, such as Asia/Hong_Kong
 * @returns undefined if it isn't a valid time
 */
export function epochSeconds(
	value: unknown,
	timeZone: string,
	edge: PeriodEdge,
): number | undefined {
	let milliseconds = NaN;
	if (typeof value === 'object' && value !== null) milliseconds = readObject(value);
	else if (['string', 'number'].includes(typeof value)) {
		milliseconds = readText(String(value).trim(), timeZone, edge);
	}
	// Dates before 1970 come from empty spreadsheet cells. There were no payments then.
	return milliseconds >= 0 ? Math.floor(milliseconds / 1000) : undefined;
}
