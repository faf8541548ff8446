/** The dates of a filter, as merchants and expressions write them, in the workflow's time zone. */
import { describe, expect, it } from '@jest/globals';
import { useProject } from './project.mts';

const project = useProject();

/** The time zone of a workflow without a setting in these tests. */
const ZONE = 'America/New_York';

const list = async (filters: Record<string, unknown>) =>
	await project.run('trade', 'getAll', { returnAll: true, filters } as never);

const sent = () => {
	const [{ fields }] = project.sent();
	return [fields.blocktime_start, fields.blocktime_end];
};

const utc = (text: string) => Date.parse(`${text}Z`) / 1000;

const MOMENT = utc('2026-11-21T10:00:00');

it('the workflow is in a time zone with daylight saving', async () => {
	const run = await list({ blocktimeStart: '={{ $now.zoneName }}' });
	expect(run.error?.message).toContain(ZONE);
});

describe('the dates of a period', () => {
	it.each([
		['as the editor stores it', '2026-11-21T05:00:00', MOMENT],
		['an n8n date', "={{ DateTime.fromISO('2026-11-21T10:00:00Z') }}", MOMENT],
		[
			'an n8n date in another time zone',
			"={{ DateTime.fromISO('2026-11-21T18:00:00', { zone: 'Asia/Hong_Kong' }) }}",
			MOMENT,
		],
		[
			'an n8n date with a space after it',
			"={{ DateTime.fromISO('2026-11-21T10:00:00Z') }} ",
			MOMENT,
		],
		['a JavaScript date', "={{ new Date('2026-11-21T10:00:00Z') }}", MOMENT],
		['milliseconds', '={{ 1795255200000 }}', MOMENT],
		['seconds', "={{ DateTime.fromISO('2026-11-21T10:00:00.5Z').toSeconds() }}", MOMENT],
		['nothing', '={{ null }}', undefined],
		['an empty text', '={{ "" }}', undefined],
		['a space', ' ', undefined],
	])('%s', async (_, date, seconds) => {
		const { error } = await list({ blocktimeStart: date, blocktimeEnd: date });
		expect(error).toBeUndefined();
		expect(sent()).toEqual([seconds, seconds]);
	});

	it('cover a local time that occurs twice, from its first to its last moment', async () => {
		await list({ blocktimeStart: '2026-11-01T01:30:00', blocktimeEnd: '2026-11-01T01:30:00' });
		expect(sent()).toEqual([utc('2026-11-01T05:30:00'), utc('2026-11-01T06:30:00')]);
	});

	it('are an hour apart if the clocks skip the local time', async () => {
		await list({ blocktimeStart: '2026-03-08T02:30:00', blocktimeEnd: '2026-03-08T02:30:00' });
		expect(sent()).toEqual([utc('2026-03-08T06:30:00'), utc('2026-03-08T07:30:00')]);
	});

	it.each([
		['invoice 12', "'From' isn't a valid date: 'invoice 12'"],
		['03/04/2026', "'From' isn't a valid date: '03/04/2026'"],
		['2026-02-30', "'From' isn't a valid date: '2026-02-30'"],
		['={{ 12 }}', "'From' isn't a valid date: '12'"],
		['={{ true }}', "'From' isn't a valid date: 'true'"],
		['={{ DateTime.fromISO("never") }}', "'From' isn't a valid date: 'Invalid DateTime'"],
		['={{ new Date("never") }}', "'From' isn't a valid date"],
		['={{ ["2026-11-21"] }}', "'From' isn't a valid date"],
		['={{ { year: 2026 } }}', "'From' isn't a valid date"],
	])("can't be %s", async (blocktimeStart, message) => {
		const { error } = await list({ blocktimeStart });
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('Choose a date, or enter one such as 2026-11-21T10:00:00');
		expect(project.sandbox.getRequests()).toEqual([]);
	});
});
