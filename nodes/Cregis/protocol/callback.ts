import { contentOf, type CallbackContent } from './callbackContent';
import { shapeOf } from './callbackShape';
import { compactJsonText, sortedJson, stringifyJson } from './jsonText';
import {
	JsonNumber,
	parseJson,
	parseJsonVerbatim,
	parseMembers,
	type JsonObject,
} from './losslessJson';
import { isSignatureOf } from './signature';
import {
	UNREADABLE,
	WRONG_SIGNATURE,
	readSignedBody,
	refused,
	type RefusedCallback,
	type SignedBody,
} from './signedBody';

/** A callback with a valid signature, project and shape. */
export interface ReadCallback extends CallbackContent {
	verified: true;
	/** See {@link VerifiedCallback}. */
	isAmbiguous: boolean;
}

export interface VerifiedCallback {
	verified: true;
	/** The body as received, parsed without rounding numbers. */
	payload: JsonObject;
	/**
	 * Whether another body could have the same signature and be the genuine one. Only Cregis can tell: look up
	 * the `cid`, or the `cregis_id`, before you rely on the payload.
	 */
	ambiguous?: boolean;
}

type NestedText = (source: string) => string;

/**
 * The texts that Cregis may have signed for a nested value (webhooks.md §2.1.2, signing.md §4.1). Each number
 * is signed as written in the body, so no two bodies have the same text.
 */
const EXACT_TEXTS: NestedText[] = [
	(source) => sortedJson(parseJsonVerbatim(source)),
	compactJsonText,
	(source) => stringifyJson(parseJsonVerbatim(source)),
];

/**
 * The texts of a signer that stores numbers as doubles. Bodies whose large integers differ only in the last
 * digits have the same text.
 */
const ROUNDED_TEXTS: NestedText[] = [
	(source) => sortedJson(parseJson(source, asDouble)),
	(source) => stringifyJson(parseJson(source, asDouble)),
];

const isLarge = (value: number) => Number.isInteger(value) && !Number.isSafeInteger(value);

function asDouble(text: string): JsonNumber {
	const value = Number(text);
	return new JsonNumber(/^-?\d+$/.test(text) && isLarge(value) ? String(value) : text);
}

function holdsLargeInteger(source: string): boolean {
	let isFound = false;
	parseJson(source, (text) => (isFound ||= isLarge(Number(text))));
	return isFound;
}

/**
 * Checks the signature of a body.
 *
 * @returns `rounded` if bodies with other digits have the same signature
 */
function signatureOf(
	text: string,
	payload: JsonObject,
	apiKey: string,
): 'exact' | 'rounded' | 'wrong' {
	const isNested = (name: string) => typeof payload[name] === 'object' && payload[name] !== null;
	if (!Object.keys(payload).some(isNested)) {
		return isSignatureOf(payload.sign, payload, apiKey) ? 'exact' : 'wrong';
	}
	const members = parseMembers(text);
	const holds = (nestedText: NestedText) => {
		const fields = members.map(([name, source]) => {
			return [name, isNested(name) ? nestedText(source) : payload[name]];
		});
		return isSignatureOf(payload.sign, Object.fromEntries(fields), apiKey);
	};
	const isRounded =
		members.some(([name, source]) => isNested(name) && holdsLargeInteger(source)) &&
		ROUNDED_TEXTS.some(holds);
	if (isRounded) return 'rounded';
	return EXACT_TEXTS.some(holds) ? 'exact' : 'wrong';
}

function verify(
	{ text, payload }: SignedBody,
	apiKey: string,
	pid?: string | number,
): ReadCallback | RefusedCallback {
	const signature = signatureOf(text, payload, apiKey);
	if (signature === 'wrong') return refused(WRONG_SIGNATURE);
	if (pid !== undefined && String(payload.pid) !== String(pid)) {
		return refused('The callback belongs to another project', 'valid');
	}
	const content = contentOf(payload);
	const shape = content && shapeOf(content);
	if (!shape) return refused("The fields don't match any Cregis callback", 'valid');
	return {
		verified: true,
		...content,
		isAmbiguous: signature === 'rounded' || shape === 'ambiguous',
	};
}

/**
 * Verifies a callback. Checks the signature (signing.md §1), then the project, then the shape of its kind
 * (webhooks.md §1.1).
 *
 * The signature doesn't cover the path or the age of a callback. Use the `eventId` of an event to recognize a
 * repeated delivery.
 *
 * @param pid the ID of the project that the callback must be for. Any project of the key if left out
 * @returns the callback or the reason for refusing it. Never throws
 */
export function readCallback(
	body: SignedBody,
	apiKey: string,
	pid?: string | number,
): ReadCallback | RefusedCallback {
	try {
		return verify(body, apiKey, pid);
	} catch {
		return refused(UNREADABLE, 'missing');
	}
}

/**
 * The exported version of {@link readCallback}, from the raw bytes, whatever their content type, and without
 * the fields that only this package needs. Never throws.
 */
export function verifyCallback(
	rawBody: string | Uint8Array,
	apiKey: string,
	pid?: string | number,
): VerifiedCallback | RefusedCallback {
	const body = readSignedBody(rawBody);
	if ('verified' in body) return body;
	const callback = readCallback(body, apiKey, pid);
	if (!callback.verified) return callback;
	const { payload, isAmbiguous } = callback;
	return { verified: true, payload, ...(isAmbiguous && { ambiguous: true }) };
}
