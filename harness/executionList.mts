/** Reads n8n's list of executions. */

export interface Execution {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
}

export interface ExecutionPage {
	results: Execution[];
	/** Older versions of n8n have no cursor, and go on from the last ID. */
	nextCursor?: string | null;
}

export const PAGE_LENGTH = 100;

/** The query for the page after this one. Empty after the last page. */
function pageAfter({ results, nextCursor }: ExecutionPage): string {
	if (nextCursor !== undefined) {
		return nextCursor ? `&cursor=${encodeURIComponent(nextCursor)}` : '';
	}
	return results.length < PAGE_LENGTH ? '' : `&lastId=${results.at(-1)!.id}`;
}

/**
 * Reads all pages, each execution once. n8n looks up those that run and those that have ended at the same
 * time, and lists an execution that ends in between as both.
 *
 * @param readPage reads the page for a query to append, which is empty for the first page
 */
export async function readExecutions(
	readPage: (query: string) => Promise<ExecutionPage>,
): Promise<Execution[]> {
	const found = new Map<string, Execution>();
	let query = '';
	do {
		const page = await readPage(query);
		for (const execution of page.results) found.set(execution.id, execution);
		query = pageAfter(page);
	} while (query);
	return [...found.values()];
}
