/** Which callback resumes an execution that waits for the result of a payment. */
import { describe, expect, it } from '@jest/globals';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { deliver, deliverBody } from './n8nWebhook.mts';
import {
	DEPOSIT,
	ORDER,
	ORDER_DATA,
	PAYOUT,
	VERIFICATION,
	WITHDRAWAL,
} from '../support/samples.mts';

/** The payments that were sent, as in the node's output. */
const SENT_PAYOUT: JsonObject = {
	cid: PAYOUT.required.cid,
	third_party_id: PAYOUT.required.third_party_id,
	currency: 'USDT-ERC20',
	amount: PAYOUT.required.amount,
	to_address: PAYOUT.required.address,
};

const SENT_WITHDRAWAL: JsonObject = {
	cid: WITHDRAWAL.required.cid,
	third_party_id: WITHDRAWAL.required.third_party_id,
	currency: '144@144',
	amount: WITHDRAWAL.required.amount,
	from_address: WITHDRAWAL.required.from_address,
	to_address: WITHDRAWAL.required.to_address,
};

const SENT_ORDER: JsonObject = {
	cregis_id: ORDER_DATA.cregis_id,
	order_id: ORDER_DATA.order_id,
};

it('n8n listens at the URL that the request gives to Cregis', () => {
	expect(new Cregis().description.webhooks).toEqual([
		{
			name: 'default',
			httpMethod: 'POST',
			path: 'cregis',
			isFullPath: true,
			restartWebhook: true,
			responseMode: 'onReceived',
			responseData: 'success',
		},
	]);
});

const OTHER_ADDRESS = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48';

describe('an execution is resumed', () => {
	// With the values of the callback instead of what was sent.
	it.each<[what: string, waitsWith: JsonObject, callback: JsonObject, said: JsonObject]>([
		['payout', SENT_PAYOUT, PAYOUT.required, { event: 'payout.success', currency: 'USDT' }],
		['withdrawal', SENT_WITHDRAWAL, WITHDRAWAL.required, { currency: 'XRP' }],
		['order', SENT_ORDER, ORDER.required, { event: 'order.paid', pay_amount: '12.86' }],
	])('by the final status of its %s', async (_, waitsWith, callback, said) => {
		const delivered = await deliver(callback, { waitsWith });
		expect(delivered).toMatchObject({ status: 200, text: 'success', type: 'text/plain' });
		expect(delivered.item).toMatchObject({ ...waitsWith, ...said, timedOut: false });
		expect(delivered.item?.eventId).toMatch(/^(payout|withdrawal|order):/);
	});
});

describe('an execution that waits for a payout keeps waiting', () => {
	it.each([0, 1, 5])("and confirms receipt of status %d, which isn't final", async (status) => {
		const delivered = await deliver({ ...PAYOUT.required, status }, { waitsWith: SENT_PAYOUT });
		expect(delivered).toMatchObject({ status: 200, text: 'success', item: undefined });
	});

	it.each<[what: string, callback: JsonObject]>([
		['with another ID', { ...PAYOUT.required, cid: 1382626461605889 }],
		['with another reference', { ...PAYOUT.required, third_party_id: 'invoice-2' }],
		['with another amount', { ...PAYOUT.required, amount: '250.76' }],
		['with another recipient', { ...PAYOUT.required, address: OTHER_ADDRESS }],
		['of a deposit', DEPOSIT.required],
		['of a deposit with its ID', { ...DEPOSIT.required, cid: SENT_PAYOUT.cid }],
		['of an order', ORDER.required],
		['of a verification', VERIFICATION.required],
		['of a verification with its ID', { ...VERIFICATION.required, ...SENT_PAYOUT, currency: null }],
	])('and refuses a callback %s', async (_, callback) => {
		const delivered = await deliver(callback, { waitsWith: SENT_PAYOUT });
		expect(delivered).toMatchObject({
			status: 401,
			text: 'The execution waits for another payment',
			item: undefined,
		});
	});

	it("and refuses a callback that Cregis didn't sign", async () => {
		const body = JSON.stringify({ ...PAYOUT.required, sign: '0'.repeat(32) });
		const delivered = await deliverBody(body, { waitsWith: SENT_PAYOUT });
		expect(delivered).toMatchObject({ status: 401, item: undefined });
	});
});

it.each([[null], [{}], [{ third_party_id: PAYOUT.required.third_party_id }]])(
	'an execution with only %j known is resumed by no callback',
	async (waitsWith) => {
		const delivered = await deliver(PAYOUT.required, { waitsWith });
		expect(delivered).toMatchObject({ status: 401, item: undefined });
	},
);
