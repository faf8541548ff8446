/**
 * Builds the parts of an order request that are JSON text. Each is built only once, so that the signed text
 * is also the text that is sent.
 */
import { decimalIssue, plainAmount } from '../../protocol/amount';
import { stringifyJson } from '../../protocol/jsonText';
import { JsonNumber } from '../../protocol/losslessJson';
import type { FieldGroup } from '../shared/fieldGroup';
import type { Item } from '../shared/item';

/** Converts a decimal, including 0, to a JSON number with the same digits. */
function checkedDecimal(item: Item, text: string, subject: string): JsonNumber {
	const fault = decimalIssue(text);
	if (!fault) return new JsonNumber(plainAmount(text));
	throw item.invalid(`${subject} ${fault}`, `Correct ${subject}.`);
}

/** Converts an optional decimal. Returns undefined if the field is empty. */
export function decimalNumber(
	item: Item,
	fields: FieldGroup,
	name: string,
	label: string,
): JsonNumber | undefined {
	const text = fields.text(name, label);
	return text === '' ? undefined : checkedDecimal(item, text, fields.subject(label));
}

function quantity(item: Item, row: FieldGroup): JsonNumber {
	const text = row.required('itemQuantity', 'Quantity');
	if (/^[1-9]\d*$/.test(text)) return new JsonNumber(text);
	const subject = row.subject('Quantity');
	throw item.invalid(`${subject} must be a whole number, not '${text}'`, `Correct ${subject}.`);
}

/** Builds `order_details` (api.md §1.1.3). Returns undefined if all its fields are empty. */
export function orderDetails(item: Item, fields: FieldGroup): string | undefined {
	const rows = fields
		.group('orderItems')
		.entries('items', (position) => ` of order item ${position}`);
	const items = rows.map((row) => ({
		item_id: row.required('itemId', 'Item ID'),
		item_name: row.required('itemName', 'Name'),
		item_price: checkedDecimal(item, row.text('itemPrice', 'Price'), row.subject('Price')),
		price_currency: row.required('priceCurrency', 'Currency'),
		item_quantity: quantity(item, row),
	}));
	const shopping_cost = decimalNumber(item, fields, 'shoppingCost', 'Shipping Cost');
	const tax_cost = decimalNumber(item, fields, 'taxCost', 'Tax Cost');
	if (items.length === 0 && !shopping_cost && !tax_cost) return undefined;
	return stringifyJson({ items, shopping_cost, tax_cost });
}

/** Builds `sub_merchant` (api.md §1.1.3). Returns undefined if all its fields are empty. */
export function subMerchant(fields: FieldGroup): string | undefined {
	const details = fields.group('subMerchant').group('details', ' of the sub-merchant');
	const { subMerchantId, subMerchantName } = details.texts({
		subMerchantId: 'ID',
		subMerchantName: 'Name',
	});
	if (!subMerchantId && !subMerchantName) return undefined;
	return stringifyJson({
		sub_merchant_id: subMerchantId || undefined,
		sub_merchant_name: subMerchantName || undefined,
	});
}

/** Builds `tokens` (api.md §1.1.3) from a list, or from an expression that returns comma-separated names. */
export function tokenNames(item: Item, fields: FieldGroup): string | undefined {
	const tokens = fields.value('tokens');
	const names = Array.isArray(tokens)
		? tokens.map((name) => item.exactText(name, '', fields.subject('Tokens')))
		: fields.text('tokens', 'Tokens').split(',');
	const chosen = names.map((name) => name.trim()).filter(Boolean);
	return chosen.length > 0 ? stringifyJson(chosen) : undefined;
}
