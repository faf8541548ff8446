/** A callback whose signed text has two meanings: Cregis alone can tell which is meant. */
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { IWebhookFunctions } from 'n8n-workflow';
import type * as Deliveries from '../../nodes/Cregis/delivery.ts';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import type * as N8nWebhook from './n8nWebhook.mts';
import { allFields, DEPOSIT } from './samples.mts';

jest.mock('../../nodes/Cregis/delivery.ts', () => {
	const actual = jest.requireActual<typeof Deliveries>('../../nodes/Cregis/delivery.ts');
	return {
		...actual,
		readDelivery: async function (this: IWebhookFunctions) {
			return { ...(await actual.readDelivery.call(this)), ambiguous: true };
		},
	};
});

let deliver: typeof N8nWebhook.deliver;
beforeAll(async () => {
	({ deliver } = await import('./n8nWebhook.mts'));
});

const callback = allFields(DEPOSIT);
const { address, ...deposit } = callback;
const TRADES = '/api/v1/trade/page';
const TRADE = { ...deposit, to_address: address, business_type: '3', trade_type: '1' };
const trades = (change: JsonObject = {}) => ({ [TRADES]: { rows: [{ ...TRADE, ...change }] } });

describe("an ambiguous callback, whatever 'Confirm With Cregis' is set to", () => {
	describe.each<[string, JsonObject]>([
		['left out', {}],
		['off', { confirm: false }],
		['on', { confirm: true }],
	])('(%s)', (_, options) => {
		const receive = async (records: N8nWebhook.Surroundings['records']) =>
			await deliver(callback, { parameters: { options }, records });

		it('starts the workflow once Cregis says the same', async () => {
			const { item, ...told } = await receive(trades());
			expect(told).toMatchObject({ status: 200, text: 'success', asked: [TRADES] });
			expect(item).toMatchObject({ event: 'deposit.success', amount: callback.amount });
		});

		it.each<[string, N8nWebhook.Surroundings['records'], number]>([
			['does not answer', {}, 503],
			["doesn't list it yet", { [TRADES]: { rows: [] } }, 503],
			['says otherwise', trades({ amount: '120' }), 401],
		])('starts nothing where Cregis %s', async (__, records, status) => {
			const { item, ...told } = await receive(records);
			expect(told).toMatchObject({ status, asked: [TRADES] });
			expect(item).toBeUndefined();
		});
	});
});
