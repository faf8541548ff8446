/** Describes a row of the list of trades as an event (api.md §2.15). */
import { joinId } from './event';
import type { JsonObject } from './losslessJson';
import {
	BUSINESS_TYPES,
	DEPOSIT_STATUSES,
	TRADE_STATUSES,
	TRADE_TYPES,
	statusName,
} from './statuses';
import { isoTime, timeMs } from './time';

export interface TradeEvent {
	/** Such as `deposit.success` or `trade.failed`. An unknown status is kept as received. */
	event: string;
	/** For a deposit, the same as that of its callback. */
	eventId: string;
	/** For a deposit, the fields of its callback, the payer's address and the fee. */
	fields: JsonObject;
}

const IN = '1';
const ADDRESS_DEPOSIT = '3';

const text = (value: unknown) => String(value ?? '');

function withoutEmpty(fields: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => text(value) !== ''));
}

/**
 * Returns the fields of a deposit as in its callback (webhooks.md §3): the address has another name there, the
 * status is text, and the time is in milliseconds.
 */
function depositFields(row: JsonObject): JsonObject {
	const { pid, cid, chain_id, token_id, currency, amount, txid, block_height } = row;
	const time = timeMs(row.block_time);
	return withoutEmpty({
		...{ pid, cid, chain_id, token_id, currency },
		address: row.to_address,
		amount,
		status: text(row.status),
		...{ txid, block_height },
		block_time: time === undefined ? row.block_time : String(time),
		memo: row.memo,
		// A callback has neither.
		from_address: row.from_address,
		fee: row.fee,
	});
}

function tradeFields(row: JsonObject): JsonObject {
	const word = (words: Record<string, string>, value: unknown) =>
		text(value) === '' ? undefined : statusName(words, value);
	return {
		...row,
		...withoutEmpty({
			statusName: word(TRADE_STATUSES, row.status),
			tradeTypeName: word(TRADE_TYPES, row.trade_type),
			businessTypeName: word(BUSINESS_TYPES, row.business_type),
			blockTimeIso: isoTime(row.block_time),
		}),
	};
}

/**
 * Describes a trade as an event.
 *
 * @param pid the project's ID
 * @param tradeType the direction that was asked for, if only one was. Some rows don't have theirs
 */
export function readTrade(row: JsonObject, pid: string, tradeType = ''): TradeEvent {
	const { cid, status, txid, trade_type, business_type } = row;
	const isIn = (text(trade_type) || tradeType) === IN;
	if (isIn && [ADDRESS_DEPOSIT, ''].includes(text(business_type))) {
		return {
			event: `deposit.${statusName({ ...TRADE_STATUSES, ...DEPOSIT_STATUSES }, status)}`,
			eventId: joinId('deposit', pid, cid, status),
			fields: depositFields(row),
		};
	}
	return {
		event: `trade.${statusName(TRADE_STATUSES, status)}`,
		// Several trades can have the same ID, such as both sides of a transfer within the project.
		eventId: joinId('trade', pid, cid, trade_type, business_type, txid, status),
		fields: tradeFields(row),
	};
}
