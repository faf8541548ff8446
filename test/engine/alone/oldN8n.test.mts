/** The package refuses to run on n8n before 2.8, which confirms a callback before it stores the execution. */
import { expect, it, jest } from '@jest/globals';

jest.mock('n8n-workflow', () => {
	const { validateNodeCredentials, webhookDescriptionFields, ...older } =
		jest.requireActual<Record<string, unknown>>('n8n-workflow');
	expect(validateNodeCredentials).toBeDefined();
	return older;
});

it('fails on the first use, and names the required version', async () => {
	const { runNode } = await import('../engine.mts');
	const run = await runNode({
		credential: { baseUrl: 'http://127.0.0.1:9', pid: '1', apiKey: 'key' },
		parameters: { resource: 'coin', operation: 'getAll' },
	});
	expect(run.error?.message).toBe('The Cregis nodes require n8n 2.8 or newer. Update n8n.');
});
