import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { BY_OPERATION, IMMEDIATELY } from './responseMode';

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
				value: '*',
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
				name: 'Order Expired',
				value: 'order.expired',
				description: 'An order was not paid in time',
			},
			{
				name: 'Order Overpaid',
				value: 'order.paid_over',
				description: 'More was paid for an order than was due',
			},
			{
				name: 'Order Paid',
				value: 'order.paid',
				description: 'An order was paid',
			},
			{
				name: 'Order Partially Paid',
				value: 'order.paid_partial',
				description: 'Less was paid for an order than was due',
			},
			{
				name: 'Order Refunded',
				value: 'order.refunded',
				description: 'A payment for an order was given back, in part or in full',
			},
			{
				name: 'Order Topped Up',
				value: 'order.paid_remain',
				description: 'The rest of a partial payment for an order arrived',
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
			{
				name: 'Payout Verification',
				value: 'payout.verification',
				description: "Cregis asks whether to pay. Approve or deny with 'Respond to Callback'.",
			},
			{
				name: 'Withdrawal Approval Rejected',
				value: 'withdrawal.approval_rejected',
				description: 'A withdrawal was rejected in approval, and nothing was paid',
			},
			{
				name: 'Withdrawal Failed',
				value: 'withdrawal.failed',
				description: 'A withdrawal did not succeed on the chain',
			},
			{
				name: 'Withdrawal Paid',
				value: 'withdrawal.success',
				description: 'A withdrawal arrived on the chain',
			},
			{
				name: 'Withdrawal Signature Rejected',
				value: 'withdrawal.signature_rejected',
				description: 'The signing of a withdrawal was rejected, and nothing was paid',
			},
		],
		default: [
			'deposit.success',
			'deposit.failed',
			'order.paid',
			'order.paid_partial',
			'order.paid_over',
			'order.paid_remain',
			'order.expired',
			'order.refunded',
			'payout.success',
			'payout.failed',
			'payout.signature_rejected',
			'payout.approval_rejected',
			'withdrawal.success',
			'withdrawal.failed',
			'withdrawal.signature_rejected',
			'withdrawal.approval_rejected',
		],
		required: true,
		description: 'Which events start the workflow',
	},
	{
		displayName: 'Respond',
		name: 'respond',
		type: 'options',
		options: [
			{
				name: 'Immediately',
				value: IMMEDIATELY,
				description: 'Once n8n has stored the event, before the workflow has handled it',
			},
			{
				name: "Using 'Respond to Callback'",
				value: BY_OPERATION,
				description:
					'When the workflow reaches the Cregis operation of this name. If it does not, the callback stands as failed in Cregis.',
			},
		],
		default: IMMEDIATELY,
		description: 'When Cregis hears that the callback was received',
	},
	{
		displayName: `With 'Respond' set to 'Immediately', this workflow can't approve or deny a payout. It starts, and Cregis receives a failed response to its question. What Cregis then does with the payout isn't documented. To decide on payouts, set 'Respond' to "Using 'Respond to Callback'".`,
		name: 'verificationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['payout.verification'], respond: [IMMEDIATELY] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'An event without the field that a filter checks still starts the workflow',
		options: [
			{
				displayName: 'Address',
				name: 'address',
				type: 'string',
				default: '',
				placeholder: 'e.g. TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
				description:
					'Only payments to or from this address. Letter case counts only where it does on the chain.',
			},
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'string',
				default: '',
				placeholder: 'e.g. USDT',
				description: 'Only what was paid in this currency',
			},
			{
				displayName: 'Minimum Amount',
				name: 'minimumAmount',
				type: 'string',
				default: '',
				placeholder: 'e.g. 10.5',
				description:
					'Only payments of this amount or more. Enter a plain number, without separators.',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Confirm With Cregis',
				name: 'confirm',
				type: 'boolean',
				default: false,
				description:
					"Whether to check each event against Cregis's own records before the workflow starts. An event that doesn't match is refused, even if its signature is valid. If Cregis can't confirm an event yet, the callback fails, and you can resend it. The payer's address and the fee always come from the records.",
			},
		],
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
