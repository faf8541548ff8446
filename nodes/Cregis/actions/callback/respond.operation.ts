import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Item } from '../shared/item';
import { RESPONSES } from '../../protocol/responses';

export const effect = 'answers';

export const option: INodePropertyOptions = {
	name: 'Respond',
	value: 'respond',
	action: 'Respond to callback',
	description:
		"Respond to the callback that started the workflow. Set 'Respond' in the 'Cregis Trigger' to use this operation.",
};

export const toolDescription =
	"Responds to the callback with which Cregis started the workflow. It only works in a workflow that a Cregis Trigger started, and once per run. 'approve' lets Cregis make a payment, which can't be undone, so decide only by the rules that the user gave you.";

export const fields: INodeProperties[] = [
	{
		displayName: 'Answer',
		name: 'answer',
		type: 'options',
		options: [
			{
				name: 'Acknowledge',
				value: 'acknowledge',
				description: 'Confirm that the workflow handled the callback',
			},
			{
				name: 'Approve',
				value: 'approve',
				description: 'Approve the payout. Moves money.',
			},
			{
				name: 'Deny',
				value: 'deny',
				description: 'Deny the payout. Nothing is paid.',
			},
			{
				name: 'Refuse',
				value: 'refuse',
				description:
					'Cregis marks the callback as failed, and you can resend it from Callback Records',
			},
		],
		default: 'acknowledge',
		description: 'The response to send to Cregis',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		displayOptions: { show: { answer: ['refuse'] } },
		description: "The reason to show in Cregis's callback records",
	},
];

interface Answer {
	statusCode: number;
	body: string;
}

const WORDS: Record<string, string> = {
	acknowledge: RESPONSES.received,
	approve: RESPONSES.approved,
	deny: RESPONSES.denied,
};

/** Returns the response to Cregis for an item. */
export function answer(item: Item): Answer {
	const chosen = item.text('answer', 'Answer');
	if (chosen === 'refuse') {
		return {
			statusCode: 500,
			body: item.text('reason', 'Reason') || 'The workflow refused the callback',
		};
	}
	if (Object.hasOwn(WORDS, chosen)) return { statusCode: 200, body: WORDS[chosen] };
	throw item.invalid(
		`'Answer' can't be '${chosen}'`,
		'Choose one of the listed responses. Cregis pays nothing until it gets one.',
	);
}
