import type { IBuilderHint } from 'n8n-workflow';

/** What n8n's AI workflow builder is told. */
export const builderHint: IBuilderHint = {
	searchHint:
		"Starts a workflow when a new deposit or another trade appears in Cregis's list, checked at an interval. Use it if Cregis can't reach this n8n, or next to the Cregis Trigger so that no deposit is missed. Deposits have the same eventId as from the Cregis Trigger: put Remove Duplicates after both, comparing eventId with earlier executions, before anything that must happen only once.",
	relatedNodes: [
		{
			nodeType: 'n8n-nodes-base.removeDuplicates',
			relationHint: "Handles each event once: compare 'eventId' with earlier executions",
		},
		{
			nodeType: 'n8n-nodes-cregis.cregisTrigger',
			relationHint: 'Starts the workflow as soon as Cregis calls, if Cregis can reach this n8n',
		},
	],
};
