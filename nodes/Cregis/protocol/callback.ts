import { shapeOf } from './callbackShape';
import {
	canonicalIntegerJson,
	canonicalJson,
	compactJsonText,
	insertionOrderJson,
} from './jsonText';
import {
	isJsonObject,
	parseJson,
	parseJsonVerbatim,
	parseMembers,
	type JsonObject,
} from './losslessJson';
import { isSignatureOf } from './signature';

export interface VerifiedCallback {
	verified: true;
	/** The body as received, parsed without loss. */
	payload: JsonObject;
	/** Whether the signed text has another meaning as well: only Cregis can tell which is meant. */
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

/** The texts under which a nested value may have been signed (webhooks.md §2.1, signing.md §4). */
const NESTED_TEXTS: Array<(source: string) => string> = [
	(source) => canonicalJson(parseJsonVerbatim(source)),
	(source) => canonicalIntegerJson(parseJsonVerbatim(source)),
	compactJsonText,
	(source) => insertionOrderJson(parseJsonVerbatim(source)),
];

/** Whether the sign of a body is that of its members, in any of the forms of a nested value. */
function isSigned(text: string, payload: JsonObject, apiKey: string): boolean {
	const members = parseMembers(text);
	return NESTED_TEXTS.some((nestedText) => {
		const fields = members.map(([name, source]) => {
			const value = payload[name];
			const isNested = typeof value === 'object' && value !== null;
			return [name, isNested ? nestedText(source) : value];
		});
		return isSignatureOf(payload.sign, Object.fromEntries(fields), apiKey);
	});
}

/**
 * Several times what Cregis sends. What is larger is refused unread: reading it would cost this n8n more
 * than it costs the sender.
 */
const MAX_LENGTH = 65_536;

function verify(rawBody: string | Uint8Array, apiKey: string, pid?: string | number) {
	if (rawBody.length > MAX_LENGTH) return refused('The body is too large');
	const text =
		typeof rawBody === 'string'
			? rawBody
			: new TextDecoder('utf-8', { fatal: true }).decode(rawBody);
	const payload = parseJson(text);
	if (!isJsonObject(payload)) return refused('The body is not a JSON object', 'missing');
	if ((payload.sign ?? '') === '') return refused('The signature is missing', 'missing');
	if (!isSigned(text, payload, apiKey)) {
		return refused('The signature does not match');
	}
	if (pid !== undefined && String(payload.pid) !== String(pid)) {
		return refused('The callback is of another project', 'valid');
	}
	if (!shapeOf(payload)) return refused('The fields are not those of a Cregis callback', 'valid');
	return { verified: true, payload } satisfies VerifiedCallback;
}

/**
 * Verifies a callback on the bytes that arrived, whatever their content type: the signature
 * (signing.md §1), then the project, then the shape of its kind (webhooks.md §2-6).
 *
 * Neither the path nor the age of a callback is signed: a repeated delivery is recognised by the
 * `eventId` of an event.
 *
 * @param pid the project it must be of; any project of the key if left out
 * @returns never throws: what can't be read is refused
 */
export function verifyCallback(
	rawBody: string | Uint8Array,
	apiKey: string,
	pid?: string | number,
): VerifiedCallback | RefusedCallback {
	try {
		return verify(rawBody, apiKey, pid);
	} catch {
		return refused('The body is not JSON in UTF-8', 'missing');
	}
}
