import { accept, refuse } from '../contract/codes.mts';
import { integerDigits, jsonNumber } from '../contract/json.mts';
import type { Endpoint } from './endpoint.mts';

/** api.md §2.11: unlike a payout, the recipient is `to_address`, block_time is text and memo is never null. */
export const querySubAddressWithdrawal: Endpoint = {
	projectType: 'waas',
	fields: { cid: { type: 'integer', required: true } },
	handle: ({ state, project, body }) => {
		const cid = integerDigits(body.cid);
		const found = state.withdrawals.find((each) => each.pid === project.pid && each.cid === cid);
		if (found === undefined) return refuse('E0014');
		return accept({
			pid: jsonNumber(found.pid),
			chain_id: found.chain_id,
			token_id: found.token_id,
			currency: found.currency,
			from_address: found.from_address,
			to_address: found.to_address,
			amount: found.amount,
			third_party_id: found.third_party_id,
			remark: found.remark,
			memo: found.memo ?? '',
			status: found.status,
			txid: found.txid,
			block_height: found.block_height,
			block_time: found.block_time === null ? null : String(found.block_time),
		});
	},
};
