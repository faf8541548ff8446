import * as v from 'valibot';
import { isPositive } from './decimal.mts';
import { NOT_NEGATIVE_FORM } from './fields.mts';
import { isJsonObject, type JsonObject } from './json.mts';

// A message that begins with a capital letter stands alone. Any other follows the path of the field, as
// in "amount must be decimal text.".

function objectMessage({ expected, received }: v.BaseIssue<unknown>): string {
	if (expected === 'never') return "isn't a known field.";
	return received === 'undefined' ? 'is required.' : 'must be an object.';
}

/** An object with these fields and no others. */
export function members<T extends v.ObjectEntries>(entries: T) {
	return v.strictObject(entries, objectMessage);
}

/** Any object, left as it is. */
export const JSON_OBJECT = v.custom<JsonObject>(isJsonObject, 'must be an object.');

export const TEXT = v.string('must be text.');
export const TEXTS = v.array(TEXT, 'must be a list of texts.');
export const BOOLEAN = v.boolean('must be true or false.');
export const DECIMAL_TEXT = v.pipe(TEXT, v.regex(NOT_NEGATIVE_FORM, 'must be decimal text.'));

const POSITIVE_MESSAGE = 'must be decimal text greater than 0.';
export const POSITIVE_DECIMAL_TEXT = v.pipe(
	TEXT,
	v.regex(NOT_NEGATIVE_FORM, POSITIVE_MESSAGE),
	v.check(isPositive, POSITIVE_MESSAGE),
);

export function wholeNumber(minimum: number) {
	const message = `must be a whole number from ${minimum}.`;
	return v.pipe(v.number(message), v.safeInteger(message), v.minValue(minimum, message));
}

/** One of the words, which are named in the message. */
export function oneOf<const T extends string>(...words: T[]) {
	return v.picklist(words, `must be ${words.map((word) => `"${word}"`).join(' or ')}.`);
}

/** One of the statuses, which count up from 0. */
export function statusOf<const T extends number>(...statuses: T[]) {
	return v.picklist(statuses, `must be a number from 0 to ${statuses.length - 1}.`);
}

function errorOf({ issues: [issue] }: { issues: [v.BaseIssue<unknown>, ...unknown[]] }): string {
	const { message } = issue;
	return /^[A-Z]/.test(message) ? message : `${v.getDotPath(issue) ?? 'The body'} ${message}`;
}

/** The value as the schema has it. Throws an Error with one sentence if it doesn't fit. */
export function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
	const result = v.safeParse(schema, value, { abortEarly: true });
	if (result.success) return result.output;
	throw new Error(errorOf(result));
}
