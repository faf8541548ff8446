/** Fields that decide how much of a long response an operation returns. n8n's guidelines ask for them above ten fields. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from './item';

/** 'Simplify' for merchants and 'Output' for AI tools, as n8n's guidelines name them. */
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

/** Returns the named fields that a row has. */
export function pick(row: IDataObject, names: string[]): IDataObject {
	const known = names.filter((name) => Object.hasOwn(row, name));
	return Object.fromEntries(known.map((name) => [name, row[name]]));
}

/** Reads a field. If its expression fails, the fallback counts: what Cregis has done must come out. */
function valueOr<T>(item: Item, name: string, fallback: T): unknown {
	try {
		return item.value(name, fallback);
	} catch {
		return fallback;
	}
}

/**
 * Returns as much of a row as the merchant chose.
 *
 * @param simplified the most useful fields, or what to make of the row
 */
export function chosenOutput(
	item: Item,
	row: IDataObject,
	simplified: string[] | (() => IDataObject),
): IDataObject {
	const isRaw = valueOr(item, 'simplify', true) === false;
	const output = valueOr(item, 'output', isRaw ? 'raw' : 'simplified');
	if (output === 'raw') return row;
	if (output === 'selectedFields') {
		const names = String(valueOr(item, 'outputFields', '')).split(',');
		return pick(
			row,
			names.map((name) => name.trim()),
		);
	}
	return Array.isArray(simplified) ? pick(row, simplified) : simplified();
}
