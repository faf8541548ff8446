import type { Form } from './callbackForms';
import { callbackKind, type CallbackKind } from './callbackKinds';
import { isJsonObject, parseJson, type JsonObject } from './losslessJson';
import { valueText } from './signature';

const FIELD_NAME = /^[a-z][A-Za-z0-9_]*$/;

type Field = [name: string, text: string];

/** The signed fields in the order in which they are signed. */
function signedFields(payload: JsonObject): Field[] {
	return Object.keys(payload)
		.filter((name) => name !== 'sign')
		.sort()
		.map((name): Field => [name, valueText(payload[name])])
		.filter(([, text]) => text !== '');
}

/** Names of fields that this kind knows and this body lacks. */
function absentFields(kind: CallbackKind, fields: Field[]): string[] {
	const present = new Set(fields.map(([name]) => name));
	return Object.keys(kind.optional).filter((name) => !present.has(name));
}

/** An order's own fields: they come as an object or as its JSON text (webhooks.md §2.1). */
export function orderData(payload: JsonObject): JsonObject | undefined {
	const data = typeof payload.data === 'string' ? parseJson(payload.data) : payload.data;
	return isJsonObject(data) ? data : undefined;
}

/** Whether the fields that are there each have the form that the kind asks for. */
function hasForms(kind: CallbackKind, payload: JsonObject): boolean {
	const fits = ([name, form]: [string, Form], isRequired: boolean) => {
		// A nested value and its JSON text sign alike; only an order's data may be either.
		if (isJsonObject(payload[name]) && name !== 'data') return false;
		if (Array.isArray(payload[name])) return false;
		const text = valueText(payload[name]);
		return text === '' ? !isRequired : form.accepts.test(text);
	};
	return (
		Object.entries(kind.required).every((field) => fits(field, true)) &&
		Object.entries(kind.optional).every((field) => fits(field, false))
	);
}

/** Whether a known field that is absent may hide at the end of the value that stands before its place. */
function hidesKnownField(kind: CallbackKind, fields: Field[]): boolean {
	return absentFields(kind, fields).some((absent) => {
		const before = fields.filter(([name]) => name < absent).at(-1);
		return before?.[1].includes(absent) ?? false;
	});
}

/**
 * Whether a field that this kind does not know may be the tail of the known value before it. It may if
 * the two, joined again, look like one real value.
 */
function hasSplitValue(kind: CallbackKind, fields: Field[]): boolean {
	const forms: Record<string, Form | undefined> = { ...kind.required, ...kind.optional };
	const absent = absentFields(kind, fields);
	return fields.some(([name], index) => {
		if (forms[name]) return false;
		if (!FIELD_NAME.test(name) || absent.some((known) => name.includes(known))) return true;
		const start = fields.slice(0, index).findLastIndex(([before]) => forms[before]);
		if (start < 0) return false;
		const [knownName, ...pieces] = fields.slice(start, index + 1).flat();
		return forms[knownName]?.resembles.test(pieces.join('')) ?? false;
	});
}

/**
 * The kind of a callback whose signature holds, if its fields are those of that kind and nothing
 * suggests that names and values were cut anew.
 *
 * A field that is not known is accepted where it can't be a piece of its neighbour; behind free text
 * (a remark) nothing can tell, and the callback is refused.
 *
 * @returns undefined if the body is of no kind that Cregis sends, or lacks the form of its kind
 * @throws SyntaxError if an order's data is no JSON
 */
export function shapeOf(payload: JsonObject): CallbackKind | undefined {
	const kind = callbackKind(payload);
	if (!kind || !hasForms(kind, payload)) return undefined;
	if (kind.name === 'order' && !orderData(payload)?.cregis_id) return undefined;
	const fields = signedFields(payload);
	return hidesKnownField(kind, fields) || hasSplitValue(kind, fields) ? undefined : kind;
}
