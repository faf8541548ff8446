/** What a field that takes text makes of other values: exact text, or nothing is sent. */
import { describe, expect, it } from '@jest/globals';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

type Parameters = Record<string, unknown>;

const PAYOUT = {
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1.5',
	thirdPartyId: 'invoice-1',
};
const WITHDRAWAL = { ...PAYOUT, fromAddress: TRON_ADDRESS };
const COLLECTION = {
	currency: byId('195@195'),
	fromAddress: TRON_ADDRESS,
	toAddress: TRON_ADDRESS,
};
const ORDER = {
	orderId: 'order-1',
	orderAmount: '49.90',
	orderCurrency: 'USD',
	payerId: 'payer-7',
	successUrl: 'https://shop.example.com/thanks',
	cancelUrl: 'https://shop.example.com/cart',
	validTime: 60,
};
const ORDER_ITEM = {
	itemId: 'sku-1',
	itemName: 'Coffee',
	itemPrice: '1',
	priceCurrency: 'USD',
	itemQuantity: 1,
};

const more = (base: Parameters, name: string) => (value: unknown) => ({
	...base,
	additionalFields: { [name]: value },
});
const orderItem = (name: string) => (value: unknown) => ({
	...ORDER,
	additionalFields: { orderItems: { items: [ORDER_ITEM, { ...ORDER_ITEM, [name]: value }] } },
});
const subMerchant = (name: string) => (value: unknown) => ({
	...ORDER,
	additionalFields: { subMerchant: { details: { [name]: value } } },
});
const filter =
	(name: string, base: Parameters = {}) =>
	(value: unknown) => ({ ...base, returnAll: true, filters: { [name]: value } });
const field =
	(base: Parameters, name: string) =>
	(value: unknown): Parameters => ({ ...base, [name]: value });
/** A resource locator whose ID is an expression. */
const locator = (value: unknown) => byId(value as string);

type Field = [
	operation: string,
	label: string,
	parameters: (value: unknown) => Parameters,
	wrap?: (value: unknown) => unknown,
];

/** Every field whose value goes out as text, or as the number that its text says. */
const FIELDS: Field[] = [
	['payout.create', 'Coin', field(PAYOUT, 'currency'), locator],
	['payout.create', 'To Address', field(PAYOUT, 'toAddress')],
	['payout.create', 'Amount', field(PAYOUT, 'amount')],
	['payout.create', 'Reference', field(PAYOUT, 'thirdPartyId')],
	['payout.create', 'Callback URL', more(PAYOUT, 'callbackUrl')],
	['payout.create', 'From Address', more(PAYOUT, 'fromAddress')],
	['payout.create', 'Memo', more(PAYOUT, 'memo')],
	['payout.create', 'Remark', more(PAYOUT, 'remark')],
	['payout.create', 'Wallet ID', more(PAYOUT, 'walletId')],
	['payout.get', 'Cregis ID', field({}, 'cid')],
	['withdrawal.create', 'Coin', field(WITHDRAWAL, 'currency'), locator],
	['withdrawal.create', 'From Address', field(WITHDRAWAL, 'fromAddress')],
	['withdrawal.create', 'To Address', field(WITHDRAWAL, 'toAddress')],
	['withdrawal.create', 'Amount', field(WITHDRAWAL, 'amount')],
	['withdrawal.create', 'Reference', field(WITHDRAWAL, 'thirdPartyId')],
	['withdrawal.create', 'Callback URL', more(WITHDRAWAL, 'callbackUrl')],
	['withdrawal.create', 'Memo', more(WITHDRAWAL, 'memo')],
	['withdrawal.create', 'Remark', more(WITHDRAWAL, 'remark')],
	['withdrawal.get', 'Cregis ID', field({}, 'cid')],
	['collection.create', 'Coin', field(COLLECTION, 'currency'), locator],
	['collection.create', 'From Address', field(COLLECTION, 'fromAddress')],
	['collection.create', 'To Address', field(COLLECTION, 'toAddress')],
	['collection.create', 'Amount', more(COLLECTION, 'amount')],
	['address.create', 'Chain', field({}, 'chainId'), locator],
	['address.create', 'Alias', more({ chainId: byId('195') }, 'alias')],
	['address.create', 'Callback URL', more({ chainId: byId('195') }, 'callbackUrl')],
	['address.createMany', 'Number of Addresses', field({ chainId: byId('195') }, 'number')],
	['address.createMany', 'Alias', more({ chainId: byId('195'), number: 1 }, 'alias')],
	['address.update', 'Address', field({ updateFields: { alias: 'New' } }, 'address')],
	[
		'address.update',
		'Alias',
		(alias) => ({ address: TRON_ADDRESS, updateFields: { alias } }) as Parameters,
	],
	['address.validate', 'Address', field({ chainId: byId('195') }, 'address')],
	['address.checkOwnership', 'Chain', field({ address: TRON_ADDRESS }, 'chainId'), locator],
	['balance.getByAddress', 'Address', field({ returnAll: true }, 'address')],
	['balance.getByAddress', 'Coin', filter('currency', { address: TRON_ADDRESS }), locator],
	['balance.getByAddress', 'Minimum Balance', filter('minimumBalance', { address: TRON_ADDRESS })],
	['balance.getByCurrency', 'Coin', field({ returnAll: true }, 'currency'), locator],
	['balance.getByCurrency', 'Address', filter('address', { currency: byId('195@195') })],
	[
		'balance.getByCurrency',
		'Maximum Balance',
		filter('maximumBalance', { currency: byId('195@195') }),
	],
	['trade.getAll', 'Chain', filter('chainId'), locator],
	['trade.getAll', 'Token', filter('tokenId'), locator],
	['trade.getAll', 'Cregis ID', filter('cid')],
	['trade.getAll', 'Transaction ID', filter('txId')],
	['trade.getAll', 'Status', filter('status')],
	['order.create', 'Order ID', field(ORDER, 'orderId')],
	['order.create', 'Order Amount', field(ORDER, 'orderAmount')],
	['order.create', 'Order Currency', field(ORDER, 'orderCurrency')],
	['order.create', 'Payer ID', field(ORDER, 'payerId')],
	['order.create', 'Success URL', field(ORDER, 'successUrl')],
	['order.create', 'Cancel URL', field(ORDER, 'cancelUrl')],
	['order.create', 'Valid Time', field(ORDER, 'validTime')],
	['order.create', 'Callback URL', more(ORDER, 'callbackUrl')],
	['order.create', 'Payer Name', more(ORDER, 'payerName')],
	['order.create', 'Payer Email', more(ORDER, 'payerEmail')],
	['order.create', 'Language', more(ORDER, 'language')],
	['order.create', 'Remark', more(ORDER, 'remark')],
	['order.create', 'Shipping Cost', more(ORDER, 'shoppingCost')],
	['order.create', 'Tax Cost', more(ORDER, 'taxCost')],
	['order.create', 'Overpaid Tolerance', more(ORDER, 'overpaidTolerance')],
	['order.create', 'Underpaid Tolerance', more(ORDER, 'underpaidTolerance')],
	['order.create', "Item ID' of order item 2", orderItem('itemId')],
	['order.create', "Name' of order item 2", orderItem('itemName')],
	['order.create', "Price' of order item 2", orderItem('itemPrice')],
	['order.create', "Currency' of order item 2", orderItem('priceCurrency')],
	['order.create', "Quantity' of order item 2", orderItem('itemQuantity')],
	['order.create', "ID' of the sub-merchant", subMerchant('subMerchantId')],
	['order.create', "Name' of the sub-merchant", subMerchant('subMerchantName')],
	['order.get', 'Cregis ID', field({}, 'cregisId')],
];

/** The quotes around a label, of which one may stand inside: `'Name' of order item 2`. */
const subjectOf = (label: string) => (label.includes("'") ? `'${label}` : `'${label}'`);

async function runWith(operation: string, parameters: Parameters, value: unknown) {
	const [resource, verb] = operation.split('.');
	const { sandbox } = project;
	const key = resource === 'order' ? sandbox.payment : sandbox.waas;
	return await project.run(resource, verb, parameters as never, {
		credential: { baseUrl: sandbox.baseUrl, ...key },
		items: [{ value }] as never,
	});
}

const TOO_LONG = 'has more digits than a number can hold';

/** 19 digits, of which a JavaScript number keeps the first 17. */
const ROUNDED_ID = Number('1234567890123456789');

const REFUSED: Array<[what: string, value: unknown, fault: string]> = [
	['an integer beyond 2^53', ROUNDED_ID, `${TOO_LONG}: ${ROUNDED_ID}`],
	['a number that a calculation has rounded', 0.1 + 0.2, 'is a calculated number'],
	['an object', { id: 7 }, 'must be text, not an object'],
	['a list', ['0.5'], 'must be text, not a list'],
	['true', true, 'must be text, not true'],
	['false', false, 'must be text, not false'],
	['no number', NaN, 'must be text, not NaN'],
	['a number without end', Infinity, 'must be text, not Infinity'],
	['what an object has become', '[object Object]', 'must be text, not an object'],
];

describe.each(FIELDS)('%s: %s', (operation, label, parameters, wrap = (value) => value) => {
	it.each(REFUSED)('refuses %s', async (_, value, fault) => {
		const run = await runWith(operation, parameters(wrap('={{ $json.value }}')), value);
		expect(run.error?.message).toContain(`${subjectOf(label)} ${fault}`);
		expect(run.error?.description).toContain('text');
		expect(project.sandbox.getRequests()).toEqual([]);
	});

	it('refuses a rounded number in an expression with a space after it', async () => {
		const run = await runWith(operation, parameters(wrap('={{ $json.value }} ')), ROUNDED_ID);
		expect(run.error?.message).toContain(`${subjectOf(label)} ${TOO_LONG}`);
		expect(project.sandbox.getRequests()).toEqual([]);
	});
});

describe('what an expression with other text around it hides', () => {
	const NOISE = 'is a calculated number with a rounding error: 0.30000000000000004';

	it.each([
		['a space after it', '={{ 0.1 + 0.2 }} '],
		['a space before it', '= {{ 0.1 + 0.2 }}'],
		['a line break after it', '={{ 0.1 + 0.2 }}\n'],
		['a no-break space after it', '={{ 0.1 + 0.2 }}\u00a0'],
		['an empty expression after it', "={{ 0.1 + 0.2 }}{{ '' }}"],
		['a space before it, and no end', '= {{ 0.1 + 0.2'],
	])('an amount with %s', async (_, amount) => {
		const run = await runWith('payout.create', { ...PAYOUT, amount }, null);
		expect(run.error?.message).toBe(`'Amount' ${NOISE}`);
	});

	it('a list with a space after it', async () => {
		const parameters = { ...PAYOUT, amount: '={{ [0.1 + 0.2] }} ' };
		const run = await runWith('payout.create', parameters, null);
		expect(run.error?.message).toBe("'Amount' must be text, not a list");
	});

	it.each([
		['in a reference', { thirdPartyId: '=invoice-{{ $json.value }}' }, 'Reference'],
		['in a remark', { additionalFields: { remark: '=Invoice {{ $json.value }}' } }, 'Remark'],
		[
			'in a coin',
			{ currency: { __rl: true, mode: 'id', value: '=195@{{ $json.value }}' } },
			'Coin',
		],
	])('a rounded ID %s', async (_, change, label) => {
		const run = await runWith('payout.create', { ...PAYOUT, ...change }, ROUNDED_ID);
		expect(run.error?.message).toBe(`'${label}' ${TOO_LONG}: ${ROUNDED_ID}`);
		expect(project.sandbox.getRequests()).toEqual([]);
	});

	it('an object in a reference', async () => {
		const parameters = { ...PAYOUT, thirdPartyId: '=invoice-{{ $json.value }}' };
		const run = await runWith('payout.create', parameters, { id: 7 });
		expect(run.error?.message).toBe("'Reference' must be text, not an object");
	});
});

describe('exact text goes out as it is', () => {
	it.each([
		['an ID beyond 2^53', '={{ $json.value }}', '1234567890123456800'],
		['an ID beyond 2^53 with a space after it', '={{ $json.value }} ', '1234567890123456800'],
		['an ID in other text', '=invoice-{{ $json.value }}', '1234567890123456800'],
		['a calculated number in other text', '=rate {{ $json.value }}', 0.1 + 0.2],
		['true in other text', '=paid: {{ $json.value }}', true],
		['a list in other text', '=for {{ $json.value }}', ['a', 'b']],
		['braces that are no expression', '=\\{{ $json.value }}', null],
	])('%s', async (_, thirdPartyId, value) => {
		const run = await runWith('payout.create', { ...PAYOUT, thirdPartyId }, value);
		expect(run.error).toBeUndefined();
		const text = thirdPartyId.startsWith('=\\')
			? '\\{{ $json.value }}'
			: thirdPartyId.slice(1).replace('{{ $json.value }}', String(value)).trim();
		expect(project.payments()[0].fields.third_party_id).toBe(text);
	});

	it.each([
		['0.30000000000000004', '={{ $json.value }} '],
		['0.012345678901234567', '={{ $json.value }}'],
		['0.005123456789012345', ' ={{ $json.value }}'],
		['1.234567890123456789', '={{ $json.value }} '],
		['9007199254740993', '\t{{ $json.value }}'],
	])('the amount %s, with spaces around it', async (value, template) => {
		const parameters = {
			currency: byId('60@60'),
			toAddress: '0xdac17f958d2ee523a2206206994597c13d831ec7',
			thirdPartyId: 'invoice-1',
			amount: template.startsWith('=') ? template : ` ${value} `,
		};
		const run = await runWith('payout.create', parameters, value);
		expect(run.error).toBeUndefined();
		expect(project.payments()[0].fields.amount).toBe(value);
	});

	it('a wallet ID that was pasted with a space', async () => {
		const walletId = ' 11434198045401088 ';
		await runWith('payout.create', { ...PAYOUT, additionalFields: { walletId } }, null);
		const { raw } = project.sandbox.getRequests().at(-1)!;
		expect(raw).toContain('"wallet_id":11434198045401088,');
	});
});

describe('numbers that are exact go out as their digits', () => {
	it.each([
		['payout.create', { ...PAYOUT, thirdPartyId: 1042 }, { third_party_id: '1042' }],
		[
			'payout.create',
			{ ...PAYOUT, thirdPartyId: Number.MAX_SAFE_INTEGER },
			{ third_party_id: '9007199254740991' },
		],
		['payout.create', { ...PAYOUT, amount: 5 }, { amount: '5' }],
		[
			'payout.create',
			{
				...PAYOUT,
				currency: byId('144@144'),
				toAddress: 'rLHzPsX6oXkzU2qL12kHCH8G8cnZv1rBJh',
				additionalFields: { memo: 123 },
			},
			{ memo: '123' },
		],
		['address.create', { chainId: byId(195 as never) }, { chain_id: '195' }],
		['address.create', { chainId: 195 }, { chain_id: '195' }],
		[
			'trade.getAll',
			{ returnAll: true, filters: { chainId: byId(195 as never) } },
			{ chain_id: '195' },
		],
		[
			'trade.getAll',
			{ returnAll: true, filters: { cid: 1382626461605888 } },
			{ cid: 1382626461605888 },
		],
		['payout.get', { cid: 1382626461605888 }, { cid: 1382626461605888 }],
	])('%s %j', async (operation, parameters, fields) => {
		await runWith(operation, parameters, null);
		expect(project.sent().at(-1)?.fields).toMatchObject(fields);
	});

	it.each([[null], [undefined], [''], ['  ']])('%j is empty', async (value) => {
		const names = ['callbackUrl', 'fromAddress', 'memo', 'remark', 'walletId'];
		const additionalFields = Object.fromEntries(names.map((name) => [name, '={{ $json.value }}']));
		const run = await runWith('payout.create', { ...PAYOUT, additionalFields }, value);
		expect(run.error).toBeUndefined();
		expect(Object.keys(project.payments()[0].fields).sort()).toEqual([
			'amount',
			'currency',
			'third_party_id',
			'to_address',
		]);
	});
});

describe('two rows whose references are one number', () => {
	const ROWS = ['1234567890123456781', '1234567890123456789'];
	const parameters = {
		...PAYOUT,
		thirdPartyId: '={{ $json.reference }}',
		options: { ifReferenceUsed: 'countAsSent' },
	};
	const pay = async (reference: unknown) =>
		await project.run('payout', 'create', parameters as never, { items: [{ reference }] as never });

	it('are both paid where they come as text', async () => {
		for (const row of ROWS) await pay(row);
		expect(project.sandbox.getState().payouts.map((payout) => payout.third_party_id)).toEqual(ROWS);
	});

	it.each([
		['numbers', (row: string) => Number(row)],
		['objects', (row: string) => ({ id: row })],
	])('are not counted as sent where they come as %s', async (_, asValue) => {
		for (const row of ROWS) {
			const run = await pay(asValue(row));
			expect(run.json).toEqual([]);
			expect(run.error?.message).toMatch(/^'Reference' /);
		}
		expect(project.sandbox.getState().payouts).toEqual([]);
	});
});
