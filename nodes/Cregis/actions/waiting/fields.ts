/** The fields of operations that can wait for their result. */
import type { INodeProperties } from 'n8n-workflow';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The units of 'Wait Unit', in milliseconds. */
export const UNIT_MS: Record<string, number> = {
	minutes: MINUTE_MS,
	hours: 60 * MINUTE_MS,
	days: DAY_MS,
};

/** A limit, because n8n reads the year 3000 as 'no limit' and waits forever for an invalid date. */
export const MAX_WAIT_DAYS = 365;

export const MAX_WAIT_MS = MAX_WAIT_DAYS * DAY_MS;

const whereItWaits = { show: { waitForResult: [true] } };

export const waitFields: INodeProperties[] = [
	{
		displayName: 'Wait for Result',
		name: 'waitForResult',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			"Whether to pause the workflow until Cregis reports the final status, then continue with it. Cregis calls this execution instead of a 'Cregis Trigger'.",
		// An AI Agent expects its tools to respond at once.
		displayOptions: { hide: { '@tool': [true] } },
	},
	{
		displayName: 'Wait at Most',
		name: 'waitAmount',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 24,
		description: `How long to wait, up to ${MAX_WAIT_DAYS} days. Then the workflow continues with what was sent, and 'timedOut' is true. Use the 'Get' operation to look up the current status.`,
		displayOptions: whereItWaits,
	},
	{
		displayName: 'Wait Unit',
		name: 'waitUnit',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Days', value: 'days' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Minutes', value: 'minutes' },
		],
		default: 'hours',
		description: "The unit of 'Wait at Most'",
		displayOptions: whereItWaits,
	},
];

/** What the editor shows over a node that waits. */
export const waitingNodeTooltip =
	'={{ "Waiting for Cregis to report the result of the " + $parameter["resource"] + ", for up to " + $parameter["waitAmount"] + " " + $parameter["waitUnit"] }}';
