import { CALLBACK_KINDS, callbackKind, type CallbackKind } from './callbackKinds';
import { isJsonObject, parseJson, type JsonObject } from './losslessJson';
import { valueText } from './signature';

const FIELD_NAME = /^[a-z][A-Za-z0-9_]*$/;

/** The fields of a body as they are signed: each name with its value's text. */
type Fields = Map<string, string>;

/** The signed fields in the order in which they are signed. */
function signedFields(payload: JsonObject): Fields {
	const names = Object.keys(payload).filter((name) => name !== 'sign');
	const fields = names.sort().map((name): [string, string] => [name, valueText(payload[name])]);
	return new Map(fields.filter(([, text]) => text !== ''));
}

/** An order's own fields: they come as an object or as its JSON text (webhooks.md §2.1). */
export function orderData(payload: JsonObject): JsonObject | undefined {
	const data = typeof payload.data === 'string' ? parseJson(payload.data) : payload.data;
	return isJsonObject(data) ? data : undefined;
}

/** Whether the fields that the kind knows are there and each have the form that it asks for. */
function hasForms(kind: CallbackKind, payload: JsonObject): boolean {
	return kind.fields.every(({ name, form, isRequired }) => {
		const value = payload[name];
		// A nested value and its JSON text sign alike; only an order's data may be either.
		if (typeof value === 'object' && value !== null && name !== 'data') return false;
		const text = valueText(value);
		return text === '' ? !isRequired : form.accepts(text);
	});
}

/** Every way to read a signed text as a body of this kind, with no field that the kind does not know. */
function* readings(kind: CallbackKind, text: string, index = 0, start = 0): Generator<Fields> {
	const field = kind.fields[index];
	if (!field) {
		if (start === text.length) yield new Map();
		return;
	}
	const { name, form, isRequired } = field;
	if (!isRequired) yield* readings(kind, text, index + 1, start);
	if (!text.startsWith(name, start)) return;
	const later = kind.fields.slice(index + 1);
	for (let end = start + name.length + 1; end <= text.length; end++) {
		const isBorder = end === text.length || later.some((next) => text.startsWith(next.name, end));
		if (!isBorder) continue;
		const value = text.slice(start + name.length, end);
		if (!form.accepts(value)) continue;
		for (const rest of readings(kind, text, index + 1, end))
			yield new Map([[name, value], ...rest]);
	}
}

/** Whether all values of a reading look real. */
function looksReal(kind: CallbackKind, fields: Fields): boolean {
	return kind.fields.every(({ name, form }) => {
		const value = fields.get(name);
		return value === undefined || form.resembles(value);
	});
}

const isSame = (a: Fields, b: Fields) =>
	a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);

/**
 * Whether the same signed text also reads as another body, which is as likely or likelier.
 *
 * @param isDoubtful whether this body has fields or values that are not known
 */
function hasLikelierReading(fields: Fields, knownCount: number, isDoubtful: boolean): boolean {
	const text = [...fields].flat().join('');
	for (const kind of CALLBACK_KINDS) {
		for (const reading of readings(kind, text)) {
			if (isSame(reading, fields)) continue;
			// It has a field that this body may have lost in the value before.
			if (reading.size > knownCount) return true;
			if ((reading.size === knownCount || isDoubtful) && looksReal(kind, reading)) return true;
		}
	}
	return false;
}

/**
 * The kind of a callback whose signature holds, if its fields are those of that kind and its signed text
 * does not read better in another way.
 *
 * A field that is not known yet is accepted, unless it can be a piece of its neighbour: behind free text,
 * such as a remark, nothing can tell.
 *
 * @returns undefined if the body is of no kind that Cregis sends, or may have been cut anew
 */
export function shapeOf(payload: JsonObject): CallbackKind | undefined {
	const kind = callbackKind(payload);
	if (!kind || !hasForms(kind, payload)) return undefined;
	if (kind.name === 'order' && !orderData(payload)?.cregis_id) return undefined;

	const fields = signedFields(payload);
	const known = new Set(kind.fields.map(({ name }) => name));
	const unknown = [...fields.keys()].filter((name) => !known.has(name));
	if (!unknown.every((name) => FIELD_NAME.test(name))) return undefined;
	const isReal = looksReal(kind, fields);
	// Beside a field that is not known, a value that is not known either may be a piece of it.
	if (unknown.length > 0 && !isReal) return undefined;
	const isDoubtful = unknown.length > 0 || !isReal;
	return hasLikelierReading(fields, fields.size - unknown.length, isDoubtful) ? undefined : kind;
}
