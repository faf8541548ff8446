/** What a trigger responds to a payout verification if no workflow decides. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { deliver } from './n8nWebhook.mts';
import { VERIFICATION } from '../support/samples.mts';

const DECISIONS = ['ok', 'deny', 'success'];

describe('a payout verification', () => {
	it.each<[string, JsonObject]>([
		["isn't chosen", { events: ['deposit.success'] }],
		['is filtered by its amount', { filters: { minimumAmount: '1000' } }],
		['is filtered by its address', { filters: { address: '0x1' } }],
		['meets an invalid filter', { filters: { minimumAmount: '1,000' } }],
		['meets invalid settings', { options: new Error('no') }],
		['is responded to immediately', { respond: 'onReceived' }],
		["has an expression without a value in 'Respond'", { respond: null }],
	])('is neither approved nor denied when it %s', async (_, parameters) => {
		const { status, text } = await deliver(VERIFICATION.required, { parameters });
		expect(status).toBeGreaterThanOrEqual(500);
		expect(DECISIONS).not.toContain(text.trim().toLowerCase());
	});

	it('starts the workflow even if nothing waits for its decision', async () => {
		const parameters = { respond: 'onReceived' };
		const { item } = await deliver(VERIFICATION.required, { parameters });
		expect(item).toMatchObject({ event: 'payout.verification' });
	});

	it('is left to the workflow if the event is selected', async () => {
		const parameters = { events: ['payout.verification'], respond: 'responseNode' };
		const { status, item } = await deliver(VERIFICATION.required, { parameters });
		// n8n sends the workflow's response.
		expect({ status, event: item?.event }).toEqual({ status: 200, event: 'payout.verification' });
	});
});
