/**
 * The signed text runs names and values together, so `{"amount":"1.2block_height345"}` carries the same
 * valid signature as `{"amount":"1.2","block_height":"345"}`. This tells which body is genuine, or that
 * only Cregis can tell. The argument is in docs/decisions/callback-ambiguity.md.
 */
import { isFreeText, mayHoldField, readersOf } from './callbackFields';
import { callbackKind, type CallbackKind } from './callbackKinds';
import { countReadings } from './callbackReadings';
import { isJsonObject, parseJson, type JsonObject } from './losslessJson';
import { valueText } from './signature';

/** In UTF-8, one replacement stands for every half of a character. */
const REPLACED = /[\p{Surrogate}\ufffd]/u;

type SignedField = [name: string, text: string];

/** An order's own fields: they come as an object or as its JSON text (webhooks.md §2.1.2). */
export function orderData(payload: JsonObject): JsonObject | undefined {
	const data = typeof payload.data === 'string' ? parseJson(payload.data) : payload.data;
	return isJsonObject(data) ? data : undefined;
}

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
function hasForms(kind: CallbackKind, payload: JsonObject): boolean {
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
	kind: CallbackKind,
	fields: SignedField[],
	text: string,
	payload: JsonObject,
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
 * @returns undefined if the body is of no kind that Cregis sends
 */
export function shapeOf(payload: JsonObject): 'clear' | 'ambiguous' | undefined {
	const kind = callbackKind(payload);
	if (!kind || !hasForms(kind, payload)) return undefined;
	if (kind.name === 'order' && !orderData(payload)?.cregis_id) return undefined;
	const fields = signedFields(payload);
	const text = fields.flat().join('');
	// What people write in an order is inside its JSON.
	const isOnly = kind.name === 'order' || countReadings(text) === 1;
	const isClear = isOnly && hasClearBorders(kind, fields, text, payload) && !REPLACED.test(text);
	return isClear ? 'clear' : 'ambiguous';
}
