/** The requests to Cregis that confirm a callback. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { deliver } from './n8nWebhook.mts';
import { DEPOSIT, ORDER, PAYOUT, VERIFICATION, WITHDRAWAL } from '../support/samples.mts';

const NO_PAYMENT = { '/api/v1/payout/query': 'E0014' };

describe("the request has the callback's own ID:", () => {
	it.each<[what: string, callback: JsonObject, asked: string[], question: string]>([
		['of a deposit', DEPOSIT.required, ['/api/v1/trade/page'], '{"cid":1391751691788288}'],
		['of a payout', PAYOUT.required, ['/api/v1/payout/query'], '{"cid":1382626461605888}'],
		[
			'of a payout, with more digits than a JavaScript number can hold',
			{ ...PAYOUT.required, cid: '12345678901234567891' },
			['/api/v1/payout/query'],
			'{"cid":12345678901234567891}',
		],
		[
			'of a withdrawal',
			WITHDRAWAL.required,
			['/api/v1/sub_address_withdrawal/info'],
			'{"cid":1382813146816512}',
		],
		[
			'of a verification, which can be about either',
			VERIFICATION.required,
			['/api/v1/payout/query', '/api/v1/sub_address_withdrawal/info'],
			'{"cid":1382813146816512}',
		],
		['of an order', ORDER.required, ['/api/v2/order/info'], '{"cregis_id":"po20240703132452000"}'],
	])('%s', async (_, callback, asked, question) => {
		const parameters = { options: { confirm: true } };
		const delivered = await deliver(callback, { parameters, records: NO_PAYMENT });
		expect(delivered.asked).toEqual(asked);
		expect(delivered.questions).toEqual(asked.map(() => question));
	});
});
