/** What an AI model is told about a tool: n8n's own text would be only 'Create payout in Cregis'. */
import type { INodeProperties } from 'n8n-workflow';

const FROM_THE_USER = "must come from the user or from another tool's result. Never make them up.";

/** For operations that Cregis accepts only once for each reference. */
export const PAYS_ONCE = `The coin, amount, recipient and reference ${FROM_THE_USER} One payment has one reference: Cregis never pays the same reference twice, so always try again with the same one. If the result says that Cregis may or may not have processed the payment, the outcome is unknown: tell the user, and don't pay again under another reference. If it says that nothing was sent, or that Cregis didn't process it, nothing was paid.`;

/** For operations that move money without a reference. */
export const PAYS_EACH_TIME = `The coin and addresses ${FROM_THE_USER} Call it only once: each call moves money again. If the result says that Cregis may or may not have processed it, the outcome is unknown: tell the user and don't call it again.`;

/** The field of the tool with its description, which the merchant can change. */
export function toolDescriptionField(text: string): INodeProperties {
	return {
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 4 },
		default: text,
		displayOptions: { show: { '@tool': [true] } },
		description: 'What the AI model is told about this tool: what it does and when to use it',
	};
}
