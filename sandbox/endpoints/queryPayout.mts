import { accept, refuse } from '../contract/codes.mts';
import { integerDigits, jsonNumber } from '../contract/json.mts';
import type { Endpoint } from './endpoint.mts';

/** api.md §2.9: for payouts of both versions. The cid is not echoed. */
export const queryPayout: Endpoint = {
	projectType: 'waas',
	fields: { cid: { type: 'integer', required: true } },
	handle: ({ state, project, body }) => {
		const cid = integerDigits(body.cid);
		const payout = state.payouts.find((each) => each.pid === project.pid && each.cid === cid);
		if (payout === undefined) return refuse('E0014');
		return accept({
			pid: jsonNumber(payout.pid),
			chain_id: payout.chain_id,
			token_id: payout.token_id,
			currency: payout.currency,
			from_address: payout.from_address,
			address: payout.address,
			amount: payout.amount,
			third_party_id: payout.third_party_id,
			remark: payout.remark,
			memo: payout.memo,
			status: payout.status,
			txid: payout.txid,
			block_height: payout.block_height,
			block_time: payout.block_time,
		});
	},
};
