/** The trigger refuses to run on n8n before 2.8, which confirms a callback before it stores the execution. */
import { expect, it, jest } from '@jest/globals';
import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';
import { DEPOSIT, allFields } from '../../support/samples.mts';

jest.mock('n8n-workflow', () => {
	const { validateNodeCredentials, webhookDescriptionFields, ...older } =
		jest.requireActual<Record<string, unknown>>('n8n-workflow');
	expect(validateNodeCredentials).toBeDefined();
	return older;
});

const NEEDED = 'The Cregis nodes require n8n 2.8 or newer. Update n8n.';

it('a callback is refused, so that it can be resent, and starts nothing', async () => {
	const { deliver } = await import('../n8nWebhook.mts');
	const { status, text, item } = await deliver(allFields(DEPOSIT));
	expect([status, text]).toEqual([503, NEEDED]);
	expect(item).toBeUndefined();
});

it('a workflow is not published', async () => {
	const { CregisTrigger } = await import('../../../nodes/Cregis/CregisTrigger.node.ts');
	const { checkExists } = new CregisTrigger().webhookMethods.default;
	const context = { getActivationMode: () => 'activate' } as unknown as IHookFunctions;
	await expect(checkExists.call(context)).rejects.toThrow(NEEDED);
});

it('nothing is polled', async () => {
	const { CregisPollingTrigger } = await import(
		'../../../nodes/Cregis/CregisPollingTrigger.node.ts'
	);
	const context = {
		getMode: () => 'trigger',
		getActivationMode: () => 'activate',
		getNode: () => ({}),
	};
	const poll = new CregisPollingTrigger().poll.call(context as unknown as IPollFunctions);
	await expect(poll).rejects.toThrow(NEEDED);
});
