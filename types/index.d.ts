/** The functions for use in your own code. n8n loads the nodes and the credentials from their files. */

/** A callback from Cregis: its signature is valid and its fields are those of a Cregis callback. */
export interface VerifiedCallback {
	verified: true;
	/** The parsed body. A number that JavaScript would round is an object whose `toString` returns its digits. */
	payload: Record<string, unknown>;
	/**
	 * Whether another body could have the same signature and be the genuine one. If so, look up the payment
	 * in Cregis by its `cid`, or the order by its `cregis_id`, before you rely on the payload.
	 */
	ambiguous?: boolean;
}

export interface RefusedCallback {
	verified: false;
	/** Why, in a few words. Contains nothing of the body or the key. */
	reason: string;
	/** Left out if there's a signature and it's wrong. */
	signature?: 'missing' | 'valid';
}

/**
 * Verifies a callback. Never throws.
 *
 * @param rawBody the bytes of the request, or their text, exactly as received
 * @param apiKey the project's API key
 * @param pid the ID of the project that the callback must be for. Any project of the key if left out
 */
export function verifyCallback(
	rawBody: string | Uint8Array,
	apiKey: string,
	pid?: string | number,
): VerifiedCallback | RefusedCallback;

/**
 * Signs the parameters of a request.
 *
 * @returns the value of its `sign` parameter
 * @throws TypeError if the API key is empty
 */
export function signParameters(parameters: Record<string, unknown>, apiKey: string): string;
