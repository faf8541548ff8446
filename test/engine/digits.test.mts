/** Fields for text reject values that aren't exact, and nothing is sent. */
import { describe, expect, it } from '@jest/globals';
import { PAYOUT, type Parameters, ROUNDED_ID, TOO_LONG, runWith } from './fieldValues.mts';
import { ORDER } from './orderParameters.mts';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const WITHDRAWAL = { ...PAYOUT, fromAddress: TRON_ADDRESS };
const COLLECTION = {
	currency: byId('195@195'),
	fromAddress: TRON_ADDRESS,
	toAddress: TRON_ADDRESS,
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
const ofWallet = (name: string) => filter(name, { walletId: byId('1') });
/** A resource locator whose ID is an expression. */
const locator = (value: unknown) => byId(value as string);

type Field = [
	operation: string,
	label: string,
	parameters: (value: unknown) => Parameters,
	wrap?: (value: unknown) => unknown,
];

/** Every field that is sent as text, or as a number with the digits of its text. */
const FIELDS: Field[] = [
	['payout.create', 'Coin', field(PAYOUT, 'currency'), locator],
	['payout.create', 'To Address', field(PAYOUT, 'toAddress')],
	['payout.create', 'Amount', field(PAYOUT, 'amount')],
	['payout.create', 'Reference', field(PAYOUT, 'thirdPartyId')],
	['payout.create', 'Callback URL', more(PAYOUT, 'callbackUrl')],
	['payout.create', 'From Address', more(PAYOUT, 'fromAddress')],
	['payout.create', 'Memo', more(PAYOUT, 'memo')],
	['payout.create', 'Remark', more(PAYOUT, 'remark')],
	['payout.create', 'Wallet ID', more(PAYOUT, 'walletId'), locator],
	['payout.get', 'Cregis ID', field({}, 'cid'), locator],
	['withdrawal.create', 'Coin', field(WITHDRAWAL, 'currency'), locator],
	['withdrawal.create', 'From Address', field(WITHDRAWAL, 'fromAddress')],
	['withdrawal.create', 'To Address', field(WITHDRAWAL, 'toAddress')],
	['withdrawal.create', 'Amount', field(WITHDRAWAL, 'amount')],
	['withdrawal.create', 'Reference', field(WITHDRAWAL, 'thirdPartyId')],
	['withdrawal.create', 'Callback URL', more(WITHDRAWAL, 'callbackUrl')],
	['withdrawal.create', 'Memo', more(WITHDRAWAL, 'memo')],
	['withdrawal.create', 'Remark', more(WITHDRAWAL, 'remark')],
	['withdrawal.get', 'Cregis ID', field({}, 'cid'), locator],
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
	['trade.getAll', 'Cregis ID', filter('cid'), locator],
	['trade.getAll', 'Transaction ID', filter('txId')],
	['trade.getAll', 'Status', filter('status')],
	['teamWallet.getAll', 'Wallet Type', filter('walletType')],
	['teamWallet.getAddresses', 'Chain', field({ walletId: byId('1') }, 'chainId'), locator],
	['teamWallet.getBalances', 'Wallet', field({ returnAll: true }, 'walletId'), locator],
	['teamWallet.getBalances', 'Token', ofWallet('tokenId'), locator],
	['teamWallet.getAddressBalances', 'Address', ofWallet('address')],
	['teamWallet.getAddressBalances', 'Minimum Balance', ofWallet('minimumBalance')],
	['teamWallet.getTransactions', 'Transaction Type', ofWallet('transactionType')],
	['teamWallet.getPendingTransactions', 'Transaction ID', ofWallet('txid')],
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
	['order.get', 'Cregis ID', field({}, 'cregisId'), locator],
];

/** Quotes a label. One quote can be inside it: `'Name' of order item 2`. */
const subjectOf = (label: string) => (label.includes("'") ? `'${label}` : `'${label}'`);

const REFUSED: Array<[what: string, value: unknown, fault: string]> = [
	['an integer beyond 2^53', ROUNDED_ID, `${TOO_LONG}: ${ROUNDED_ID}`],
	['a number with a rounding error', 0.1 + 0.2, 'is a calculated number'],
	['an object', { id: 7 }, 'must be text, not an object'],
	['a list', ['0.5'], 'must be text, not a list'],
	['true', true, 'must be text, not true'],
	['false', false, 'must be text, not false'],
	['NaN', NaN, 'must be text, not NaN'],
	['infinity', Infinity, 'must be text, not Infinity'],
	['the text of a converted object', '[object Object]', 'must be text, not an object'],
];

describe.each(FIELDS)('%s: %s', (operation, label, parameters, wrap = (value) => value) => {
	it.each(REFUSED)('refuses %s', async (_, value, fault) => {
		const run = await runWith(project, operation, parameters(wrap('={{ $json.value }}')), value);
		expect(run.error?.message).toContain(`${subjectOf(label)} ${fault}`);
		expect(run.error?.description).toContain('text');
		expect(project.sandbox.getRequests()).toEqual([]);
	});

	it('refuses a rounded number in an expression with a space after it', async () => {
		const run = await runWith(
			project,
			operation,
			parameters(wrap('={{ $json.value }} ')),
			ROUNDED_ID,
		);
		expect(run.error?.message).toContain(`${subjectOf(label)} ${TOO_LONG}`);
		expect(project.sandbox.getRequests()).toEqual([]);
	});
});
