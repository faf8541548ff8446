import { integerDigits, type JsonObject } from './json.mts';
import type { Fields } from './fields.mts';

/** The fields of every paged request (api.md §0.7). */
export const PAGE_FIELDS: Fields = {
	page_num: { type: 'integer', form: /^[1-9]\d*$/ },
	page_size: { type: 'integer', form: /^([1-9]\d?|100)$/ },
};

export type Page<T> = { total: number; rows: T[]; pageNum: number; pageSize: number };

export function pageNumber(body: JsonObject): number {
	return Number(integerDigits(body.page_num) ?? 1);
}

/** The page that the checked body asks for: the first one, of 10 rows, by default. */
export function pageOf<T>(rows: T[], body: JsonObject): Page<T> {
	const pageNum = pageNumber(body);
	const pageSize = Number(integerDigits(body.page_size) ?? 10);
	const start = (pageNum - 1) * pageSize;
	return { total: rows.length, rows: rows.slice(start, start + pageSize), pageNum, pageSize };
}
