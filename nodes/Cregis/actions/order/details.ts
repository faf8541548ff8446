/** What goes into an order's request as JSON text: made once, so that what is signed is what is sent. */
import { decimalIssue, plainAmount } from '../../protocol/amount';
import { stringifyJson } from '../../protocol/jsonText';
import { JsonNumber } from '../../protocol/losslessJson';
import type { FieldGroup } from '../shared/fieldGroup';
import type { Item } from '../shared/item';

/** A decimal as a JSON number, digit for digit; 0 is one, too. */
function checkedDecimal(item: Item, text: string, subject: string): JsonNumber {
	const fault = decimalIssue(text);
	if (!fault) return new JsonNumber(plainAmount(text));
	throw item.invalid(`${subject} ${fault}`, `Correct ${subject}.`);
}

/** A decimal that need not be given; undefined if it is empty. */
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

/** `order_details` (api.md §1.1.3): undefined where nothing of it is filled in. */
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

/** `sub_merchant` (api.md §1.1.3): undefined where nothing of it is filled in. */
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

/** `tokens` (api.md §1.1.3): a list, or names with commas between them from an expression. */
export function tokenNames(item: Item, fields: FieldGroup): string | undefined {
	const tokens = fields.value('tokens');
	const names = Array.isArray(tokens)
		? tokens.map((name) => item.exactText(name, '', fields.subject('Tokens')))
		: fields.text('tokens', 'Tokens').split(',');
	const chosen = names.map((name) => name.trim()).filter(Boolean);
	return chosen.length > 0 ? stringifyJson(chosen) : undefined;
}
