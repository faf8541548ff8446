import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { epochSeconds, isoTime } from '../../nodes/Cregis/protocol/time.ts';

describe('a time from Cregis as ISO text', () => {
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

/** A UTC time in the tables, in seconds. */
const utc = (text: string) => Date.parse(`${text}Z`) / 1000;

/** An object like n8n's `$now`, which has its milliseconds. */
const luxon = (milliseconds: number) => ({ isLuxonDateTime: true, toMillis: () => milliseconds });

const MOMENT = '2026-11-21T10:00:00';

describe('a time that the merchant enters, in seconds', () => {
	it.each<[what: string, value: unknown, timeZone: string, moment: string]>([
		['with its own time zone', '2026-11-21T10:00:00Z', 'Asia/Hong_Kong', MOMENT],
		['with an offset', '2026-11-21T12:00:00+02:00', 'UTC', MOMENT],
		['with an offset behind UTC', '2026-11-21T06:30:00-03:30', 'UTC', MOMENT],
		['with the largest offset', '2026-11-22T00:00:00+14:00', 'UTC', MOMENT],
		['with an offset one minute short of an hour', '2026-11-21T12:59:00+02:59', 'UTC', MOMENT],
		['with an offset without a colon', '2026-11-21T15:45:00+0545', 'UTC', MOMENT],
		['with an offset in hours', '2026-11-21 12:00:00+02', 'UTC', MOMENT],
		['with a space before the offset', '2026-11-21 12:00:00 +0200', 'UTC', MOMENT],
		['as n8n writes it', '2026-11-21T18:00:00.000+08:00', 'UTC', MOMENT],
		["in the workflow's time zone", '2026-11-21T18:00:00', 'Asia/Hong_Kong', MOMENT],
		['in a time zone behind UTC', '2026-11-21T05:00:00', 'America/New_York', MOMENT],
		['in summer time', '2026-07-01T12:00:00', 'Europe/Berlin', '2026-07-01T10:00:00'],
		['with a space, as spreadsheets write', '2026-11-21 10:00:00', 'UTC', MOMENT],
		['without seconds', '2026-11-21T10:00', 'UTC', MOMENT],
		['without seconds, with its own time zone', '2026-11-21T10:00Z', 'Asia/Hong_Kong', MOMENT],
		['with a fraction of a second', '2026-11-21T10:00:00.999', 'UTC', MOMENT],
		['with a fraction after a comma', '2026-11-21T10:00:00,999', 'UTC', MOMENT],
		['in small letters', '2026-11-21t10:00:00z', 'Asia/Hong_Kong', MOMENT],
		['with spaces around it', ' 2026-11-21T10:00:00 ', 'UTC', MOMENT],
		['a day alone', '2026-11-21', 'Asia/Hong_Kong', '2026-11-20T16:00:00'],
		['the first day of Unix time', '1970-01-01', 'UTC', '1970-01-01T00:00:00'],
		['a leap day', '2028-02-29', 'UTC', '2028-02-29T00:00:00'],
		['seconds', 1795255200, 'Asia/Hong_Kong', MOMENT],
		['seconds as text', '1795255200', 'Asia/Hong_Kong', MOMENT],
		['seconds with a fraction', 1795255200.999, 'UTC', MOMENT],
		['milliseconds', 1795255200999, 'Asia/Hong_Kong', MOMENT],
		['milliseconds as text', '1795255200999', 'UTC', MOMENT],
		['a date object', new Date('2026-11-21T10:00:00.999Z'), 'Asia/Hong_Kong', MOMENT],
		['an n8n date object', luxon(1795255200999), 'Asia/Hong_Kong', MOMENT],
	])('%s', (_, value, timeZone, moment) => {
		expect(epochSeconds(value, timeZone, 'start')).toBe(utc(moment));
		expect(epochSeconds(value, timeZone, 'end')).toBe(utc(moment));
	});

	const NONE: unknown[] = [
		...['yesterday', 'invoice 12', '', '12', '2026', 'Invalid DateTime', null],
		// Dates in other countries' or systems' formats
		...['03/04/2026', '3.4.2026', '2026/11/21', '20261121', '2026-11', '2026-W47-6'],
		...['2026-325', 'Nov 21, 2026', 'Sat, 21 Nov 2026 10:00:00 GMT', '26-11-21'],
		...['2026-1-2', '+002026-11-21', '-2026-11-21'],
		// Days or times that don't exist
		...['2026-02-30', '2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31'],
		...['2026-11-21T24:00:00', '2026-11-21T10:60:00', '2026-11-21T10:00:60'],
		...['0026-11-21', '1899-12-30'],
		...['2026-11-21T10:00:00+15:00', '2026-11-21T10:00:00+02:60'],
		// More or less than a time
		...['2026-11-21T10', '2026-11-21T', '2026-11-21Z', '2026-11-21T10:00:00.'],
		...['2026-11-21T10:00:00ZZ', '2026-11-21T10:00:00 CET', '2026-11-21  10:00:00'],
		...['2026-11-21T10:00:00+08:00[Asia/Hong_Kong]', 'at 2026-11-21', '2026-11-21 or so'],
		// Numbers that are neither seconds nor milliseconds
		...[0, 12, -1795255200, 46347.416, 179525520, 17952552000, 1.7952552e15, NaN],
		...[1e21, '1795255200s', '0x6b0166e0'],
		// Other values than one date
		...[true, [], ['2026-11-21'], {}, { date: '2026-11-21' }],
		...[new Date(NaN), luxon(NaN), () => 1795255200, 1795255200n],
	];

	it.each(NONE.map((value) => [value]))('is invalid: %p', (value) => {
		expect(epochSeconds(value, 'UTC', 'start')).toBeUndefined();
	});
});

describe('a time near a clock change', () => {
	/** The moments that a local time stands for: one, or an earlier and a later one. */
	type Case = [zone: string, local: string, earlier: string, later?: string];

	it.each<Case>([
		// Forward at 02:00 on 2026-03-08, back at 02:00 on 2026-11-01
		['America/New_York', '2026-03-08T01:59:59', '2026-03-08T06:59:59'],
		['America/New_York', '2026-03-08T02:00:00', '2026-03-08T06:00:00', '2026-03-08T07:00:00'],
		['America/New_York', '2026-03-08T02:30:00', '2026-03-08T06:30:00', '2026-03-08T07:30:00'],
		['America/New_York', '2026-03-08T03:00:00', '2026-03-08T07:00:00'],
		['America/New_York', '2026-03-08T04:00:00', '2026-03-08T08:00:00'],
		['America/New_York', '2026-11-01T00:59:59', '2026-11-01T04:59:59'],
		['America/New_York', '2026-11-01T01:00:00', '2026-11-01T05:00:00', '2026-11-01T06:00:00'],
		['America/New_York', '2026-11-01T01:59:59', '2026-11-01T05:59:59', '2026-11-01T06:59:59'],
		['America/New_York', '2026-11-01T02:00:00', '2026-11-01T07:00:00'],
		['America/New_York', '2026-11-01T03:00:00', '2026-11-01T08:00:00'],
		['America/New_York', '2026-11-01', '2026-11-01T04:00:00'],
		['America/New_York', '2026-11-02', '2026-11-02T05:00:00'],
		// Forward at 02:00 on 2026-09-27, back at 03:00 on 2026-04-05
		['Pacific/Auckland', '2026-04-05', '2026-04-04T11:00:00'],
		['Pacific/Auckland', '2026-04-05T01:59:59', '2026-04-04T12:59:59'],
		['Pacific/Auckland', '2026-04-05T02:00:00', '2026-04-04T13:00:00', '2026-04-04T14:00:00'],
		['Pacific/Auckland', '2026-04-05T02:59:59', '2026-04-04T13:59:59', '2026-04-04T14:59:59'],
		['Pacific/Auckland', '2026-04-05T03:00:00', '2026-04-04T15:00:00'],
		['Pacific/Auckland', '2026-04-06', '2026-04-05T12:00:00'],
		['Pacific/Auckland', '2026-09-27T01:59:59', '2026-09-26T13:59:59'],
		['Pacific/Auckland', '2026-09-27T02:30:00', '2026-09-26T13:30:00', '2026-09-26T14:30:00'],
		['Pacific/Auckland', '2026-09-27T03:00:00', '2026-09-26T14:00:00'],
		// By half an hour only: forward at 02:00 on 2026-10-04, back at 02:00 on 2026-04-05
		['Australia/Lord_Howe', '2026-04-05T01:29:59', '2026-04-04T14:29:59'],
		['Australia/Lord_Howe', '2026-04-05T01:30:00', '2026-04-04T14:30:00', '2026-04-04T15:00:00'],
		['Australia/Lord_Howe', '2026-04-05T01:59:59', '2026-04-04T14:59:59', '2026-04-04T15:29:59'],
		['Australia/Lord_Howe', '2026-04-05T02:00:00', '2026-04-04T15:30:00'],
		['Australia/Lord_Howe', '2026-10-04T01:59:59', '2026-10-03T15:29:59'],
		['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:15:00', '2026-10-03T15:45:00'],
		['Australia/Lord_Howe', '2026-10-04T02:30:00', '2026-10-03T15:30:00'],
		// At midnight, so a day starts twice or an hour late
		['America/Havana', '2026-11-01', '2026-11-01T04:00:00', '2026-11-01T05:00:00'],
		['Asia/Beirut', '2026-03-29', '2026-03-28T21:00:00', '2026-03-28T22:00:00'],
		// A whole skipped day
		['Pacific/Apia', '2011-12-29T12:00:00', '2011-12-29T22:00:00'],
		['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-29T22:00:00', '2011-12-30T22:00:00'],
		['Pacific/Apia', '2011-12-31T12:00:00', '2011-12-30T22:00:00'],
		// Never
		['Asia/Kathmandu', '2026-03-29T02:30:00', '2026-03-28T20:45:00'],
		['UTC', '2026-03-29T02:30:00', '2026-03-29T02:30:00'],
	])('%s %s', (zone, local, earlier, later = earlier) => {
		expect(epochSeconds(local, zone, 'start')).toBe(utc(earlier));
		expect(epochSeconds(local, zone, 'end')).toBe(utc(later));
	});
});

describe('every moment, by the local time of a zone', () => {
	const zones = Intl.supportedValuesOf('timeZone');

	/** The local time in ISO's format: the Swedish format, with a space. */
	const formats = new Map<string, Intl.DateTimeFormat>();
	const localText = (timeZone: string, seconds: number) => {
		const format =
			formats.get(timeZone) ??
			new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
		formats.set(timeZone, format);
		return format.format(seconds * 1000);
	};

	const FROM = utc('1970-01-03T00:00:00');
	const UNTIL = utc('2040-01-01T00:00:00');

	/** Moments within two hours of a zone's clock changes, if it has any in these years. */
	const nearChange = fc
		.record({
			zone: fc.constantFrom('America/New_York', 'Pacific/Auckland', 'Australia/Lord_Howe'),
			year: fc.integer({ min: 2008, max: 2037 }),
			half: fc.constantFrom(0, 1),
			distance: fc.integer({ min: -7200, max: 7200 }),
		})
		.map(({ zone, year, half, distance }) => {
			let [before, after] = [
				Date.UTC(year, half * 6, 15) / 1000,
				Date.UTC(year, half * 6 + 6, 15) / 1000,
			];
			const offset = (seconds: number) => utc(localText(zone, seconds).replace(' ', 'T')) - seconds;
			const start = offset(before);
			while (after - before > 1) {
				const middle = Math.floor((before + after) / 2);
				if (offset(middle) === start) before = middle;
				else after = middle;
			}
			return { zone, seconds: after + distance };
		});

	const anyMoment = fc.record({
		zone: fc.constantFrom(...zones),
		seconds: fc.integer({ min: FROM, max: UNTIL }),
	});

	it.each([
		['in all time zones', anyMoment],
		['near a clock change', nearChange],
	])(
		'%s: is between the earlier and the later moment, which have the same local time',
		(_, moments) => {
			fc.assert(
				fc.property(moments, ({ zone, seconds }) => {
					const local = localText(zone, seconds);
					const start = epochSeconds(local, zone, 'start')!;
					const end = epochSeconds(local, zone, 'end')!;
					expect([localText(zone, start), localText(zone, end)]).toEqual([local, local]);
					expect([start, end]).toContain(seconds);
					expect(start).toBeLessThanOrEqual(end);
				}),
				{ numRuns: 300 },
			);
		},
	);
});
