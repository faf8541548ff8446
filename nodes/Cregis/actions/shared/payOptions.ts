/** The options of all operations that pay. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { operationError } from '../../transport/errors';
import { limitFields, readLimits, type Limits } from './limits';
import type { PayingOperation } from './operation';

export interface PayOptions {
	/** Whether to check coins and addresses with Cregis before sending the first item. */
	checksFirst: boolean;
	/** Whether an item with a used reference counts as sent. */
	countsUsedAsSent: boolean;
	/** The pause between items, in milliseconds. */
	pause: number;
	/** How many requests can be under way at the same time. */
	parallelRequests: number;
	/** The ID of the only batch that can be paid. Undefined if none was approved. */
	approvedBatch?: string;
	limits: Limits;
}

const MOST_PARALLEL_PAYMENTS = 10;

const approvedBatchField: INodeProperties = {
	displayName: 'Approved Batch',
	name: 'approvedBatch',
	type: 'string',
	default: '',
	placeholder: 'e.g. 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
	description:
		"The batch ID from 'Payout: Check'. Pays exactly the items that were checked, in the same order, or nothing.",
};

const checkField: INodeProperties = {
	displayName: 'Check All Items First',
	name: 'checkAllFirst',
	type: 'boolean',
	default: true,
	description:
		"Whether to check the coin, amount and address of every item with Cregis before sending the first. If any item is invalid, nothing is sent, unless 'On Error' is set to continue.",
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

/** An order's reference is called 'Order ID'. */
const orderIdUsedField: INodeProperties = {
	...referenceUsedField,
	description: "What to do if Cregis already has an order with the same 'Order ID'",
};

const parallelField: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallelRequests',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_PARALLEL_PAYMENTS },
	default: 1,
	description:
		"How many payments to send at the same time, up to 10. After a failed payment, no further one is started. With 'Pause Between Items', payments are sent one after the other.",
};

const pauseField: INodeProperties = {
	displayName: 'Pause Between Items',
	name: 'pauseBetweenItems',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 1 },
	default: 1,
	description: 'How many seconds to wait between items',
};

/** Whether payments go to addresses under references: payouts and withdrawals. */
const isTransfer = ({ coins, reference }: PayingOperation) => !!coins && !!reference;

/** Returns the options of an operation that pays. */
export function payOptionsField(operation: PayingOperation): INodeProperties {
	const [allowedRecipients, limits] = limitFields;
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			...(isTransfer(operation) ? [allowedRecipients] : []),
			...(operation.isApprovable ? [approvedBatchField] : []),
			...(operation.coins ? [checkField] : []),
			...(operation.reference === 'order_id' ? [orderIdUsedField] : []),
			...(isTransfer(operation) ? [referenceUsedField] : []),
			...(isTransfer(operation) ? [limits, parallelField] : []),
			pauseField,
		],
	};
}

/** The options of an operation that checks payments. */
export const checkOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: limitFields,
};

/** @throws NodeOperationError if the option was added but has no value: that isn't an approval of everything */
function readApprovedBatch(
	context: IExecuteFunctions,
	{ isApprovable }: PayingOperation,
): string | undefined {
	const raw = context.getNodeParameter('options', 0, {}, { rawExpressions: true });
	const { approvedBatch } = context.getNodeParameter('options', 0, {});
	if (!isApprovable || (raw.approvedBatch === undefined && approvedBatch === undefined)) {
		return undefined;
	}
	const id = String(approvedBatch ?? '').trim();
	if (/^[\da-f]{64}$/.test(id)) return id;
	throw operationError(
		{ node: context.getNode() },
		id === '' ? "'Approved Batch' is empty" : `'Approved Batch' isn't a batch ID: '${id}'`,
		"Use the 'batch.id' of 'Payout: Check', or remove the option.",
	);
}

/** Reads the options, which are the same for all items. */
export function readPayOptions(context: IExecuteFunctions, operation: PayingOperation): PayOptions {
	const options = context.getNodeParameter('options', 0, {});
	const pause = Math.max(Number(options.pauseBetweenItems ?? 0) * 1000, 0) || 0;
	const parallel = Math.trunc(Number(options.parallelRequests ?? 1)) || 1;
	const isParallel = isTransfer(operation) && pause === 0;
	return {
		checksFirst: operation.coins !== undefined && options.checkAllFirst !== false,
		countsUsedAsSent:
			operation.reference !== undefined && options.ifReferenceUsed === 'countAsSent',
		pause,
		parallelRequests: isParallel ? Math.min(Math.max(parallel, 1), MOST_PARALLEL_PAYMENTS) : 1,
		approvedBatch: readApprovedBatch(context, operation),
		limits: isTransfer(operation) ? readLimits(context) : {},
	};
}
