/** Amounts as merchants' data has them, and what a coin with 2, 6, 8 or 18 decimals makes of each. */
import { describe, expect, it } from '@jest/globals';
import { ETHEREUM_ADDRESS, TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

/** Either how many decimals the amount needs, or why no coin can be paid with it. */
type Verdict = number | string;

const MISSING = 'is missing';
const ZERO = 'must be greater than 0';
const COMMA = 'must use a decimal point instead of a comma';
const EXPONENT = "can't have an exponent";
const PLAIN = 'must be a plain number such as 12.5';
const ROUNDED = 'is a calculated number with a rounding error';
const TOO_LONG = 'has more digits than a number can hold';
const NO_TEXT = 'must be text, not';

const AMOUNTS: Array<[amount: unknown, verdict: Verdict]> = [
	// Whole amounts
	['1', 0],
	['10', 0],
	['999999999999', 0],
	['9007199254740993', 0],
	['1'.repeat(80), 0],
	// Decimals, up to and beyond each coin's. Text is exact, even if it looks like a rounding error
	['0.1', 1],
	['1.5', 1],
	['0.01', 2],
	['1.23', 2],
	['12.50', 2],
	['1.00', 2],
	['0.001', 3],
	['1.234', 3],
	['1.000', 3],
	['0.12345', 5],
	['0.000001', 6],
	['1.000000', 6],
	['123456789.123456', 6],
	['0.0000001', 7],
	['1.0000000', 7],
	['0.00000001', 8],
	['21000000.00000001', 8],
	['0.000000001', 9],
	['1.123456789012', 12],
	['0.00000000000000001', 17],
	['0.30000000000000004', 17],
	['0.000000000000000001', 18],
	['1000000.000000000000000001', 18],
	[`${'9'.repeat(60)}.${'9'.repeat(18)}`, 18],
	['0.0000000000000000001', 19],
	['0.00000000000000000001', 20],
	['1.12345678901234567890', 20],
	// Spaces around what was typed
	[' 1 ', 0],
	['\t1.5\n', 1],
	['\u00a02', 0],
	// Numbers, as from a spreadsheet or JSON
	[1, 0],
	[10, 0],
	[0.1, 1],
	[12.5, 1],
	[1.1, 1],
	[49.99, 2],
	[0.000001, 6],
	[1234567.89, 2],
	[99999999999999, 0],
	[123456789.123456, 6],
	[0.1 + 0.2, ROUNDED],
	[1 / 3, ROUNDED],
	[2 / 3, ROUNDED],
	[1.1 * 3, ROUNDED],
	[4.35 * 100, ROUNDED],
	[1.005 * 1000, ROUNDED],
	[9007199254740991, 0],
	[9007199254740993, TOO_LONG],
	[2 ** 60, TOO_LONG],
	[0, ZERO],
	[-0, ZERO],
	[-1, PLAIN],
	[-0.5, PLAIN],
	[1e-7, EXPONENT],
	[1.5e-7, EXPONENT],
	[1e21, TOO_LONG],
	[5e-324, EXPONENT],
	[1.7976931348623157e308, TOO_LONG],
	// Nothing
	['', MISSING],
	[' ', MISSING],
	[null, MISSING],
	['0', ZERO],
	['0.0', ZERO],
	['0.00', ZERO],
	[`0.${'0'.repeat(20)}`, ZERO],
	// Signs and exponents
	['-1', PLAIN],
	['-0.1', PLAIN],
	['+1', PLAIN],
	['--1', PLAIN],
	['1e-7', EXPONENT],
	['1E6', EXPONENT],
	['1e+21', EXPONENT],
	['1.5e3', EXPONENT],
	// Other ways to write numbers
	['1,5', COMMA],
	['0,30', COMMA],
	['1,000', COMMA],
	['1.000,50', PLAIN],
	['1,000.50', PLAIN],
	['1,000,000', PLAIN],
	["1'000", PLAIN],
	['1 000', PLAIN],
	['1\u00a0000', PLAIN],
	['1_000', PLAIN],
	['.5', PLAIN],
	['5.', PLAIN],
	['01', PLAIN],
	['00.5', PLAIN],
	['1.2.3', PLAIN],
	['0x10', PLAIN],
	['0xff', PLAIN],
	['0b1', PLAIN],
	['0o7', PLAIN],
	['1n', PLAIN],
	['١٢٣', PLAIN],
	['۱۲۳', PLAIN],
	['१२', PLAIN],
	['１２', PLAIN],
	['½', PLAIN],
	['²', PLAIN],
	['1/2', PLAIN],
	['50%', PLAIN],
	['1\u200b', PLAIN],
	// Not numbers
	['NaN', PLAIN],
	['Infinity', PLAIN],
	['-Infinity', PLAIN],
	['null', PLAIN],
	['undefined', PLAIN],
	['true', PLAIN],
	[true, `${NO_TEXT} true`],
	[false, `${NO_TEXT} false`],
	[NaN, `${NO_TEXT} NaN`],
	[Infinity, `${NO_TEXT} Infinity`],
	[[], `${NO_TEXT} a list`],
	[[1], `${NO_TEXT} a list`],
	[[1, 2], `${NO_TEXT} a list`],
	[[0.1 + 0.2], `${NO_TEXT} a list`],
	[{}, `${NO_TEXT} an object`],
	['ten', PLAIN],
	['1 TRX', PLAIN],
	['$1', PLAIN],
	['€1', PLAIN],
	['=A1', PLAIN],
	['#REF!', PLAIN],
	['1;DROP', PLAIN],
	['{{ $json.amount }}', PLAIN],
];

const ROWS = AMOUNTS.map(([amount], row) => ({ amount, row: `row-${row}` }));

const payoutOf = (coin: string, toAddress: string) => ({
	resource: 'payout',
	parameters: {
		currency: byId(coin),
		toAddress,
		amount: '={{ $json.amount }}',
		thirdPartyId: '={{ $json.row }}',
	},
});

const order = {
	resource: 'order',
	parameters: {
		orderId: '={{ $json.row }}',
		orderAmount: '={{ $json.amount }}',
		orderCurrency: 'USD',
		payerId: 'customer-1',
		successUrl: 'https://shop.example.com/thanks',
		cancelUrl: 'https://shop.example.com/cart',
	},
};

it('the table has at least 100 amounts', () => {
	expect(AMOUNTS.length).toBeGreaterThanOrEqual(100);
});

describe('every amount is accepted or rejected as it should be', () => {
	it.each([
		[2, 'an order in US dollars', order],
		[6, 'TRX', payoutOf('195@195', TRON_ADDRESS)],
		[8, 'BTC', payoutOf('0@0', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2')],
		[18, 'ETH', payoutOf('60@60', ETHEREUM_ADDRESS)],
	])('for %i decimals: %s', async (decimals, _, { resource, parameters }) => {
		const { sandbox } = project;
		const key = resource === 'order' ? sandbox.payment : sandbox.waas;
		const run = await project.run(resource, 'create', parameters, {
			credential: { baseUrl: sandbox.baseUrl, ...key },
			items: ROWS as never,
			onError: 'continueRegularOutput',
		});
		const found = run.json.map(({ error }, row) => [AMOUNTS[row][0], error ?? 'is sent']);
		const label = resource === 'order' ? 'Order Amount' : 'Amount';
		expect(found).toEqual(
			AMOUNTS.map(([amount, verdict]) => {
				if (typeof verdict === 'string') {
					return [amount, expect.stringContaining(`'${label}' ${verdict}`)];
				}
				const tooMany = `'${label}' has ${verdict} decimal places, but only ${decimals} are allowed`;
				return [amount, verdict <= decimals ? 'is sent' : expect.stringContaining(tooMany)];
			}),
		);
		const sent = project.payments().map(({ fields }) => fields.amount ?? fields.order_amount);
		const good = AMOUNTS.filter(
			([, verdict]) => typeof verdict === 'number' && verdict <= decimals,
		);
		expect(sent).toEqual(good.map(([amount]) => String(amount).trim()));
	});
});
