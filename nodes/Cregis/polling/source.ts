/** Requests the project's trades for one poll. */
import type { IPollFunctions } from 'n8n-workflow';
import { ENDPOINTS } from '../protocol/endpoints';
import { JsonNumber, isJsonObject, type JsonObject } from '../protocol/losslessJson';
import { clock } from '../transport/clock';
import type { Page } from '../transport/listReading';
import { requestPage } from '../transport/pages';

export const PAGE_SIZE = 100;

/** How long a poll may take if n8n sets no limit, in milliseconds. */
const BUDGET_MS = 120_000;

/** Block times in seconds, both inclusive. */
export interface Period {
	from?: number;
	until?: number;
}

export interface Source {
	/** Requests a page of the trades in a period. */
	page(period: Period, number: number, size?: number): Promise<Page>;
	/** Counts the trades in a period. Returns undefined if Cregis doesn't. */
	count(period: Period, filters?: JsonObject): Promise<number | undefined>;
	/** How many requests were sent. */
	requests: number;
	/** Whether the poll has time left. */
	hasTime(): boolean;
	/** The current time in seconds. */
	now: number;
}

/** The rows of a page that are readable. */
export const rowsOf = ({ rows }: Page): JsonObject[] => rows.filter(isJsonObject);

/**
 * Creates the source of one poll.
 *
 * @param tradeType the number of the direction, or '' for both (api.md §2.15)
 */
export function openSource(context: IPollFunctions, tradeType: string): Source {
	const begun = clock.now();
	// n8n 2.8 sets no limit. Half of it leaves room for a response that takes long.
	const budget = Math.min(BUDGET_MS, (context.getPollBudgetMs?.() ?? BUDGET_MS) / 2);
	const request = async (period: Period, number: number, size: number, filters?: JsonObject) => {
		source.requests++;
		return await requestPage(context, {
			path: ENDPOINTS.trades,
			fields: {
				trade_type: tradeType === '' ? undefined : new JsonNumber(tradeType),
				blocktime_start: period.from,
				blocktime_end: period.until,
				...filters,
				page_num: number,
				page_size: size,
			},
		});
	};
	const source: Source = {
		requests: 0,
		page: async (period, number, size = PAGE_SIZE) => await request(period, number, size),
		count: async (period, filters) => (await request(period, 1, 1, filters)).total,
		hasTime: () => clock.now() < begun + budget,
		now: Math.floor(begun / 1000),
	};
	return source;
}
