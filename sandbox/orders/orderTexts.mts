import { type Fields, misfit, NOT_NEGATIVE_FORM, unknownField } from '../contract/fields.mts';
import { isJsonObject, type JsonObject, parseJson } from '../contract/json.mts';

// order_details, sub_merchant and tokens are JSON text in the request (api.md §1.1.3). No source says
// which of their members are required, so none is.

const ITEM: Fields = {
	item_id: { type: 'string' },
	item_name: { type: 'string' },
	item_price: { type: 'number', form: NOT_NEGATIVE_FORM },
	price_currency: { type: 'string' },
	item_quantity: { type: 'integer' },
};
const COSTS: Fields = {
	shopping_cost: { type: 'number', form: NOT_NEGATIVE_FORM },
	tax_cost: { type: 'number', form: NOT_NEGATIVE_FORM },
};
const SUB_MERCHANT: Fields = {
	sub_merchant_id: { type: 'string' },
	sub_merchant_name: { type: 'string' },
};

/** The value of a JSON text, undefined if it is none. */
function parsed(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

function isObjectOf(value: unknown, fields: Fields): value is JsonObject {
	return (
		isJsonObject(value) &&
		misfit(value, fields) === undefined &&
		unknownField(value, fields) === undefined
	);
}

/** As order/info shows it, null for what was not sent (quirks.md §1); undefined if it is not in order. */
export function parseOrderDetails(text: string | null): JsonObject | undefined {
	const value = text === null ? {} : parsed(text);
	if (!isJsonObject(value)) return undefined;
	const { items, ...costs } = value;
	const itemsFit =
		items === undefined || (Array.isArray(items) && items.every((item) => isObjectOf(item, ITEM)));
	if (!itemsFit || !isObjectOf(costs, COSTS)) return undefined;
	return { items: items ?? null, shopping_cost: null, tax_cost: null, ...costs };
}

/** As `parseOrderDetails`. */
export function parseSubMerchant(text: string | null): JsonObject | undefined {
	const value = text === null ? {} : parsed(text);
	if (!isObjectOf(value, SUB_MERCHANT)) return undefined;
	return { sub_merchant_id: null, sub_merchant_name: null, ...value };
}

/** The names in the array; undefined if it is no array of texts, or an empty one. */
export function parseTokens(text: string): string[] | undefined {
	const value = parsed(text);
	const isList =
		Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
	return isList ? [...new Set(value as string[])] : undefined;
}
