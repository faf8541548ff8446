/** Lists that Cregis gives in pages (api.md §0, "Pagination"). */
import type { IExecuteFunctions } from 'n8n-workflow';
import { isJsonObject, type JsonObject } from './protocol/losslessJson';
import { PATIENCE, requestCregis, type CregisRequest } from './transport';

const LARGEST_PAGE = 100;

/** More than any project has; a list that never ends is not read forever. */
const MOST_PAGES = 10_000;

interface Page {
	rows: JsonObject[];
	/** How many rows there are in all, if Cregis said so. */
	total: number;
}

function readPage(data: unknown): Page {
	const { rows, total } = isJsonObject(data) ? data : {};
	return { rows: Array.isArray(rows) ? rows.filter(isJsonObject) : [], total: Number(total ?? 0) };
}

/**
 * Reads a list page by page, up to a limit.
 *
 * The list may change meanwhile. A row that was added moves others to the next page, where they come a
 * second time: they are known by their key, and left out. A row that is gone moves one that was not read
 * yet to a page that was: when the total falls, that page is read again.
 *
 * @param rowKey the fields that tell one row from another
 */
export async function requestRows(
	this: IExecuteFunctions,
	{ path, fields }: CregisRequest,
	rowKey: string[],
	limit: number,
	itemIndex: number,
): Promise<JsonObject[]> {
	const size = Math.min(limit, LARGEST_PAGE);
	const found = new Map<string, JsonObject>();
	let lastTotal = 0;
	for (let number = 1, requests = 0; requests < MOST_PAGES; requests++) {
		const data = await requestCregis.call(
			this,
			{ path, fields: { ...fields, page_num: number, page_size: size } },
			itemIndex,
			PATIENCE,
		);
		const { rows, total } = readPage(data);
		for (const row of rows) {
			const key = JSON.stringify(rowKey.map((field) => row[field]));
			if (!found.has(key)) found.set(key, row);
		}
		const hasShrunk = total < lastTotal && number > 1;
		lastTotal = total;
		if (found.size >= limit) break;
		if (hasShrunk) number--;
		else if (rows.length === 0 || number * size >= total) break;
		else number++;
	}
	return [...found.values()].slice(0, limit);
}
