import { integerDigits, type JsonObject, numberText } from './json.mts';

export type Field = {
	/** 'string or integer' is documented as text, but accepted as an integer, too. */
	type: 'string' | 'integer' | 'number' | 'string or integer';
	required?: true;
	/** The text of the value must match it. */
	form?: RegExp;
	/** The most characters. */
	maxLength?: number;
};

export type Fields = Record<string, Field>;

export const URL_FORM = /^https?:\/\/\S+$/;
export const DECIMAL_FORM = /^-?\d+(\.\d+)?$/;
export const NOT_NEGATIVE_FORM = /^\d+(\.\d+)?$/;

/** What every request carries besides its own fields (api.md §0.3, signing.md §2). */
export const SYSTEM_FIELDS: Fields = {
	pid: { type: 'integer', required: true },
	nonce: { type: 'string', required: true, form: /^.{6}$/su },
	timestamp: { type: 'integer', required: true, form: /^\d{13}$/ },
	sign: { type: 'string', required: true },
};

const TEXT_OF: Record<Field['type'], (value: unknown) => unknown> = {
	string: (value) => value,
	integer: integerDigits,
	number: numberText,
	'string or integer': (value) => integerDigits(value) ?? value,
};

function fits(value: unknown, field: Field): boolean {
	if (value === undefined) return field.required !== true;
	const text = TEXT_OF[field.type](value);
	if (typeof text !== 'string' || text === '') return false;
	return (field.form?.test(text) ?? true) && [...text].length <= (field.maxLength ?? Infinity);
}

/** The body without its empty fields: they count as not sent, and aren't signed (signing.md §1.1). */
export function withoutEmpty(body: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}

/**
 * The first field of the body that breaks the table: missing, empty, null or of the wrong type.
 * undefined if all fit. Fields foreign to the table are looked at by `unknownField`.
 */
export function misfit(body: JsonObject, fields: Fields): string | undefined {
	return Object.keys(fields).find((name) => !fits(body[name], fields[name]));
}

/** The first field of the body that none of the tables has. */
export function unknownField(body: JsonObject, ...tables: Fields[]): string | undefined {
	return Object.keys(body).find((name) => !tables.some((fields) => Object.hasOwn(fields, name)));
}

/** A string field of a checked body. */
export function text(body: JsonObject, name: string): string {
	return String(body[name]);
}

/** A string field of a checked body, null if it was not sent. */
export function optionalText(body: JsonObject, name: string): string | null {
	return body[name] === undefined ? null : String(body[name]);
}
