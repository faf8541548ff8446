/** What ends a delivery, other than a refusal. */
import { expect, it } from '@jest/globals';
import type { IWebhookFunctions } from 'n8n-workflow';
import { respondingToRefusals } from '../../nodes/Cregis/callbacks/refusal.ts';

it("a delivery that fails unexpectedly is an error of the node, which n8n shows, and isn't answered", async () => {
	const context = { getNode: () => ({ name: 'Cregis Trigger' }) } as IWebhookFunctions;
	const failing = respondingToRefusals(context, async () => {
		throw new TypeError('items is not iterable');
	});
	await expect(failing).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: 'items is not iterable',
		node: { name: 'Cregis Trigger' },
	});
});
