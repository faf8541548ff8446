/**
 * The kind and the fields of a callback. They are read once and used to check its shape, describe its event
 * and confirm it.
 */
import { callbackKind, type CallbackKind } from './callbackKinds';
import { isJsonObject, parseJson, type JsonObject } from './losslessJson';

export interface CallbackContent {
	kind: CallbackKind;
	/** The body as received, parsed without rounding numbers. */
	payload: JsonObject;
	/** The fields in an order's `data`. Empty for other kinds. */
	order: JsonObject;
}

/** Reads an order's `data`, which is an object or its JSON text (webhooks.md §2.1.2). */
function readOrder({ data }: JsonObject): JsonObject | undefined {
	try {
		const value = typeof data === 'string' ? parseJson(data) : data;
		return isJsonObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Reads the kind and fields of a callback. Doesn't check their values: `shapeOf` does.
 *
 * @returns undefined if Cregis sends no callback of this kind, or if an order has no readable `data`
 */
export function contentOf(payload: JsonObject): CallbackContent | undefined {
	const kind = callbackKind(payload);
	const order = kind?.name === 'order' ? readOrder(payload) : {};
	return kind && order && { kind, payload, order };
}
