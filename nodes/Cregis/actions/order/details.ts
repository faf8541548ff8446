/** What goes into an order's request as JSON text: made once, so that what is signed is what is sent. */
import type { IDataObject } from 'n8n-workflow';
import { amountFault, plainAmount } from '../../protocol/amount';
import { stringifyJson } from '../../protocol/jsonText';
import { JsonNumber } from '../../protocol/losslessJson';
import type { Item } from '../item';

/** A decimal as a JSON number, digit for digit; undefined if it is empty or nothing. */
export function decimalNumber(item: Item, value: unknown, label: string): JsonNumber | undefined {
	const text = String(value ?? '').trim();
	if (text === '' || /^0(?:\.0+)?$/.test(text)) return undefined;
	const fault = amountFault(text);
	if (!fault) return new JsonNumber(plainAmount(text));
	throw item.invalid(`'${label}' ${fault}`, `Correct '${label}'.`);
}

function quantity(item: Item, value: unknown): JsonNumber {
	const text = String(value ?? '').trim();
	if (/^[1-9]\d*$/.test(text)) return new JsonNumber(text);
	throw item.invalid(`'Quantity' must be a whole number, not '${text}'`, "Correct 'Quantity'.");
}

/** `order_details` (api.md 1.1): undefined where nothing of it is filled in. */
export function orderDetails(item: Item, fields: IDataObject): string | undefined {
	const { items: rows = [] } = (fields.orderItems ?? {}) as { items?: IDataObject[] };
	const items = rows.map((row) => ({
		item_id: row.itemId,
		item_name: row.itemName,
		item_price: decimalNumber(item, row.itemPrice, 'Price'),
		price_currency: row.priceCurrency,
		item_quantity: quantity(item, row.itemQuantity ?? 1),
	}));
	const shopping_cost = decimalNumber(item, fields.shoppingCost, 'Shipping Cost');
	const tax_cost = decimalNumber(item, fields.taxCost, 'Tax Cost');
	if (items.length === 0 && !shopping_cost && !tax_cost) return undefined;
	return stringifyJson({ items, shopping_cost, tax_cost });
}

/** `sub_merchant` (api.md 1.1): undefined where nothing of it is filled in. */
export function subMerchant(fields: IDataObject): string | undefined {
	const { details } = (fields.subMerchant ?? {}) as { details?: IDataObject };
	if (!details?.subMerchantId && !details?.subMerchantName) return undefined;
	return stringifyJson({
		sub_merchant_id: details.subMerchantId,
		sub_merchant_name: details.subMerchantName,
	});
}

/** `tokens` (api.md 1.1): a list, or names with commas between them from an expression. */
export function tokenNames(fields: IDataObject): string | undefined {
	const { tokens = [] } = fields;
	const names = Array.isArray(tokens) ? tokens.map(String) : String(tokens).split(',');
	const chosen = names.map((name) => name.trim()).filter(Boolean);
	return chosen.length > 0 ? stringifyJson(chosen) : undefined;
}
