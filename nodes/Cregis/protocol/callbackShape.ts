/**
 * Checks whether a body is the genuine one, or whether only Cregis can tell. The signed text joins names and
 * values without separators, so `{"amount":"1.2block_height345"}` has the same valid signature as
 * `{"amount":"1.2","block_height":"345"}`. For the reasoning, see docs/decisions/callback-ambiguity.md.
 */
import { isFreeText, mayHoldField, readersOf } from './callbackFields';
import type { CallbackContent } from './callbackContent';
import { countReadings } from './callbackReadings';
import type { JsonObject } from './losslessJson';
import { valueText } from './signature';

/** UTF-8 encodes every unpaired surrogate as the same replacement character. */
const REPLACED = /[\p{Surrogate}\ufffd]/u;

type SignedField = [name: string, text: string];

/** Returns the names and value texts of the signed fields, in signing order. */
function signedFields(payload: JsonObject): SignedField[] {
	return Object.keys(payload)
		.filter((name) => name !== 'sign')
		.sort()
		.map((name): SignedField => [name, valueText(payload[name])])
		.filter(([, text]) => text !== '');
}

/** A nested value has the same signature as its JSON text. Only an order's data may be either. */
const isNested = (name: string, value: unknown) =>
	typeof value === 'object' && value !== null && name !== 'data';

/** Whether all required fields are present, and each documented field has a valid form. */
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

/** Whether the text itself shows where each of its fields ends. */
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
		// A forger may invent a name that contains a piece of its neighbors.
		if (!reader || isNested(name, payload[name])) return false;
		if (reader.field.form.endsBy === 'json') return true;
		if (isFreeText(reader.field)) return !mayHoldField(value, name, fields[index + 1]?.[0]);
		const found = reader.endOf(text, start);
		return found?.end === end && !found.isInside;
	});
}

/**
 * Checks a body with a valid signature: `clear` if no other body with this signed text could be genuine, and
 * `ambiguous` if only Cregis can tell.
 *
 * @returns undefined if a required field is missing, or a value isn't one that Cregis sends
 */
export function shapeOf(content: CallbackContent): 'clear' | 'ambiguous' | undefined {
	if (!hasForms(content)) return undefined;
	const fields = signedFields(content.payload);
	const text = fields.flat().join('');
	// The free text of an order is inside its JSON.
	const isOnly = content.kind.name === 'order' || countReadings(text) === 1;
	const isClear = isOnly && hasClearBorders(content, fields, text) && !REPLACED.test(text);
	return isClear ? 'clear' : 'ambiguous';
}
