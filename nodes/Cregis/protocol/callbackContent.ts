/** What a callback is and holds: found once, for the check of its shape, its event and its confirmation. */
import { callbackKind, type CallbackKind } from './callbackKinds';
import { isJsonObject, parseJson, type JsonObject } from './losslessJson';

export interface CallbackContent {
	kind: CallbackKind;
	/** The body as received, parsed without loss. */
	payload: JsonObject;
	/** An order's own fields. Other kinds have none beside the payload's. */
	order: JsonObject;
}

/** They come as an object or as its JSON text (webhooks.md §2.1.2). */
function readOrder({ data }: JsonObject): JsonObject | undefined {
	try {
		const value = typeof data === 'string' ? parseJson(data) : data;
		return isJsonObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Reads a callback by its fields; whether each has a valid value is for `shapeOf` to tell.
 *
 * @returns undefined if it is of no kind that Cregis sends, or an order without fields of its own
 */
export function contentOf(payload: JsonObject): CallbackContent | undefined {
	const kind = callbackKind(payload);
	const order = kind?.name === 'order' ? readOrder(payload) : {};
	return kind && order && { kind, payload, order };
}
