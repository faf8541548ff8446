/** What n8n's AI workflow builder is told, so that it connects the nodes in the safe way. */
import type { IBuilderHint } from 'n8n-workflow';

export const builderHint: IBuilderHint = {
	searchHint:
		'Crypto payouts, withdrawals, deposit addresses and checkout orders through Cregis, and the balances and transactions of team wallets. To react to payments, use the Cregis Trigger instead of polling. Each payout, withdrawal and order needs its own reference that comes from the data, such as an invoice number: never generate it from the time, an execution ID or a random number, because a repeated run would then pay twice.',
	relatedNodes: [
		{
			nodeType: 'n8n-nodes-cregis.cregisTrigger',
			relationHint: 'Starts a workflow when a deposit, payout, withdrawal or order event happens',
		},
		{
			nodeType: 'n8n-nodes-base.splitInBatches',
			relationHint: "Put it before a payment with 'Wait for Result', with a batch size of 1",
		},
		{
			nodeType: 'n8n-nodes-base.wait',
			relationHint: "Not needed to learn a payment's result: turn on 'Wait for Result' instead",
		},
	],
	extraTypeDefContent: [
		{
			displayOptions: { show: { resource: ['payout', 'withdrawal'], operation: ['create'] } },
			content: `<patterns>
- Amounts are decimal text. Pass them on unchanged and never calculate them with JavaScript numbers.
- thirdPartyId comes from a column or field that stays the same when the workflow runs again.
- To run a spreadsheet again safely, set options.ifReferenceUsed to 'countAsSent'.
- Let failed items leave through the error output, and don't connect it to a node that marks rows as paid.
- To have payouts approved: payout check, a node that sends and waits for the response, then payout create with options.approvedBatch set to the batch ID of the check.
- Limits and allowed recipients are plain values, never expressions.
- Require a person's approval before this tool runs in an AI agent.
</patterns>`,
		},
		{
			displayOptions: { show: { resource: ['order'], operation: ['create'] } },
			content: `<patterns>
- Send the payer the field checkout_url. Store cregis_id: an order can't be looked up by your own order ID.
- To fulfill an order, start another workflow with the Cregis Trigger and its event order.paid.
</patterns>`,
		},
		{
			displayOptions: { show: { resource: ['callback'], operation: ['respond'] } },
			content: `<patterns>
- Only for workflows that start with a Cregis Trigger whose Respond is 'Using Respond to Callback'.
- Decide by fixed rules. A node that waits for a person ends the connection, so Cregis gets no response.
</patterns>`,
		},
	],
};
