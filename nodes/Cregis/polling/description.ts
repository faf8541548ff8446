import type { INodeProperties } from 'n8n-workflow';
import { filtersField, simplifyField } from '../trigger/sharedFields';

export const pollingProperties: INodeProperties[] = [
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'In', value: 'in', description: 'Deposits and other incoming transfers' },
			{
				name: 'Out',
				value: 'out',
				description: 'Payouts, withdrawals, collections and other outgoing transfers',
			},
			{ name: 'Both', value: 'both', description: 'All transfers' },
		],
		default: 'in',
		description: 'Which trades start the workflow, by their direction',
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: [
			{ name: 'Failed', value: 'failed', description: 'Failed on the chain' },
			{ name: 'Pending', value: 'pending', description: 'Not confirmed on the chain yet' },
			{ name: 'Success', value: 'success', description: 'Confirmed on the chain' },
		],
		default: ['success', 'failed'],
		required: true,
		description:
			'Which trades start the workflow, by their status. A trade whose status changes starts it again.',
	},
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'dateTime',
		default: '',
		description:
			'The first poll returns trades from this time on. Leave empty to start now. Later polls continue after the last trade that was found.',
	},
	filtersField,
	simplifyField,
];
