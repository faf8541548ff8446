/** The list of executions, on which the tests with a real n8n rely. */
import { describe, expect, it } from '@jest/globals';
import { readExecutions, type ExecutionPage } from '../../harness/executionList.mts';

const executions = (ids: number[], status = 'success') =>
	ids.map((id) => ({ id: String(id), workflowId: 'workflow', mode: 'webhook', status }));

const hundred = (first: number) => executions(Array.from({ length: 100 }, (_, row) => first - row));

async function read(pages: Record<string, ExecutionPage>) {
	const asked: string[] = [];
	const found = await readExecutions(async (query) => {
		asked.push(query);
		return pages[query];
	});
	return { asked, statuses: found.map(({ id, status }) => `${id} ${status}`) };
}

describe('the list of executions', () => {
	it('lists an execution once that ends while n8n reads its list', async () => {
		const page = { results: [...executions([7, 6], 'running'), ...executions([6, 5])] };
		expect((await read({ '': page })).statuses).toEqual(['7 running', '6 success', '5 success']);
	});

	it.each<{ versions: string; pages: Record<string, ExecutionPage> }>([
		{
			versions: 'by the cursor',
			pages: {
				'': { results: hundred(150), nextCursor: 'a+b' },
				'&cursor=a%2Bb': { results: executions([50, 49]), nextCursor: null },
			},
		},
		{
			versions: 'by the last ID, in versions without a cursor',
			pages: { '': { results: hundred(150) }, '&lastId=51': { results: executions([50, 49]) } },
		},
	])('goes on $versions', async ({ pages }) => {
		const { asked, statuses } = await read(pages);
		expect(asked).toEqual(Object.keys(pages));
		expect(statuses).toHaveLength(102);
	});
});
