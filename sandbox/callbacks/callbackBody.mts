import { randomBytes } from 'node:crypto';
import { isLosslessNumber } from 'lossless-json';
import { isJsonObject, type JsonObject, jsonNumber, toJson } from '../contract/json.mts';
import { sign } from '../contract/signature.mts';
import type { CallbackForm } from '../state/settings.mts';
import type { Credentials } from '../state/project.mts';

const NUMBER_FORM = /^(0|[1-9]\d*)(\.\d+)?$/;

function retyped(value: unknown, types: CallbackForm['types']): unknown {
	const isNumber = typeof value === 'number' || isLosslessNumber(value);
	if (types === 'texts' && isNumber) return String(value);
	const isNumberText = typeof value === 'string' && NUMBER_FORM.test(value);
	return types === 'numbers' && isNumberText ? jsonNumber(value) : value;
}

/** The fields of a callback, or of an order's data, in that form. */
export function inForm(fields: JsonObject, { types, empty, extra }: CallbackForm): JsonObject {
	const isEmpty = (value: unknown) => (value ?? '') === '';
	const members = Object.entries({ ...fields, ...extra })
		.filter(([, value]) => empty !== 'left out' || !isEmpty(value))
		.map(([name, value]) => [
			name,
			empty === 'null' && isEmpty(value) ? null : retyped(value, types),
		]);
	return Object.fromEntries(members) as JsonObject;
}

const withEscapedSlashes = (text: string) => text.replaceAll('/', '\\/');

/** The text of an order's data that is signed, or the data itself where that says it all. */
function signedData(data: unknown, { objectSigned }: CallbackForm): unknown {
	if (!isJsonObject(data) || objectSigned === undefined) return data;
	const text = toJson(data);
	if (objectSigned === 'as it stands') return withEscapedSlashes(text);
	return JSON.stringify(JSON.parse(text));
}

/** The payload with pid, nonce and timestamp (ms) where it has none of its own. */
export function withSystemFields(payload: JsonObject, pid: string): JsonObject {
	return {
		pid: jsonNumber(pid),
		...payload,
		nonce: payload.nonce ?? randomBytes(3).toString('hex'),
		timestamp: payload.timestamp ?? Date.now(),
	};
}

/** The payload with the system fields and its signature, as JSON text. */
export function signedBody(
	payload: JsonObject,
	project: Credentials,
	form: CallbackForm = {},
): string {
	const fields = withSystemFields(payload, project.pid);
	// A nonce may happen to have nothing but digits, and stays a text.
	const body: JsonObject = { ...inForm(fields, form), nonce: fields.nonce };
	const signature = sign({ ...body, data: signedData(body.data, form) }, project.apiKey);
	const signed = { ...body, sign: signature };
	return form.objectSigned === undefined ? toJson(signed) : withEscapedSlashes(toJson(signed, 2));
}
