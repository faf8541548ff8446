/**
 * The signed text runs names and values together, so `{"amount":"1.2block_height345"}` carries the same
 * valid signature as `{"amount":"1.2","block_height":"345"}`. This tells which body is genuine, or that
 * only Cregis can tell. The argument is in docs/decisions/callback-ambiguity.md.
 */
import { isFreeText, mayHoldField, readersOf } from './callbackFields';
import type { CallbackContent } from './callbackContent';
import { countReadings } from './callbackReadings';
import type { JsonObject } from './losslessJson';
import { valueText } from './signature';

/** In UTF-8, one replacement stands for every half of a character. */
const REPLACED = /[\p{Surrogate}\ufffd]/u;

type SignedField = [name: string, text: string];

/** The signed fields in the order in which they are signed: each name with its value's text. */
function signedFields(payload: JsonObject): SignedField[] {
	return Object.keys(payload)
		.filter((name) => name !== 'sign')
		.sort()
		.map((name): SignedField => [name, valueText(payload[name])])
		.filter(([, text]) => text !== '');
}

/** A nested value and its JSON text sign alike; only an order's data may be either. */
const isNested = (name: string, value: unknown) =>
	typeof value === 'object' && value !== null && name !== 'data';

/** Whether the documented fields are there, and each has the form that Cregis gives it. */
function hasForms({ kind, payload, order }: CallbackContent): boolean {
	if (kind.name === 'order' && !order.cregis_id) return false;
	return kind.fields.every(({ name, form, isRequired, isExtra }) => {
		const value = payload[name];
		if (isExtra) return true;
		if (isNested(name, value)) return false;
		const text = valueText(value);
		return text === '' ? !isRequired : form.accepts(text);
	});
}

/** Whether each field of a signed text ends where the text itself tells that it does. */
function hasClearBorders(
	{ kind, payload }: CallbackContent,
	fields: SignedField[],
	text: string,
): boolean {
	let end = 0;
	return fields.every(([name, value], index) => {
		const start = end + name.length;
		end = start + value.length;
		const reader = readersOf(kind).find(({ field }) => field.name === name);
		// A name that isn't known may be made up, and hold a piece of its neighbors.
		if (!reader || isNested(name, payload[name])) return false;
		if (reader.field.form.endsBy === 'json') return true;
		if (isFreeText(reader.field)) return !mayHoldField(value, name, fields[index + 1]?.[0]);
		const found = reader.endOf(text, start);
		return found?.end === end && !found.isInside;
	});
}

/**
 * Whether a body whose signature holds is the only one that could be genuine with this signed text, or one of
 * several: then only Cregis can tell.
 *
 * @returns undefined if a field is missing, or has a value that Cregis doesn't send
 */
export function shapeOf(content: CallbackContent): 'clear' | 'ambiguous' | undefined {
	if (!hasForms(content)) return undefined;
	const fields = signedFields(content.payload);
	const text = fields.flat().join('');
	// What people write in an order is inside its JSON.
	const isOnly = content.kind.name === 'order' || countReadings(text) === 1;
	const isClear = isOnly && hasClearBorders(content, fields, text) && !REPLACED.test(text);
	return isClear ? 'clear' : 'ambiguous';
}
