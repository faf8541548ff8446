/** The fields of an operation that can wait for its result. */
import type { INodeProperties } from 'n8n-workflow';

const MINUTE_MS = 60_000;

/** What a unit of the 'Wait Unit' field is in milliseconds. */
export const UNIT_MS: Record<string, number> = {
	minutes: MINUTE_MS,
	hours: 60 * MINUTE_MS,
	days: 24 * 60 * MINUTE_MS,
};

/** Shown where the workflow is to wait. */
export const whereItWaits = { show: { waitForResult: [true] } };

export const waitFields: INodeProperties[] = [
	{
		displayName: 'Wait for Result',
		name: 'waitForResult',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			"Whether the workflow sleeps until Cregis reports the final state, and goes on with it. Cregis then reports to this execution, and not to a 'Cregis Trigger'.",
		// An AI Agent asks its tools for an answer at once.
		displayOptions: { hide: { '@tool': [true] } },
	},
	{
		displayName: 'Wait at Most',
		name: 'waitAmount',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 24,
		description:
			"After this time, the workflow goes on with what was sent, and 'timedOut' is true. Then ask for the state with the 'Get' operation: Cregis does not report a cancelled approval.",
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
		description: 'What the time is in',
		displayOptions: whereItWaits,
	},
];
