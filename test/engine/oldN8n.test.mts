/** n8n before 2.8 confirms a callback before it has stored the execution: the package runs on none of them. */
import { expect, it, jest } from '@jest/globals';

jest.mock('n8n-workflow', () => {
	const { validateNodeCredentials, webhookDescriptionFields, ...older } =
		jest.requireActual<Record<string, unknown>>('n8n-workflow');
	expect(validateNodeCredentials).toBeDefined();
	return older;
});

it('is refused on the first use, with the version that is needed', async () => {
	const { runNode } = await import('./engine.mts');
	const run = await runNode({
		credential: { baseUrl: 'http://127.0.0.1:9', pid: '1', apiKey: 'key' },
		parameters: { resource: 'coin', operation: 'getAll' },
	});
	expect(run.error?.message).toBe('The Cregis nodes need n8n 2.8 or newer: update this n8n');
});
