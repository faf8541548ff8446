import type { IBuilderHint } from 'n8n-workflow';

/** What n8n's AI workflow builder is told. */
export const builderHint: IBuilderHint = {
	searchHint:
		'Starts a workflow when a crypto payment happens in Cregis: a deposit arrives, an order is paid or refunded, a payout or withdrawal succeeds or fails. The signature is always verified. Each event has an eventId that stays the same when Cregis sends it again: put Remove Duplicates after the trigger, comparing eventId with earlier executions, before anything that must happen only once.',
	relatedNodes: [
		{
			nodeType: 'n8n-nodes-base.removeDuplicates',
			relationHint: "Handles each event once: compare 'eventId' with earlier executions",
		},
		{
			nodeType: 'n8n-nodes-base.switch',
			relationHint: "Routes events by the field 'event', such as deposit.success or order.paid",
		},
		{
			nodeType: 'n8n-nodes-cregis.cregis',
			relationHint: "Sends payouts, and approves or denies a 'payout.verification'",
		},
	],
};
