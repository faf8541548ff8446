/** Times: Cregis counts seconds in some places and milliseconds in others (api.md §0, "Timestamps"). */

const SECONDS = /^\d{10}$/;
const MILLISECONDS = /^\d{13}$/;
const WITH_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** A time of Cregis's as ISO text, whichever of the two it is; undefined for anything else. */
export function isoTime(value: unknown): string | undefined {
	const text = String(value ?? '');
	if (SECONDS.test(text)) return new Date(Number(text) * 1000).toISOString();
	if (MILLISECONDS.test(text)) return new Date(Number(text)).toISOString();
	return undefined;
}

/** How far a zone's clock is ahead of UTC at a moment, in milliseconds. */
function zoneOffset(timeZone: string, at: number): number {
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
	const part = Object.fromEntries(
		format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
	);
	const local = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
	return local - Math.floor(at / 1000) * 1000;
}

/**
 * A moment that the merchant chose, in whole seconds since 1970.
 *
 * @param value ISO text (without a zone, it is of the given one), seconds, milliseconds, or a date object
 * @param timeZone the workflow's, such as Asia/Hong_Kong
 * @returns undefined if it is no moment
 */
export function epochSeconds(value: unknown, timeZone: string): number | undefined {
	const text = String(value instanceof Date ? value.toISOString() : (value ?? '')).trim();
	if (SECONDS.test(text)) return Number(text);
	if (MILLISECONDS.test(text)) return Math.floor(Number(text) / 1000);
	const isDate = /^\d{4}-\d{2}-\d{2}/.test(text);
	const milliseconds = Date.parse(WITH_ZONE.test(text) || !isDate ? text : `${asDateTime(text)}Z`);
	if (Number.isNaN(milliseconds)) return undefined;
	const isLocal = isDate && !WITH_ZONE.test(text);
	const moment = isLocal ? milliseconds - zoneOffset(timeZone, milliseconds) : milliseconds;
	return Math.floor(moment / 1000);
}

/** A day alone is its first moment; `2026-11-21 10:00` is what some spreadsheets write. */
function asDateTime(text: string): string {
	return text.length === 10 ? `${text}T00:00:00` : text.replace(' ', 'T');
}
