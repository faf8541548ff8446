/** Selects trades, and makes items of them. */
import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../protocol/losslessJson';
import { TRADE_STATUSES } from '../protocol/statuses';
import { readTrade } from '../protocol/tradeEvent';
import { passesFilters } from '../trigger/filters';
import type { Settings } from './settings';

/**
 * Returns the items for the trades that pass the settings. A trade with a status that isn't documented always
 * passes, so that none is lost.
 *
 * @param pid the project's ID
 */
export function itemsOf(rows: JsonObject[], settings: Settings, pid: string): IDataObject[] {
	const { tradeType, statuses, filters, simplifies } = settings;
	const isWanted = ({ status }: JsonObject) => {
		const number = String(status ?? '');
		return statuses.includes(number) || !Object.hasOwn(TRADE_STATUSES, number);
	};
	return rows.filter(isWanted).flatMap((row) => {
		const { event, eventId, fields } = readTrade(row, pid, tradeType);
		if (!passesFilters(filters, fields)) return [];
		const own = { event, eventId };
		// Our fields come first and take precedence, because Cregis may have a field of the same name.
		return [{ ...own, ...(simplifies ? fields : { body: row }), ...own } as IDataObject];
	});
}
