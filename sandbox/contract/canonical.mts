import canonicalize from 'canonicalize';
import { isLosslessNumber } from 'lossless-json';
import { isJsonObject, parseJson } from './json.mts';

// RFC 8785 defines numbers as doubles. An ID that a double would round stands as it is (api.md §0.5).
function numberText(digits: string): string {
	const isLargeInteger = /^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits));
	return isLargeInteger ? digits : (canonicalize(Number(digits)) ?? '');
}

function canonicalText(value: unknown): string {
	if (isLosslessNumber(value)) return numberText(value.value);
	if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
	if (!isJsonObject(value)) return canonicalize(value) ?? '';
	const members = Object.keys(value)
		.sort()
		.map((key) => `${canonicalize(key)}:${canonicalText(value[key])}`);
	return `{${members.join(',')}}`;
}

/** Whether a JSON text is canonical (RFC 8785), as the Team API wants it (api.md §3.1). Throws SyntaxError for other text. */
export function isCanonical(text: string): boolean {
	return canonicalText(parseJson(text)) === text;
}
