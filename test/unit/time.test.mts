import { describe, expect, it } from '@jest/globals';
import { epochSeconds, isoTime } from '../../nodes/Cregis/protocol/time.ts';

describe('a time of Cregis’s as ISO text', () => {
	it.each([
		['seconds', 1686814482, '2023-06-15T07:34:42.000Z'],
		['seconds as text', '1686814482', '2023-06-15T07:34:42.000Z'],
		['milliseconds', 1686814482123, '2023-06-15T07:34:42.123Z'],
		['milliseconds as text', '1686814482123', '2023-06-15T07:34:42.123Z'],
		['nothing', null, undefined],
		['nothing yet', '', undefined],
		['no time', 'soon', undefined],
		['neither seconds nor milliseconds', 12345, undefined],
	])('%s', (_, value, expected) => {
		expect(isoTime(value)).toBe(expected);
	});
});

describe('a moment that the merchant chose, in seconds', () => {
	it.each([
		['with a zone of its own', '2026-11-21T10:00:00Z', 'Asia/Hong_Kong', '2026-11-21T10:00:00Z'],
		['with an offset', '2026-11-21T10:00:00+02:00', 'UTC', '2026-11-21T08:00:00Z'],
		[
			'in the zone of the workflow',
			'2026-11-21T10:00:00',
			'Asia/Hong_Kong',
			'2026-11-21T02:00:00Z',
		],
		['in a zone behind UTC', '2026-11-21T10:00:00', 'America/New_York', '2026-11-21T15:00:00Z'],
		['in summer time', '2026-07-01T10:00:00', 'Europe/Berlin', '2026-07-01T08:00:00Z'],
		['with a space, as spreadsheets write', '2026-11-21 10:00:00', 'UTC', '2026-11-21T10:00:00Z'],
		['a day alone', '2026-11-21', 'Asia/Hong_Kong', '2026-11-20T16:00:00Z'],
		['seconds', '1795255200', 'UTC', '2026-11-21T10:00:00Z'],
		['milliseconds', 1795255200999, 'UTC', '2026-11-21T10:00:00Z'],
		['a date object', new Date('2026-11-21T10:00:00Z'), 'Asia/Hong_Kong', '2026-11-21T10:00:00Z'],
	])('%s', (_, value, timeZone, expected) => {
		expect(epochSeconds(value, timeZone)).toBe(Date.parse(expected) / 1000);
	});

	it.each([['yesterday'], ['2026-13-40'], ['']])('is none: %p', (value) => {
		expect(epochSeconds(value, 'UTC')).toBeUndefined();
	});
});
