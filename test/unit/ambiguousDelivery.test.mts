/** An ambiguous callback starts and resumes nothing until Cregis confirms it. */
import { describe, expect, it } from '@jest/globals';
import { ApplicationError, type IWebhookFunctions } from 'n8n-workflow';
import { receiveResult } from '../../nodes/Cregis/actions/waiting/webhook.ts';
import { receiveCallback } from '../../nodes/Cregis/trigger/webhook.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { sign } from '../../sandbox/contract/signature.mts';
import { deliver as deliverToTrigger, type Surroundings } from './n8nWebhook.mts';
import { allFields, DEPOSIT, KEY, PAYOUT, PID } from '../support/samples.mts';

// The customer's remark encloses another status: a forger can cut the same text in another way.
const GENUINE: JsonObject = { ...PAYOUT.required, status: 7, remark: 'astatus6third_party_idb' };
const REFERENCE = `bstatus7third_party_id${String(GENUINE.third_party_id)}`;
const FORGED = { ...GENUINE, remark: 'a', status: '6', third_party_id: REFERENCE };

async function deliver(
	receive: (context: IWebhookFunctions) => Promise<{ workflowData?: unknown }>,
	body: JsonObject,
	record?: JsonObject,
) {
	const sent: { status?: number } = {};
	const response = {
		status: (status: number) => Object.assign(response, { is: (sent.status = status) }),
		type: () => response,
		send: () => response,
	};
	const parameters: JsonObject = { events: ['*'], resource: 'payout', operation: 'create' };
	const context = {
		logger: { warn: () => undefined },
		getNode: () => ({ name: 'Cregis', parameters }),
		getWorkflow: () => ({ id: 'w1', name: 'Payouts' }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		evaluateExpression: () => ({ ...body, to_address: body.address, currency: 'TRX' }),
		getCredentials: async () => ({ pid: PID, apiKey: KEY, baseUrl: 'https://t-1.cregis.io' }),
		getRequestObject: () => ({
			rawBody: Buffer.from(JSON.stringify({ ...body, sign: sign(GENUINE, KEY) })),
		}),
		getResponseObject: () => response,
		helpers: {
			httpRequestWithAuthentication: async () => {
				if (!record) throw new ApplicationError('No answer');
				return { statusCode: 200, body: JSON.stringify({ code: '00000', data: record }) };
			},
		},
	} as unknown as IWebhookFunctions;
	const { workflowData } = await receive(context);
	return { ...sent, isStarted: workflowData !== undefined };
}

describe.each([
	['the trigger', receiveCallback],
	['a waiting execution', receiveResult],
])('%s', (_title, receive) => {
	it('accepts the genuine body once Cregis confirms it', async () => {
		expect(await deliver(receive, GENUINE, GENUINE)).toEqual({ isStarted: true });
	});

	it('refuses the forged one, which Cregis contradicts', async () => {
		expect(await deliver(receive, FORGED, GENUINE)).toEqual({ status: 401, isStarted: false });
	});

	it("accepts neither while Cregis doesn't respond", async () => {
		const expected = { status: 503, isStarted: false };
		expect(await deliver(receive, GENUINE)).toEqual(expected);
		expect(await deliver(receive, FORGED)).toEqual(expected);
	});
});

describe("whatever 'Confirm With Cregis' is set to", () => {
	const TRADES = '/api/v1/trade/page';
	// The payer's memo contains what could be another field.
	const callback: JsonObject = { ...allFields(DEPOSIT), memo: `1nonceabcdefpid${PID}status2` };
	const { address, ...deposit } = callback;
	const trades = (change: JsonObject = {}) => ({
		[TRADES]: {
			rows: [{ ...deposit, to_address: address, business_type: '3', trade_type: '1', ...change }],
		},
	});

	describe.each<[string, JsonObject]>([
		['left out', {}],
		['off', { confirm: false }],
		['on', { confirm: true }],
	])('(%s)', (_, options) => {
		const receive = async (records: Surroundings['records']) =>
			await deliverToTrigger(callback, { parameters: { options }, records });

		it('the workflow starts once Cregis confirms it', async () => {
			const { item, ...told } = await receive(trades());
			expect(told).toMatchObject({ status: 200, text: 'success', asked: [TRADES] });
			expect(item).toMatchObject({ event: 'deposit.success', amount: callback.amount });
		});

		it.each<[string, Surroundings['records'], number]>([
			['does not answer', {}, 503],
			["doesn't list it yet", { [TRADES]: { rows: [] } }, 503],
			['says otherwise', trades({ amount: '120' }), 401],
		])('nothing starts if Cregis %s', async (__, records, status) => {
			const { item, ...told } = await receive(records);
			expect(told).toMatchObject({ status, asked: [TRADES] });
			expect(item).toBeUndefined();
		});
	});
});
