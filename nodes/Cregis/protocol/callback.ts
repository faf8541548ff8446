import { contentOf, type CallbackContent } from './callbackContent';
import { shapeOf } from './callbackShape';
import { compactJsonText, sortedJson, stringifyJson } from './jsonText';
import {
	JsonNumber,
	isJsonObject,
	parseJson,
	parseJsonVerbatim,
	parseMembers,
	type JsonObject,
} from './losslessJson';
import { isSignatureOf } from './signature';

/** A callback whose signature, project and shape were verified. */
export interface ReadCallback extends CallbackContent {
	verified: true;
	/** As in {@link VerifiedCallback}. */
	isAmbiguous: boolean;
}

export interface VerifiedCallback {
	verified: true;
	/** The body as received, parsed without loss. */
	payload: JsonObject;
	/**
	 * Whether another body could have the same signature and be the genuine one. Only Cregis can tell: ask
	 * by `cid`, or `cregis_id`, before you believe what the body says.
	 */
	ambiguous?: boolean;
}

export interface RefusedCallback {
	verified: false;
	/** Why, in a few words; holds nothing of the body or the key. */
	reason: string;
	/** What is known of the signature where it isn't simply wrong. */
	signature?: 'missing' | 'valid';
}

const refused = (reason: string, signature?: RefusedCallback['signature']): RefusedCallback => ({
	verified: false,
	reason,
	...(signature && { signature }),
});

type NestedText = (source: string) => string;

/**
 * The texts under which a nested value may have been signed (webhooks.md §2.1.2, signing.md §4.1). Every
 * number is signed as it is written in the body: no two bodies sign alike.
 */
const EXACT_TEXTS: NestedText[] = [
	(source) => sortedJson(parseJsonVerbatim(source)),
	compactJsonText,
	(source) => stringifyJson(parseJsonVerbatim(source)),
];

/** As of a signer whose numbers are doubles: bodies with other last digits in a large integer sign alike. */
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
 * Whether the sign of a body is that of its members.
 *
 * @returns `rounded` if bodies with other digits have the same
 */
function signatureOf(
	text: string,
	payload: JsonObject,
	apiKey: string,
): 'exact' | 'rounded' | 'wrong' {
	const members = parseMembers(text);
	const isNested = (name: string) => typeof payload[name] === 'object' && payload[name] !== null;
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

/**
 * More than a payer can bring about: a TON comment has at most 256 KiB, which JSON may make six times as
 * long. What is larger is refused unread.
 */
const MAX_LENGTH = 2_097_152;

function read(
	rawBody: string | Uint8Array,
	apiKey: string,
	pid?: string | number,
): ReadCallback | RefusedCallback {
	if (rawBody.length > MAX_LENGTH) return refused('The body is too large');
	const text =
		typeof rawBody === 'string'
			? rawBody
			: new TextDecoder('utf-8', { fatal: true }).decode(rawBody);
	const payload = parseJson(text);
	if (!isJsonObject(payload)) return refused('The body is not a JSON object', 'missing');
	if ((payload.sign ?? '') === '') return refused('The signature is missing', 'missing');
	const signature = signatureOf(text, payload, apiKey);
	if (signature === 'wrong') return refused('The signature does not match');
	if (pid !== undefined && String(payload.pid) !== String(pid)) {
		return refused('The callback is of another project', 'valid');
	}
	const content = contentOf(payload);
	const shape = content && shapeOf(content);
	if (!shape) return refused('The fields are not those of a Cregis callback', 'valid');
	return {
		verified: true,
		...content,
		isAmbiguous: signature === 'rounded' || shape === 'ambiguous',
	};
}

/**
 * Verifies a callback on the bytes that arrived, whatever their content type: the signature
 * (signing.md §1), then the project, then the shape of its kind (webhooks.md §1.1).
 *
 * Neither the path nor the age of a callback is signed: a repeated delivery is recognised by the
 * `eventId` of an event.
 *
 * @param pid the project it must be of; any project of the key if left out
 * @returns never throws: what can't be read is refused
 */
export function readCallback(
	rawBody: string | Uint8Array,
	apiKey: string,
	pid?: string | number,
): ReadCallback | RefusedCallback {
	try {
		return read(rawBody, apiKey, pid);
	} catch {
		return refused('The body is not JSON in UTF-8', 'missing');
	}
}

/** As {@link readCallback}, for use in code of one's own: without what only this package needs. */
export function verifyCallback(
	rawBody: string | Uint8Array,
	apiKey: string,
	pid?: string | number,
): VerifiedCallback | RefusedCallback {
	const callback = readCallback(rawBody, apiKey, pid);
	if (!callback.verified) return callback;
	const { payload, isAmbiguous } = callback;
	return { verified: true, payload, ...(isAmbiguous && { ambiguous: true }) };
}
