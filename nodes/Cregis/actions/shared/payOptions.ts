/** The options of all operations that pay. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { PayingOperation } from './operation';

export interface PayOptions {
	/** Whether to check coins and addresses with Cregis before sending the first item. */
	checksFirst: boolean;
	/** Whether an item with a used reference counts as sent. */
	countsUsedAsSent: boolean;
	/** The pause between items, in milliseconds. */
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

/** Returns the options of an operation that pays. */
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

/** Reads the options, which are the same for all items. */
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
