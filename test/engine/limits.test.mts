/** The limits of payouts and withdrawals: nothing is sent that exceeds them, and no data changes them. */
import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { callTool, type RunOptions } from './engine.mts';
import { ETHEREUM_ADDRESS, TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

/** One payout for each item, with the item's own values where it has them. */
const ROWS = {
	currency: byId('={{ $json.coin ?? "195@195" }}'),
	toAddress: `={{ $json.address ?? "${TRON_ADDRESS}" }}`,
	amount: '={{ $json.amount ?? "1" }}',
	thirdPartyId: '={{ $json.reference ?? "r" + $itemIndex }}',
};

const limit = (currency: unknown, maximumPayment?: unknown, maximumTotal?: unknown) => ({
	currency,
	...(maximumPayment === undefined ? {} : { maximumPayment }),
	...(maximumTotal === undefined ? {} : { maximumTotal }),
});

const limits = (...limit: object[]) => ({ limits: { limit } });

const pay = async (options: object, items: IDataObject[] = [{}], more: Partial<RunOptions> = {}) =>
	await project.run('payout', 'create', { ...ROWS, options: options as never }, { items, ...more });

const paid = () =>
	project.sandbox.getState().payouts.map(({ third_party_id: reference }) => reference);

const TRX = '195@195';

describe('payouts within the limits are sent:', () => {
	it.each<[string, object, IDataObject[]]>([
		['exactly the maximum per payment', limits(limit(TRX, '1')), [{}]],
		['exactly the maximum total', limits(limit(TRX, undefined, '2')), [{}, {}]],
		['by the name of the coin', limits(limit('TRON', '1')), [{}]],
		['by its IDs, if the payout has its name', limits(limit(TRX, '1')), [{ coin: 'TRON' }]],
		['chosen from the list', limits(limit(byId(TRX), 1)), [{}]],
		[
			'in capitals, as wallets show the token of an EVM coin',
			limits(limit('60@0xDAC17F958D2ee523a2206206994597C13D831ec7', '1')),
			[{ coin: '60@0xdac17f958d2ee523a2206206994597c13d831ec7', address: ETHEREUM_ADDRESS }],
		],
		['to an allowed recipient', { allowedRecipients: `\n ${TRON_ADDRESS} \r\nT2` }, [{}]],
		[
			'to an allowed recipient in capitals (EVM)',
			{ allowedRecipients: '0xDAC17F958D2ee523a2206206994597C13D831ec7' },
			[{ coin: '60@60', address: ETHEREUM_ADDRESS }],
		],
	])('%s', async (_, options, items) => {
		const { error } = await pay(options, items);
		expect(error).toBeUndefined();
		expect(paid()).toHaveLength(items.length);
	});
});

describe('nothing is sent if a payout', () => {
	it.each<[string, object, IDataObject[], string]>([
		[
			'exceeds the maximum per payment',
			limits(limit(TRX, '1')),
			[{}, { amount: '1.000001' }],
			"Item 1: 'Amount' is over the 'Maximum per Payment' of TRON, 1: '1.000001'.",
		],
		[
			'exceeds it under the name of the coin',
			limits(limit(TRX, '1')),
			[{}, { coin: 'TRON', amount: '2' }],
			"Item 1: 'Amount' is over the 'Maximum per Payment' of TRON, 1: '2'.",
		],
		[
			'exceeds the maximum total, together with others',
			limits(limit(TRX, '1', '2.5')),
			[{}, {}, {}],
			"Item 2: This payment brings the total of TRON to 3, over its 'Maximum Total', 2.5.",
		],
		[
			'exceeds the maximum total, half of it under the name of the coin',
			limits(limit(TRX, undefined, '1.5')),
			[{}, { coin: 'TRON' }],
			"Item 1: This payment brings the total of TRON to 2, over its 'Maximum Total', 1.5.",
		],
		[
			'has a coin without a limit',
			limits(limit(TRX, '1')),
			[{}, { coin: 'USDT-TRC20' }],
			"Item 1: 'Limits' doesn't include the coin '195@TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', so it can't be paid.",
		],
		[
			'goes to another recipient',
			{ allowedRecipients: TRON_ADDRESS },
			[{}, { coin: '60@60', address: ETHEREUM_ADDRESS }],
			`Item 1: 'To Address' isn't one of 'Allowed Recipients': '${ETHEREUM_ADDRESS}'.`,
		],
		[
			'goes to an allowed address with another letter case (TRON)',
			{ allowedRecipients: TRON_ADDRESS.toLowerCase(), checkAllFirst: false },
			[{}, {}],
			`Item 1: 'To Address' isn't one of 'Allowed Recipients': '${TRON_ADDRESS}'.`,
		],
	])('%s', async (_, options, items, reason) => {
		const { error } = await pay(options, items);
		expect(error?.message).toMatch(/^Nothing was sent: \d of \d items (?:is|are) invalid$/);
		expect(error?.description).toContain(reason);
		expect(paid()).toEqual([]);
	});

	it('exceeds a limit, even with Continue On Fail', async () => {
		const options = limits(limit(TRX, '1'));
		const { json } = await pay(options, [{}, { amount: '2' }], {
			onError: 'continueRegularOutput',
		});
		for (const { message } of json) expect(message).toMatchObject({ outcome: 'not done' });
		expect(json).toHaveLength(2);
		expect(paid()).toEqual([]);
	});

	it('exceeds a limit, even without the other checks', async () => {
		const { error } = await pay({ ...limits(limit(TRX, '1')), checkAllFirst: false }, [
			{ amount: '2' },
		]);
		expect(error?.message).toBe("'Amount' is over the 'Maximum per Payment' of TRON, 1: '2'");
		expect(paid()).toEqual([]);
	});

	it('is one bad row of 1,000', async () => {
		const items = Array.from({ length: 1_000 }, (_, index) => ({
			amount: index === 777 ? '1.1' : '1',
		}));
		const { error } = await pay({ ...limits(limit(TRX, '1')), checkAllFirst: false }, items);
		expect(error?.message).toBe('Nothing was sent: 1 of 1000 items is invalid');
		expect(error?.description).toContain('Item 777: ');
		expect(project.payments()).toEqual([]);
	});
});

describe('a limit that cannot be used stops the run:', () => {
	it.each<[string, unknown, string]>([
		[
			'an expression as an amount',
			limits(limit(TRX, '={{ 5 }}')),
			"'Limits' can't be an expression",
		],
		[
			'an amount from the data',
			limits(limit(TRX, '={{ $json.max }}')),
			"'Limits' can't be an expression",
		],
		[
			'an amount from an AI model',
			limits(limit(TRX, "={{ $fromAI('max') }}")),
			"'Limits' can't be an expression",
		],
		[
			'an expression as a coin',
			limits(limit(byId('={{ $json.coin }}'), '1')),
			"'Limits' can't be an expression",
		],
		['an expression as the limits', { limits: '={{ { limit: [] } }}' }, "'Limits' is empty"],
		[
			'an expression as the list',
			{ limits: { limit: '={{ [] }}' } },
			"'Coin' of limit 1 is missing",
		],
		[
			'an expression as the recipients',
			{ allowedRecipients: '={{ $json.address }}' },
			"'Allowed Recipients' can't be an expression",
		],
		['no limit', { limits: {} }, "'Limits' is empty"],
		['an empty list', limits(), "'Limits' is empty"],
		['a limit without a coin', limits(limit('', '1')), "'Coin' of limit 1 is missing"],
		['a limit without a maximum', limits(limit(TRX), limit('x', '1')), 'Limit 1 has no maximum'],
		['an empty maximum', limits(limit(TRX, ' ', '')), 'Limit 1 has no maximum'],
		[
			'a maximum with a comma',
			limits(limit(TRX, '1,000')),
			"'Maximum per Payment' of limit 1 must use a decimal point instead of a comma: '1,000'",
		],
		[
			'a maximum of 0',
			limits(limit(TRX, '1', '0')),
			"'Maximum Total' of limit 1 must be greater than 0",
		],
		[
			'a maximum in words',
			limits(limit(TRX, 'much')),
			"'Maximum per Payment' of limit 1 must be a plain number",
		],
		[
			'a coin that the project cannot pay',
			limits(limit(TRX, '1'), limit('no coin', '1')),
			"This project can't pay out 'no coin', the coin of limit 2",
		],
		[
			'two limits for one coin',
			limits(limit(TRX, '1'), limit('TRON', '9')),
			"'Limits' has more than one limit for TRON",
		],
		['no recipients', { allowedRecipients: ' \n ' }, "'Allowed Recipients' is empty"],
	])('%s', async (_, options, message) => {
		const { error } = await pay(options as object, [
			{ max: '5', coin: TRX, address: TRON_ADDRESS },
		]);
		expect(error?.message).toContain(message);
		expect(paid()).toEqual([]);
	});

	it('a coin list that cannot be read', async () => {
		project.sandbox.addFault({ path: '/api/v1/coins', kind: 'http', status: 502 });
		const { error } = await pay({ ...limits(limit(TRX, '1')), checkAllFirst: false });
		expect(error?.description).toContain("The items couldn't be checked with Cregis.");
		expect(paid()).toEqual([]);
	});
});

describe('the maximum total counts', () => {
	const options = { ...limits(limit(TRX, undefined, '2')), checkAllFirst: false };
	const lose = () => project.sandbox.addFault({ path: '/api/v2/payout', kind: 'lost_reply' });

	it('earlier passes of a loop', async () => {
		const { error } = await pay(options, [{ reference: 'a' }, { reference: 'b' }], {
			laterPasses: [[{ reference: 'c' }]],
		});
		expect(error?.message).toContain('brings the total of TRON to 3');
		expect(paid()).toEqual(['a', 'b']);
	});

	it('what an earlier try has sent, and what it may have sent, but nothing twice', async () => {
		lose();
		const { json } = await pay(options, [{ reference: 'a' }, { reference: 'b' }], {
			tries: 2,
			onError: 'continueRegularOutput',
		});
		expect(json[1]).toMatchObject({ third_party_id: 'b' });
		expect(paid()).toEqual(['a', 'b']);
	});

	it('what an earlier try may have sent under a reference that has changed', async () => {
		lose();
		const rows = [{ reference: 'a', amount: '1.5' }];
		const laterPasses = [[{ reference: 'b', amount: '0.6' }]];
		const { error } = await pay(options, rows, { laterPasses, onError: 'continueRegularOutput' });
		expect(error).toBeUndefined();
		expect(paid()).toEqual(['a']);
	});

	it('the largest amount of a reference that is sent again', async () => {
		lose();
		const passes = [{ reference: 'a', amount: '0.5' }, { reference: 'b' }].map((row) => [row]);
		const { json } = await pay(options, [{ reference: 'a', amount: '1.5' }], {
			laterPasses: passes,
			onError: 'continueRegularOutput',
		});
		expect(json[0].error).toContain('brings the total of TRON to 2.5');
		expect(paid()).toEqual(['a']);
	});

	it('nothing that Cregis declined', async () => {
		const body = '{"code":"E0010","msg":"declined"}';
		project.sandbox.addFault({ path: '/api/v2/payout', kind: 'envelope', body });
		const { error } = await pay(options, [{ reference: 'a', amount: '2' }], {
			laterPasses: [[{ reference: 'b', amount: '2' }]],
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(paid()).toEqual(['b']);
	});

	it('calls of an AI agent, even at the same time', async () => {
		const parameters = {
			resource: 'payout',
			operation: 'create',
			...ROWS,
			amount: "={{ $fromAI('amount') }}",
			thirdPartyId: "={{ $fromAI('reference') }}",
			options: options as never,
		};
		const call = (reference: string) => ({ reference, amount: '0.8' });
		const steps = [[call('a'), call('b'), call('c')], [call('d')]];
		const answers = await callTool({ credential: project.credential, parameters }, steps);
		expect(paid()).toHaveLength(2);
		expect(answers.filter((answer) => answer.includes("over its 'Maximum Total'"))).toHaveLength(2);
	});
});

it('withdrawals have limits, too', async () => {
	const fromAddress = await project.fundedAddress();
	const parameters = { ...ROWS, fromAddress, options: limits(limit(TRX, '1')) as never };
	const items = [{ reference: 'a' }, { reference: 'b', amount: '2' }];
	const { error } = await project.run('withdrawal', 'create', parameters, { items });
	expect(error?.message).toBe('Nothing was sent: 1 of 2 items is invalid');
	expect(project.payments()).toEqual([]);
});
