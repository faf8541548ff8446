/** What a trigger responds to a payout that Cregis asks about, where no workflow decides. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { deliver } from './n8nWebhook.mts';
import { VERIFICATION } from '../support/samples.mts';

const DECISIONS = ['ok', 'deny', 'success'];

describe('a payout that Cregis asks about', () => {
	it.each<[string, JsonObject]>([
		["isn't chosen", { events: ['deposit.success'] }],
		['is filtered by its amount', { filters: { minimumAmount: '1000' } }],
		['is filtered by its address', { filters: { address: '0x1' } }],
		['meets a filter that cannot be read', { filters: { minimumAmount: '1,000' } }],
		['meets settings that cannot be read', { options: new Error('no') }],
		['is responded to immediately', { respond: 'onReceived' }],
		['is responded to as an expression says that has no value', { respond: null }],
	])('is neither approved nor denied when it %s', async (_, parameters) => {
		const { status, text } = await deliver(VERIFICATION.required, { parameters });
		expect(status).toBeGreaterThanOrEqual(500);
		expect(DECISIONS).not.toContain(text.trim().toLowerCase());
	});

	it('starts the workflow even where nobody waits for its decision', async () => {
		const parameters = { respond: 'onReceived' };
		const { item } = await deliver(VERIFICATION.required, { parameters });
		expect(item).toMatchObject({ event: 'payout.verification' });
	});

	it('is left to the workflow, once it is chosen', async () => {
		const parameters = { events: ['payout.verification'], respond: 'responseNode' };
		const { status, item } = await deliver(VERIFICATION.required, { parameters });
		// n8n responds with what the workflow says.
		expect({ status, event: item?.event }).toEqual({ status: 200, event: 'payout.verification' });
	});
});
