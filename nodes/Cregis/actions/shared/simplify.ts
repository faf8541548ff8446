/** How much of a long answer an operation returns: n8n's guidelines ask for a choice from 11 fields on. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from './item';

/** 'Simplify', and for AI tools 'Output', as n8n's guidelines name them. */
export const simplifyFields: INodeProperties[] = [
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		displayOptions: { show: { '@tool': [false] } },
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Raw', value: 'raw', description: 'All fields' },
			{
				name: 'Selected Fields',
				value: 'selectedFields',
				description: 'Only fields that you name',
			},
			{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
		],
		default: 'simplified',
		displayOptions: { show: { '@tool': [true] } },
		description: 'How much of the response to return to the AI model',
	},
	{
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. cid, statusName',
		displayOptions: { show: { '@tool': [true], output: ['selectedFields'] } },
		description: 'The names of the fields to return, separated by commas',
	},
];

/** The named fields of a row, those that it has. */
export function pick(row: IDataObject, names: string[]): IDataObject {
	return Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));
}

/** An expression that fails doesn't keep what Cregis has done from being told. */
function valueOr<T>(item: Item, name: string, fallback: T): unknown {
	try {
		return item.value(name, fallback);
	} catch {
		return fallback;
	}
}

/**
 * As much of a row as the merchant chose.
 *
 * @param simplified the fields that matter most, or what is made of the row
 */
export function chosenOutput(
	item: Item,
	row: IDataObject,
	simplified: string[] | IDataObject,
): IDataObject {
	const output = valueOr(
		item,
		'output',
		valueOr(item, 'simplify', true) === false ? 'raw' : 'simplified',
	);
	if (output === 'raw') return row;
	const names = String(valueOr(item, 'outputFields', '')).split(',');
	if (output === 'selectedFields')
		return pick(
			row,
			names.map((name) => name.trim()),
		);
	return Array.isArray(simplified) ? pick(row, simplified) : simplified;
}
