import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Item } from '../item';

export const effect = 'answers';

export const option: INodePropertyOptions = {
	name: 'Respond',
	value: 'respond',
	action: 'Respond to callback',
	description:
		"Answer the callback that started the workflow, where the 'Cregis Trigger' is set to respond using this",
};

export const fields: INodeProperties[] = [
	{
		displayName: 'Answer',
		name: 'answer',
		type: 'options',
		options: [
			{
				name: 'Acknowledge',
				value: 'acknowledge',
				description: 'The callback was handled: Cregis does not send it again',
			},
			{
				name: 'Approve',
				value: 'approve',
				description: 'The payout that Cregis asks about goes on. This lets money move.',
			},
			{
				name: 'Deny',
				value: 'deny',
				description: 'The payout that Cregis asks about ends, and nothing is paid',
			},
			{
				name: 'Refuse',
				value: 'refuse',
				description: 'The callback stands as failed in Cregis, ready to be pushed again',
			},
		],
		default: 'acknowledge',
		description: 'What Cregis is to hear',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		displayOptions: { show: { answer: ['refuse'] } },
		description: "Why, as it is to stand in Cregis's callback records",
	},
];

interface Answer {
	statusCode: number;
	body: string;
}

/** The words that Cregis understands (webhooks.md §1.3 and §6.1); whatever else it hears counts as failed. */
const ANSWERS: Record<string, Answer> = {
	acknowledge: { statusCode: 200, body: 'success' },
	approve: { statusCode: 200, body: 'ok' },
	deny: { statusCode: 200, body: 'deny' },
};

/** What Cregis hears for the item. */
export function answer(item: Item): Answer {
	const chosen = item.text('answer', 'Answer');
	if (chosen === 'refuse') {
		return {
			statusCode: 500,
			body: item.text('reason', 'Reason') || 'The workflow refused the callback',
		};
	}
	if (Object.hasOwn(ANSWERS, chosen)) return ANSWERS[chosen];
	throw item.invalid(
		`'Answer' can't be '${chosen}'`,
		'Choose one of the answers. Until one is given, Cregis approves nothing.',
	);
}
