import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { filtersField, simplifyField } from './sharedFields';
import { BY_OPERATION, IMMEDIATELY } from './responseMode';

export const ALL_EVENTS = '*';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			"Copy the production URL above into 'Default Callback URL' in the Cregis credential, or into 'Callback URL' of the operation that creates the address or payout. It must be a public https address.",
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
				description: 'All events, including types that Cregis may add later',
			},
			{
				name: 'Deposit Failed',
				value: 'deposit.failed',
				description: 'A deposit failed on the chain',
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
				description: 'A payer paid more than the order amount',
			},
			{
				name: 'Order Paid',
				value: 'order.paid',
				description: 'An order was paid',
			},
			{
				name: 'Order Partially Paid',
				value: 'order.paid_partial',
				description: 'A payer paid less than the order amount',
			},
			{
				name: 'Order Refunded',
				value: 'order.refunded',
				description: 'An order was refunded, in part or in full',
			},
			{
				name: 'Order Topped Up',
				value: 'order.paid_remain',
				description: 'The rest of a partial payment for an order arrived',
			},
			{
				name: 'Payout Approval Rejected',
				value: 'payout.approval_rejected',
				description: 'The approval of a payout was rejected. Nothing was paid.',
			},
			{
				name: 'Payout Failed',
				value: 'payout.failed',
				description: 'A payout failed on the chain',
			},
			{
				name: 'Payout Paid',
				value: 'payout.success',
				description: 'A payout was confirmed on the chain',
			},
			{
				name: 'Payout Signature Rejected',
				value: 'payout.signature_rejected',
				description: 'The signature of a payout was rejected. Nothing was paid.',
			},
			{
				name: 'Payout Verification',
				value: 'payout.verification',
				description: "Cregis asks whether to pay. Approve or deny with 'Respond to Callback'.",
			},
			{
				name: 'Withdrawal Approval Rejected',
				value: 'withdrawal.approval_rejected',
				description: 'The approval of a withdrawal was rejected. Nothing was paid.',
			},
			{
				name: 'Withdrawal Failed',
				value: 'withdrawal.failed',
				description: 'A withdrawal failed on the chain',
			},
			{
				name: 'Withdrawal Paid',
				value: 'withdrawal.success',
				description: 'A withdrawal was confirmed on the chain',
			},
			{
				name: 'Withdrawal Signature Rejected',
				value: 'withdrawal.signature_rejected',
				description: 'The signature of a withdrawal was rejected. Nothing was paid.',
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
				description: 'As soon as n8n has stored the event, before the workflow handles it',
			},
			{
				name: "Using 'Respond to Callback'",
				value: BY_OPERATION,
				description:
					'When the workflow reaches this Cregis operation. If it never does, Cregis marks the callback as failed.',
			},
		],
		default: IMMEDIATELY,
		description: 'When to confirm receipt to Cregis',
	},
	{
		displayName: `With 'Respond' set to 'Immediately', this workflow can't approve or deny a payout. It starts, and Cregis receives a failed response to its question. What Cregis then does with the payout isn't documented. To decide on payouts, set 'Respond' to "Using 'Respond to Callback'".`,
		name: 'verificationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['payout.verification'], respond: [IMMEDIATELY] } },
	},
	filtersField,
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
	simplifyField,
];

export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Listen for Cregis',
	executionsHelp: {
		inactive:
			'<b>While building</b>, execute this node and let Cregis call the <b>test URL</b>: it works once, for two minutes.<br><br><b>When it works</b>, publish the workflow and give Cregis the <b>production URL</b>.',
		active:
			'<b>While building</b>, execute this node and let Cregis call the <b>test URL</b>: it works once, for two minutes.<br><br><b>The workflow is published</b>: it runs by itself for every event that Cregis sends to the <b>production URL</b>.',
	},
	activationHint:
		"Once you've finished building, publish the workflow and give Cregis the production URL.",
};
