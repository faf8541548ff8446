/** The optional fields of an order. */
import { describe, expect, it } from '@jest/globals';
import { ORDER as REQUIRED } from './orderParameters.mts';
import { useProject } from './project.mts';

const project = useProject();

const ORDER = { ...REQUIRED, orderAmount: '10', orderCurrency: 'USDT' };

const run = async (operation: string, parameters: Record<string, unknown>) =>
	await project.run('order', operation, parameters as never, {
		credential: { baseUrl: project.sandbox.baseUrl, ...project.sandbox.payment },
	});

const create = async (additionalFields: Record<string, unknown>) =>
	await run('create', { ...ORDER, additionalFields });

/** A field exactly as it was sent. */
const sentText = (field: string) => project.payments()[0].fields[field];

const ITEM = {
	itemId: 'sku-1',
	itemName: 'Coffee',
	itemPrice: '19.90',
	priceCurrency: 'USD',
	itemQuantity: 2,
};

const withItems = (...items: unknown[]) => ({ orderItems: { items } });

describe('an order item', () => {
	it.each([
		['numbers for text fields', { itemId: 17, itemName: 501 }, '"item_id":"17","item_name":"501"'],
		['a price as a number', { itemPrice: 19.9 }, '"item_price":19.9'],
		['a price that ends in zeros', { itemPrice: '20.00' }, '"item_price":20'],
		[
			'a price with many decimals',
			{ itemPrice: '0.123456789012345678' },
			'"item_price":0.123456789012345678',
		],
		['a free item', { itemPrice: 0 }, '"item_price":0,'],
		['a free item as text', { itemPrice: '0.00' }, '"item_price":0,'],
		['a quantity as text', { itemQuantity: '3' }, '"item_quantity":3'],
		[
			'the values of expressions',
			{ itemId: '={{ 17 }}', itemPrice: '={{ 1.5 }}' },
			'"item_id":"17"',
		],
	])('sends %s', async (_, change, part) => {
		const { error } = await create(withItems({ ...ITEM, ...change }));
		expect(error).toBeUndefined();
		expect(sentText('order_details')).toContain(part);
	});

	it('has a quantity of 1 by default', async () => {
		const { itemQuantity, ...item } = ITEM;
		await create(withItems(item));
		expect(sentText('order_details')).toContain('"item_quantity":1');
	});

	it.each([
		['itemId', 'Item ID'],
		['itemName', 'Name'],
		['itemPrice', 'Price'],
		['priceCurrency', 'Currency'],
		['itemQuantity', 'Quantity'],
	])('requires %s', async (name, label) => {
		for (const nothing of ['', ' ', '={{ null }}', '={{ undefined }}', '={{ $json.missing }}']) {
			const { error } = await create(withItems(ITEM, { ...ITEM, [name]: nothing }));
			expect(error?.message).toBe(`'${label}' of order item 2 is missing`);
		}
		expect(project.sandbox.getRequests()).toEqual([]);
	});

	it.each([
		[
			"a price that isn't a number",
			{ itemPrice: 'free' },
			"'Price' of order item 1 must be a plain",
		],
		['a price below 0', { itemPrice: -1 }, "'Price' of order item 1 must be a plain number"],
		['a comma', { itemPrice: '1,5' }, "'Price' of order item 1 must use a decimal point"],
		[
			'a calculated price',
			{ itemPrice: 0.1 + 0.2 },
			"'Price' of order item 1 is a calculated number",
		],
		[
			'a hidden calculated price',
			{ itemPrice: '={{ 0.1 + 0.2 }} ' },
			"'Price' of order item 1 is a",
		],
		[
			'a quantity of 0.5',
			{ itemQuantity: 0.5 },
			"'Quantity' of order item 1 must be a whole number",
		],
		[
			'a quantity of 0',
			{ itemQuantity: 0 },
			"'Quantity' of order item 1 must be a whole number, not '0'",
		],
	])('refuses %s', async (_, change, message) => {
		const { error } = await create(withItems({ ...ITEM, ...change }));
		expect(error?.message).toContain(message);
		expect(project.sandbox.getRequests()).toEqual([]);
	});
});

describe('the order details', () => {
	it.each([
		[
			'costs of 0',
			{ shoppingCost: 0, taxCost: '0.00' },
			'{"items":[],"shopping_cost":0,"tax_cost":0}',
		],
		['one of the costs', { shoppingCost: '4.90', taxCost: '' }, '{"items":[],"shopping_cost":4.9}'],
		['nothing', { shoppingCost: '={{ null }}', taxCost: ' ' }, undefined],
		['no items', { orderItems: { items: [] } }, undefined],
		['no list', { orderItems: {} }, undefined],
	])('are sent: %s', async (_, fields, text) => {
		const { error } = await create(fields);
		expect(error).toBeUndefined();
		expect(sentText('order_details')).toBe(text);
	});

	it.each([
		[
			'both',
			{ subMerchantId: 9, subMerchantName: 'Branch' },
			'{"sub_merchant_id":"9","sub_merchant_name":"Branch"}',
		],
		[
			'only an ID',
			{ subMerchantId: '9', subMerchantName: '={{ null }}' },
			'{"sub_merchant_id":"9"}',
		],
		['only a name', { subMerchantId: ' ', subMerchantName: 'B' }, '{"sub_merchant_name":"B"}'],
		['neither', { subMerchantId: '', subMerchantName: '={{ null }}' }, undefined],
	])('include a sub-merchant: %s', async (_, details, text) => {
		const { error } = await create({ subMerchant: { details } });
		expect(error).toBeUndefined();
		expect(sentText('sub_merchant')).toBe(text);
	});
});

describe('tolerances', () => {
	it.each([
		['0', 0],
		[0, 0],
		['0.50', 0.5],
		['', undefined],
		['={{ null }}', undefined],
	])('%j is sent as %j', async (underpaidTolerance, sent) => {
		await create({ underpaidTolerance });
		expect(sentText('underpaid_tolerance')).toBe(sent);
	});
});

describe('choices', () => {
	const payerEmail = 'name@email.com';

	it.each([
		[true, 'true'],
		[false, 'false'],
		['={{ false }}', 'false'],
		['={{ "FALSE" }}', 'false'],
		['={{ " true" }}', 'true'],
		['={{ null }}', undefined],
	])('%j is sent as %j', async (acceptOverPayment, sent) => {
		const { error } = await create({ acceptOverPayment, payerEmail });
		expect(error).toBeUndefined();
		expect(sentText('accept_over_payment')).toBe(sent);
	});

	it.each([['={{ "no" }}'], ['={{ 1 }}'], ['={{ {} }}'], ['={{ [false] }}']])(
		'%s is invalid',
		async (acceptOverPayment) => {
			const { error } = await create({ acceptOverPayment, payerEmail });
			expect(error?.message).toBe("'Accept Overpayment' must be true or false");
			expect(project.sandbox.getRequests()).toEqual([]);
		},
	);

	it.each([
		['an empty email address', ' '],
		['an expression without an email address', '={{ null }}'],
	])('to decline partial payments, %s is not enough', async (_, email) => {
		const { error } = await create({ acceptPartialPayment: '={{ "False" }}', payerEmail: email });
		expect(error?.message).toBe("'Payer Email' is required");
	});

	it.each([
		['an object', '={{ [{}] }}', "'Tokens' must be text, not an object"],
		['a rounded number', '={{ [12345678901234567890] }}', "'Tokens' has more digits"],
	])("of tokens can't hold %s", async (_, tokens, message) => {
		const { error } = await create({ tokens });
		expect(error?.message).toContain(message);
	});
});
