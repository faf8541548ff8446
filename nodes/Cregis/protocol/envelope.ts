/** The format of Cregis's responses (api.md §0.4). */
import { isJsonObject, parseJson, type JsonObject } from './losslessJson';

export interface Envelope {
	code: string;
	/** Cregis's message. */
	said: string;
	data: unknown;
}

/**
 * How much of a code and a message is kept, in characters. A proxy can write both, and merchants and AI agents
 * read them in errors.
 */
const MAX_TEXT_LENGTH = 200;

const shortened = (value: unknown) => String(value ?? '').slice(0, MAX_TEXT_LENGTH);

/** Parses a JSON object. Returns undefined for any other text. */
export function parseObject(text: unknown): JsonObject | undefined {
	try {
		const value = parseJson(String(text));
		return isJsonObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Parses a response in Cregis's format, in which `code` is always text. Returns undefined for any other. */
export function parseEnvelope(text: unknown): Envelope | undefined {
	const envelope = parseObject(text);
	if (typeof envelope?.code !== 'string') return undefined;
	const { code, msg, data } = envelope;
	return { code: shortened(code), said: shortened(msg), data };
}

/** Returns the objects of a list in the data of a response. */
export const rowsOf = (data: JsonObject, list: string): JsonObject[] =>
	(Array.isArray(data[list]) ? data[list] : []).filter(isJsonObject);
