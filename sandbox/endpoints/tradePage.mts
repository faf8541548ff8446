import { accept } from '../contract/codes.mts';
import { addDeposits } from '../transfers/deposits.mts';
import type { Fields } from '../contract/fields.mts';
import { integerDigits } from '../contract/json.mts';
import { PAGE_FIELDS, pageNumber, pageOf } from '../contract/paging.mts';
import { asRow, type Trade, tradesOf } from '../transfers/trades.mts';
import type { Endpoint } from './endpoint.mts';

const FILTERS: Fields = {
	cid: { type: 'integer' },
	tx_id: { type: 'string' },
	status: { type: 'integer', form: /^[012]$/ },
	trade_type: { type: 'integer', form: /^[12]$/ },
	business_type: { type: 'integer', form: /^[02345]$/ },
	blocktime_start: { type: 'integer', form: /^\d{10}$/ },
	blocktime_end: { type: 'integer', form: /^\d{10}$/ },
	chain_id: { type: 'string' },
	token_id: { type: 'string' },
};

// Only the documents' example has it, and nothing says that it filters.
const UNUSED: Fields = { remark: { type: 'string' } };

function seconds({ block_time }: Trade): number {
	return block_time === null ? NaN : Math.floor(block_time / 1000);
}

// Each takes the filter's value as text. Both ends of the time are inclusive.
const KEEPS: Record<string, (trade: Trade, value: string) => boolean> = {
	cid: (trade, value) => trade.cid === value,
	tx_id: (trade, value) => trade.txid === value,
	status: (trade, value) => String(trade.status) === value,
	trade_type: (trade, value) => trade.trade_type === value,
	business_type: (trade, value) => trade.business_type === value,
	blocktime_start: (trade, value) => seconds(trade) >= Number(value),
	blocktime_end: (trade, value) => seconds(trade) <= Number(value),
	chain_id: (trade, value) => trade.chain_id === value,
	token_id: (trade, value) => trade.token_id === value,
};

/** api.md §2.15, newest first. */
export const tradePage: Endpoint = {
	projectType: 'waas',
	fields: { ...FILTERS, ...UNUSED, ...PAGE_FIELDS },
	handle: ({ state, project, body }) => {
		// What comes in while somebody turns the pages moves the rows of those to come.
		if (pageNumber(body) > 1) addDeposits(state, project, project.settings.tradesBetweenPages);
		const filters = Object.keys(FILTERS)
			.filter((name) => body[name] !== undefined)
			.map((name) => [name, integerDigits(body[name]) ?? String(body[name])]);
		const kept = tradesOf(state, project.pid)
			.filter(({ txid }) => txid !== null || project.settings.listsPendingTrades)
			.filter((trade) => filters.every(([name, value]) => KEEPS[name](trade, value)));
		const page = pageOf(kept, body);
		return accept({ ...page, rows: page.rows.map(asRow) });
	},
};
