/** The limits that whoever builds the workflow sets for its payments. */
import type { IExecuteFunctions, INodeProperties, NodeOperationError } from 'n8n-workflow';
import { amountIssue } from '../../protocol/amount';
import { isJsonObject } from '../../protocol/losslessJson';
import { canonicalCoin } from '../../transport/coins';
import { operationError } from '../../transport/errors';
import { locatorValue } from './fieldGroup';
import { payoutCoinField } from './fields';

/** The limits of one coin. At least one of them is set, as a decimal string. */
export interface CoinLimit {
	/** The IDs or the name of the coin. */
	currency: string;
	maximumPayment?: string;
	maximumTotal?: string;
}

export interface Limits {
	/** Undefined if every coin can be paid, in any amount. */
	coins?: CoinLimit[];
	/** The addresses that can be paid. Undefined if every address can. */
	recipients?: string[];
}

export const limitFields: INodeProperties[] = [
	{
		displayName: 'Allowed Recipients',
		name: 'allowedRecipients',
		type: 'string',
		typeOptions: { rows: 4 },
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
		description:
			"The only addresses that can be paid, one per line. Can't be an expression, so that no data can change it.",
	},
	{
		displayName: 'Limits',
		name: 'limits',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Limit',
		default: {},
		description:
			"How much can be paid of each coin. Other coins can't be paid. Limits can't be expressions, so that no data can change them.",
		options: [
			{
				displayName: 'Limit',
				name: 'limit',
				values: [
					{
						...payoutCoinField,
						noDataExpression: true,
						description: 'The coin that can be paid',
					},
					{
						displayName: 'Maximum per Payment',
						name: 'maximumPayment',
						type: 'string',
						noDataExpression: true,
						default: '',
						placeholder: 'e.g. 100',
						description: 'The largest amount of a single payment',
					},
					{
						displayName: 'Maximum Total',
						name: 'maximumTotal',
						type: 'string',
						noDataExpression: true,
						default: '',
						placeholder: 'e.g. 5000',
						description:
							'The most that this node can pay in one execution, including retries and later passes of a loop',
					},
				],
			},
		],
	},
];

const LABELS = { limits: 'Limits', allowedRecipients: 'Allowed Recipients' };

/** Whether any part of a parameter is an expression. Newer versions of n8n remove the `=` before some. */
function hasExpression(entered: unknown): boolean {
	if (typeof entered === 'string') return entered.includes('{{');
	return isJsonObject(entered) || Array.isArray(entered)
		? Object.values(entered).some(hasExpression)
		: false;
}

/** Makes the error for a limit that can't be used. */
type Invalid = (message: string, advice: string) => NodeOperationError;

/** Returns what was entered for an option, without evaluating it. Undefined if the option wasn't added. */
function entered(context: IExecuteFunctions, name: keyof typeof LABELS, invalid: Invalid): unknown {
	const value = context.getNodeParameter('options', 0, {}, { rawExpressions: true })[name];
	if (!hasExpression(value)) return value;
	throw invalid(
		`'${LABELS[name]}' can't be an expression`,
		'Enter the values themselves, so that no data can change them.',
	);
}

function readMaximum(value: unknown, subject: string, invalid: Invalid): string | undefined {
	const text = String(value ?? '').trim();
	if (text === '') return undefined;
	const issue = amountIssue(text);
	if (issue) throw invalid(`${subject} ${issue}`, 'Correct the limit.');
	return text;
}

function readCoinLimit(entry: unknown, number: number, invalid: Invalid): CoinLimit {
	const fields = isJsonObject(entry) ? entry : {};
	const read = (name: string, label: string) =>
		readMaximum(fields[name], `'${label}' of limit ${number}`, invalid);
	const currency = canonicalCoin(String(locatorValue(fields.currency) ?? '').trim());
	if (currency === '') throw invalid(`'Coin' of limit ${number} is missing`, 'Choose a coin.');
	const maximumPayment = read('maximumPayment', 'Maximum per Payment');
	const maximumTotal = read('maximumTotal', 'Maximum Total');
	if (maximumPayment ?? maximumTotal) return { currency, maximumPayment, maximumTotal };
	throw invalid(
		`Limit ${number} has no maximum`,
		"Fill in 'Maximum per Payment' or 'Maximum Total'.",
	);
}

function readCoinLimits(limits: unknown, invalid: Invalid): CoinLimit[] {
	const entries = isJsonObject(limits) && Array.isArray(limits.limit) ? limits.limit : [];
	if (entries.length === 0) {
		throw invalid("'Limits' is empty", "Add a limit, or remove 'Limits'.");
	}
	return entries.map((entry, index) => readCoinLimit(entry, index + 1, invalid));
}

function readRecipients(allowed: unknown, invalid: Invalid): string[] {
	const lines = String(allowed).split(/[\r\n]+/);
	const addresses = lines.map((line) => line.trim()).filter(Boolean);
	if (addresses.length > 0) return addresses;
	throw invalid(
		"'Allowed Recipients' is empty",
		"Enter at least one address, or remove 'Allowed Recipients'.",
	);
}

/**
 * Reads the limits as they were entered, never evaluated: an expression could let data, or an AI model,
 * change them.
 *
 * @throws NodeOperationError if a limit is an expression, or doesn't limit anything
 */
export function readLimits(context: IExecuteFunctions): Limits {
	const invalid: Invalid = (message, advice) =>
		operationError({ node: context.getNode() }, message, advice);
	const limits = entered(context, 'limits', invalid);
	const allowed = entered(context, 'allowedRecipients', invalid);
	return {
		coins: limits === undefined ? undefined : readCoinLimits(limits, invalid),
		recipients: allowed === undefined ? undefined : readRecipients(allowed, invalid),
	};
}
