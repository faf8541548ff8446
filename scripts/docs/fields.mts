/** The fields of a node, as a merchant sees them in the editor. */
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** More choices than this are left to the editor. */
const MAX_CHOICES = 8;

const REQUIRED = '_required_';

const HEAD = ['Field', 'What it does', 'Default'];

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

const choicesOf = ({ type, options = [] }: INodeProperties) =>
	type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];

/** The word that the editor shows for a value. */
function wordFor(field: INodeProperties, value: unknown): string {
	if (typeof value === 'boolean') return value ? 'On' : 'Off';
	return choicesOf(field).find((choice) => choice.value === value)?.name ?? String(value);
}

function defaultOf(field: INodeProperties): string {
	const { required, default: value } = field;
	const isEmpty = value === '' || (typeof value === 'object' && !Array.isArray(value));
	if (isEmpty || (Array.isArray(value) && value.length === 0)) return required ? REQUIRED : '';
	const values: unknown[] = Array.isArray(value) ? value : [value];
	if (values.length <= MAX_CHOICES) return values.map((each) => wordFor(field, each)).join(', ');
	const others = choicesOf(field).filter((choice) => ![...values, '*'].includes(choice.value));
	return `All but ${others.map(({ name }) => name).join(', ')}`;
}

/** Conditions on other fields of the same operation. */
function conditionOf({ displayOptions }: INodeProperties, siblings: INodeProperties[]): string {
	const conditions = Object.entries(displayOptions?.show ?? {}).flatMap(([name, values]) => {
		const other = siblings.find((sibling) => sibling.name === name);
		if (!other || ['resource', 'operation'].includes(name)) return [];
		return `**${other.displayName}** is _${wordFor(other, values?.[0])}_`;
	});
	return conditions.length > 0 ? `Only if ${conditions.join(' and ')}.` : '';
}

function meaningOf(field: INodeProperties, siblings: INodeProperties[]): string {
	const choices = choicesOf(field).map(({ name }) => name);
	const isShort = choices.length > 0 && choices.length <= MAX_CHOICES;
	return [
		field.description ? sentence(field.description) : '',
		isShort ? `Choices: ${choices.join(', ')}.` : '',
		conditionOf(field, siblings),
	]
		.filter(Boolean)
		.join(' ');
}

/** Whether the editor shows a field in a workflow. Some are only for AI tools. */
function isShown({ type, displayOptions }: INodeProperties): boolean {
	const forTools = displayOptions?.show?.['@tool']?.[0] === true;
	return !['notice', 'hidden'].includes(type) && !forTools;
}

function rowsOf(fields: INodeProperties[], path: string): string[][] {
	return fields.filter(isShown).flatMap((field) => {
		const label = path + field.displayName;
		const row = [`**${label}**`, meaningOf(field, fields), defaultOf(field)];
		if (field.type === 'collection') {
			return rowsOf(field.options as INodeProperties[], `${label} > `).map(onceAdded);
		}
		if (field.type !== 'fixedCollection') return [row];
		const groups = field.options as INodePropertyCollection[];
		return [row, ...groups.flatMap(({ values }) => rowsOf(values, `${label} > `))];
	});
}

/** The value of an optional field counts only once the merchant has added the field. */
const onceAdded = ([label, meaning, value]: string[]) =>
	['', REQUIRED].includes(value)
		? [label, meaning, value]
		: [label, meaning, `${value}, once added`];

/** The rows of a table of fields, its head first. */
export const fieldRows = (fields: INodeProperties[]): string[][] => [HEAD, ...rowsOf(fields, '')];
