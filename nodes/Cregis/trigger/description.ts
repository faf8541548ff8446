import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

export const ALL_EVENTS = '*';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			"Copy the production URL above into the 'Default Callback URL' of the Cregis credential, or into the 'Callback URL' of the operation that creates the address or the payout. Cregis can't reach a localhost address.",
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: [
			{
				name: 'All Events',
				value: ALL_EVENTS,
				description: 'All events, including those that Cregis may add',
			},
			{
				name: 'Deposit Failed',
				value: 'deposit.failed',
				description: 'A deposit did not succeed on the chain',
			},
			{
				name: 'Deposit Received',
				value: 'deposit.success',
				description: 'A deposit arrived',
			},
			{
				name: 'Payout Approval Rejected',
				value: 'payout.approval_rejected',
				description: 'A payout was rejected in approval, and nothing was paid',
			},
			{
				name: 'Payout Failed',
				value: 'payout.failed',
				description: 'A payout did not succeed on the chain',
			},
			{
				name: 'Payout Paid',
				value: 'payout.success',
				description: 'A payout arrived on the chain',
			},
			{
				name: 'Payout Signature Rejected',
				value: 'payout.signature_rejected',
				description: 'The signing of a payout was rejected, and nothing was paid',
			},
		],
		default: [
			'deposit.success',
			'deposit.failed',
			'payout.success',
			'payout.failed',
			'payout.signature_rejected',
			'payout.approval_rejected',
		],
		required: true,
		description: 'Which events start the workflow',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];

export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Listen for Cregis',
	executionsHelp: {
		inactive:
			'<b>While building</b>, execute this node and let Cregis call the <b>test URL</b>: it works once, for two minutes.<br><br><b>When all is ready</b>, publish the workflow and give Cregis the <b>production URL</b>.',
		active:
			'<b>While building</b>, execute this node and let Cregis call the <b>test URL</b>: it works once, for two minutes.<br><br><b>The workflow is published</b>: it runs by itself for every event that Cregis sends to the <b>production URL</b>.',
	},
	activationHint:
		"Once you've finished building, publish the workflow and give Cregis the production URL.",
};
