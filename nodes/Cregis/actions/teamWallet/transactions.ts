/** What past and pending transactions of a wallet have in common. */
import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../protocol/losslessJson';
import { TRADE_STATUSES, type Words } from '../../protocol/statuses';
import type { Item } from '../shared/item';
import { present } from '../shared/present';
import { chosenOutput } from '../shared/simplify';

export const transactionKey = [
	'txid',
	'transaction_type',
	'chain_id',
	'token_id',
	'from_address',
	'to_address',
	'amount',
];

const SIMPLIFIED = [
	'wallet_id',
	'transactionTypeName',
	'statusName',
	'chain_id',
	'token_id',
	'amount',
	'from_address',
	'to_address',
	'txid',
	'blockTimeIso',
];

/** Sources disagree on the name of the status (api.md §3.6). The output always has `status`. */
function withStatus(row: JsonObject): JsonObject {
	const { transaction_status: status } = row;
	return status === undefined ? row : { status, ...row };
}

/** Returns the output for the rows of a list of transactions. */
export function transactionOutput(rows: unknown, item: Item, types: Words): IDataObject[] {
	return item.list(rows).map((row) => {
		const presented = present(withStatus(row), {
			words: { status: TRADE_STATUSES, transaction_type: types },
			times: ['block_time'],
		});
		return chosenOutput(item, presented, SIMPLIFIED);
	});
}
