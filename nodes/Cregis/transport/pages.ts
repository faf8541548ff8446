/** Reads lists that Cregis returns in pages (api.md §0.7). */
import { CregisError } from './errors';
import { ListReading, MAX_PAGES, readPage, type Page } from './listReading';
import type { JsonObject } from '../protocol/losslessJson';
import { MAX_RATE_LIMIT_WAIT_MS, requestCregis, type Context, type CregisRequest } from './request';

const MAX_PAGE_SIZE = 100;

/** The maximum number of rows of a list. */
export const MAX_ROWS = MAX_PAGES * MAX_PAGE_SIZE;

function adviceAfter(count: number): string {
	const advice = 'Nothing was returned, because some results may be missing. Try again.';
	if (count === 0) return advice;
	return `${advice} If it happens again, set 'Limit' to ${count} or less to get only the first results.`;
}

/**
 * Requests one page of a list.
 *
 * @throws CregisError if the request fails or if there's no list in the response
 */
export async function requestPage(
	context: Context,
	request: CregisRequest,
	itemIndex?: number,
	maxWaitMs?: number,
): Promise<Page> {
	const page = readPage(await requestCregis(context, request, itemIndex, maxWaitMs));
	if (page) return page;
	throw new CregisError({ node: context.getNode(), itemIndex }, 'unknown', {
		message: 'Cregis reported success but sent no list',
		description: 'Try again. If it happens again, contact Cregis.',
	});
}

/**
 * Reads a list page by page, up to a limit.
 *
 * @param rowKey the fields that identify a row
 * @throws CregisError if the list may be incomplete. A partial list is never returned as the whole list
 */
export async function requestRows(
	context: Context,
	{ path, fields }: CregisRequest,
	rowKey: string[],
	limit: number,
	itemIndex?: number,
): Promise<JsonObject[]> {
	const place = { node: context.getNode(), itemIndex };
	const reading = new ListReading(rowKey, Math.min(limit, MAX_PAGE_SIZE));
	let goesOn = true;
	while (goesOn && reading.count < limit) {
		const { number, size } = reading;
		const request = { path, fields: { ...fields, page_num: number, page_size: size } };
		goesOn = reading.take(await requestPage(context, request, itemIndex, MAX_RATE_LIMIT_WAIT_MS));
	}
	const { rows, count, doubt } = reading;
	if (doubt && count < limit) {
		throw new CregisError(place, 'unknown', { message: doubt, description: adviceAfter(count) });
	}
	return rows.slice(0, limit);
}
