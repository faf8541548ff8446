import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json';

export type JsonObject = Record<string, unknown>;

/** Parses JSON; every number becomes a LosslessNumber, so ids keep each digit. Throws SyntaxError. */
export function parseJson(text: string): unknown {
	return parse(text);
}

/**
 * Parses JSON for the control calls: a number that a double holds exactly as written is a plain
 * number, any other stays a LosslessNumber. Throws SyntaxError.
 */
export function parseControlJson(text: string): unknown {
	return parse(text, undefined, (lexeme) =>
		String(Number(lexeme)) === lexeme ? Number(lexeme) : new LosslessNumber(lexeme),
	);
}

/** JSON text, compact unless told how far to indent; LosslessNumbers and bigints digit for digit. */
export function toJson(value: unknown, indent?: number): string {
	return stringify(value, undefined, indent) ?? 'null';
}

/** A JSON number from decimal digits, for ids that may exceed 2^53. */
export function jsonNumber(digits: string | number): LosslessNumber {
	return new LosslessNumber(String(digits));
}

/** The digits of a JSON integer that is not negative, or undefined for anything else (a string, 1.0, 1e3). */
export function integerDigits(value: unknown): string | undefined {
	return isLosslessNumber(value) && /^(0|[1-9]\d*)$/.test(value.value) ? value.value : undefined;
}

/** The text of a JSON number as it is written, or undefined for anything else. */
export function numberText(value: unknown): string | undefined {
	return isLosslessNumber(value) ? value.value : undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
	);
}
