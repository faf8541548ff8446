import { describe, expect, it } from '@jest/globals';
import type { IHookFunctions, WorkflowActivateMode } from 'n8n-workflow';
import { CregisTrigger } from '../../nodes/Cregis/CregisTrigger.node.ts';
import { isAtLeast } from '../../nodes/Cregis/protocol/amount.ts';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { passesFilters } from '../../nodes/Cregis/trigger/filters.ts';
import { deliver } from './n8nWebhook.mts';
import { DEPOSIT as CALLBACK } from '../support/samples.mts';

describe('a comparison of amounts', () => {
	it.each([
		['1', '1', true],
		['1.10', '1.1', true],
		['1.1', '1.10', true],
		['0.3', '0.30000000000000004', false],
		['9007199254740993', '9007199254740992', true],
		['9007199254740992', '9007199254740993', false],
		['10', '9', true],
		['9.99', '10', false],
	])('%p is at least %p: %p', (amount, least, expected) => {
		expect(isAtLeast(amount, least)).toBe(expected);
	});
});

const DEPOSIT = { address: 'T1', currency: 'USDT', amount: '50.5' };
const WITHDRAWAL = { from_address: 'T1', to_address: 'T2', currency: 'TRX', amount: '3' };
const ORDER = {
	payment_address: '0x1',
	order_amount: '100',
	order_currency: 'HKD',
	receive_amount: '13',
	pay_amount: '12.86',
	pay_currency: 'USDT',
};
/** webhooks.md §2.3: the fields of the first payment, and those of the second. */
const TOPPED_UP = {
	...ORDER,
	pay_amount: '30',
	additional_pay_amount: '70.5',
	additional_pay_currency: 'TRX',
	additional_payment_address: '0x3',
};
const EXPIRED_ORDER = { order_amount: '100', order_currency: 'HKD' };

describe('the filters of the trigger', () => {
	it.each([
		['there are no filters', {}, DEPOSIT, true],
		['the filters are empty', { address: '', currency: ' ', minimumAmount: '' }, DEPOSIT, true],
		['the amount is enough', { minimumAmount: '50.50' }, DEPOSIT, true],
		['the amount is too small', { minimumAmount: '50.51' }, DEPOSIT, false],
		['a whole amount is too small', { minimumAmount: '4' }, WITHDRAWAL, false],
		['the filter is a number', { minimumAmount: 50 }, DEPOSIT, true],
		[
			'the amount paid counts for an order, not the amount due',
			{ minimumAmount: '13' },
			ORDER,
			false,
		],
		['an unpaid order has no address to compare', { address: '0x1' }, EXPIRED_ORDER, true],
		['an unpaid order has no currency to compare', { currency: 'USDT' }, EXPIRED_ORDER, true],
		["an amount that isn't a plain number", { minimumAmount: '13' }, { amount: '1e3' }, true],
		['an unpaid order has no amount to compare', { minimumAmount: '13' }, EXPIRED_ORDER, true],
		['the currency differs', { currency: 'TRX' }, DEPOSIT, false],
		['the currency is in another letter case', { currency: 'usdt' }, DEPOSIT, true],
		["an order's currency is what was paid", { currency: 'HKD' }, ORDER, false],
		['the address differs', { address: 'T2' }, DEPOSIT, false],
		['an order was paid at the address', { address: '0x1' }, ORDER, true],
		['both payments of an order are enough', { minimumAmount: '100.5' }, TOPPED_UP, true],
		['both payments of an order are too small', { minimumAmount: '100.51' }, TOPPED_UP, false],
		[
			"a second payment isn't a plain number",
			{ minimumAmount: '100' },
			{ ...TOPPED_UP, additional_pay_amount: '1e1' },
			true,
		],
		['an order was topped up in the currency', { currency: 'TRX' }, TOPPED_UP, true],
		['an order was first paid in the currency', { currency: 'USDT' }, TOPPED_UP, true],
		['an order was topped up at the address', { address: '0x3' }, TOPPED_UP, true],
		['an order was first paid at the address', { address: '0x1' }, TOPPED_UP, true],
		['an order was paid at another address', { address: '0x2' }, ORDER, false],
		['the address is the payer', { address: 'T1' }, WITHDRAWAL, true],
		['the address is the recipient', { address: 'T2' }, WITHDRAWAL, true],
		[
			'all filters must match',
			{ address: 'T1', currency: 'USDT', minimumAmount: '51' },
			DEPOSIT,
			false,
		],
		['zero matches every amount', { minimumAmount: '0' }, DEPOSIT, true],
	])('%s', (_, filters, fields, expected) => {
		expect(passesFilters(filters, fields)).toBe(expected);
	});

	const EVM = '0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7e';
	const EVM_WITH_CHECKSUM = '0xD38c2CF366A731DCbe4A32C7Ef24fF96D080CA7E';
	const SUI = `0x${'ab'.repeat(32)}`;
	const BECH32 = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq';
	const TRON = 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS';
	const BITCOIN = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
	const TON = 'EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N';

	it.each([
		['EVM, lower-case', EVM, EVM_WITH_CHECKSUM, true],
		['EVM, with a checksum', EVM_WITH_CHECKSUM, EVM, true],
		['EVM, upper-case', EVM.toUpperCase(), EVM, true],
		['EVM, another one', EVM.replace(/e$/, 'f'), EVM, false],
		['SUI', SUI.toUpperCase().replace('0X', '0x'), SUI, true],
		['bech32', BECH32.toUpperCase(), BECH32, true],
		['TRON, which is case-sensitive', TRON.toLowerCase(), TRON, false],
		['TRON, one letter in another case', TRON.replace('X', 'x'), TRON, false],
		['Bitcoin in base58', BITCOIN.toUpperCase(), BITCOIN, false],
		['TON', TON.toLowerCase(), TON, false],
	])('an address of %s', (_, filter, address, expected) => {
		expect(passesFilters({ address: filter }, { address })).toBe(expected);
	});
});

const UNREADABLE = [
	'1,000',
	'1.000,5',
	'1e3',
	'\uFF11\uFF10',
	'1 000',
	'much',
	'-1',
	'.5',
	'5.',
	'0x10',
];

describe('an invalid filter', () => {
	const failed = { status: 500, item: undefined };

	it.each([
		...UNREADABLE.map((value) => ({ minimumAmount: value })),
		{ minimumAmount: 1e21 },
		{ minimumAmount: [50] },
		{ address: ['T1'] },
		{ currency: {} },
	])('fails the delivery, so that it can be resent: %j', async (filters) => {
		const { text, ...rest } = await deliver(CALLBACK.required, { parameters: { filters } });
		expect(rest).toMatchObject(failed);
		expect(text).toMatch(/^'(Minimum Amount|Address|Currency)' must be /);
	});

	it.each<[string, string, unknown]>([
		['Minimum Amount', 'minimumAmount', undefined],
		['Minimum Amount', 'minimumAmount', ''],
		['Address', 'address', null],
		['Currency', 'currency', ' '],
	])("fails if the expression of '%s' has no value", async (label, name, value) => {
		const parameters = { filters: { [name]: value } };
		const written = { filters: { [name]: '={{ $vars.missing }}' } };
		const { text, ...rest } = await deliver(CALLBACK.required, { parameters, written });
		expect(rest).toMatchObject(failed);
		expect(text).toContain(`'${label}'`);
	});

	it.each<[what: string, value: unknown, written: string | null]>([
		['an expression with a value', CALLBACK.required.address, '={{ $vars.address }}'],
		['no value', null, null],
		['an empty text', '', ''],
	])('is not %s', async (_, value, expression) => {
		const parameters = { filters: { address: value } };
		const written = { filters: { address: expression } };
		expect(await deliver(CALLBACK.required, { parameters, written })).toMatchObject({
			status: 200,
			item: { event: 'deposit.success' },
		});
	});

	it.each(['events', 'filters', 'options', 'simplify', 'respond'])(
		"fails if an expression in '%s' throws",
		async (name) => {
			const parameters = { [name]: new Error('$vars.secret is not defined') };
			const { text, log, ...rest } = await deliver(CALLBACK.required, { parameters });
			expect(rest).toMatchObject(failed);
			expect(text).not.toContain('secret');
			expect(log).toEqual([expect.stringContaining(text)]);
		},
	);

	it.each([[[]], [null], [undefined]])('fails if no event is selected: %j', async (events) => {
		const { text, log, ...rest } = await deliver(CALLBACK.required, { parameters: { events } });
		expect(rest).toMatchObject(failed);
		expect(log).toEqual([expect.stringContaining(text)]);
	});

	it("is ignored for an event that isn't selected", async () => {
		const parameters = { events: ['order.paid'], filters: { minimumAmount: '1,000' } };
		expect(await deliver(CALLBACK.required, { parameters })).toMatchObject({
			status: 200,
			text: 'success',
			item: undefined,
		});
	});
});

describe('publishing a workflow', () => {
	async function publish(filters: JsonObject, mode: WorkflowActivateMode = 'activate') {
		const context = {
			getNode: () => ({ name: 'Cregis Trigger', parameters: { filters } }),
			getActivationMode: () => mode,
			getCredentials: async () => undefined,
		} as unknown as IHookFunctions;
		return await new CregisTrigger().webhookMethods.default.checkExists.call(context);
	}

	it.each(UNREADABLE)("is refused with a 'Minimum Amount' of '%s'", async (minimumAmount) => {
		await expect(publish({ minimumAmount })).rejects.toMatchObject({
			message: expect.stringMatching(/^'Minimum Amount' must be /),
			description: expect.stringContaining('publish the workflow again'),
		});
	});

	it.each<[string, JsonObject]>([
		['no filters', {}],
		['a whole amount', { minimumAmount: '10' }],
		['filters', { minimumAmount: '10.5', currency: 'USDT', address: 'T1' }],
		['empty filters', { minimumAmount: '', currency: '', address: '' }],
		[
			'an expression, which is evaluated when Cregis calls',
			{ minimumAmount: '={{ $vars.least }}' },
		],
	])('is possible with %s', async (_, filters) => {
		await expect(publish(filters)).resolves.toBe(true);
	});

	// Nobody would read the message, and all other deliveries would be lost, too.
	it.each<WorkflowActivateMode>(['init', 'leadershipChange'])(
		"isn't refused when n8n starts (%s)",
		async (mode) => {
			await expect(publish({ minimumAmount: '1,000' }, mode)).resolves.toBe(true);
		},
	);
});
