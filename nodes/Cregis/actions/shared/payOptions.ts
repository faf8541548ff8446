/** How several payments are made: what all operations that pay can be told. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { PayingOperation } from './operation';

export interface PayOptions {
	/** Whether coins and addresses are checked with Cregis before the first item is sent. */
	checksFirst: boolean;
	/** Whether an item whose reference was used before counts as one that was sent. */
	countsUsedAsSent: boolean;
	/** Between one item and the next, in milliseconds. */
	pause: number;
}

const checkField: INodeProperties = {
	displayName: 'Check All Items First',
	name: 'checkAllFirst',
	type: 'boolean',
	default: true,
	description:
		'Whether to check the coin, amount and address of every item with Cregis before sending the first. If any item is invalid, nothing is sent.',
};

const referenceUsedField: INodeProperties = {
	displayName: 'If Reference Was Already Used',
	name: 'ifReferenceUsed',
	type: 'options',
	options: [
		{
			name: 'Count as Sent',
			value: 'countAsSent',
			description:
				"Treat the item as sent and set 'alreadySent', so that a repeated run can finish. Cregis doesn't say what the earlier payment was.",
		},
		{
			name: 'Stop',
			value: 'stop',
			description: 'The item fails',
		},
	],
	default: 'stop',
	description: 'What to do if Cregis already has a payment with the same reference',
};

const pauseField: INodeProperties = {
	displayName: 'Pause Between Items',
	name: 'pauseBetweenItems',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 1 },
	default: 1,
	description: 'How many seconds to wait between items',
};

/** The options that an operation that pays has. */
export function payOptionsField({ coins, reference }: PayingOperation): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			...(coins ? [checkField] : []),
			...(reference ? [referenceUsedField] : []),
			pauseField,
		],
	};
}

/** The options as the merchant chose them, for all items alike. */
export function readPayOptions(context: IExecuteFunctions, operation: PayingOperation): PayOptions {
	const options = context.getNodeParameter('options', 0, {});
	const pause = Number(options.pauseBetweenItems ?? 0) * 1000;
	return {
		checksFirst: operation.coins !== undefined && options.checkAllFirst !== false,
		countsUsedAsSent:
			operation.reference !== undefined && options.ifReferenceUsed === 'countAsSent',
		pause: pause > 0 ? pause : 0,
	};
}
