import { balanceOf } from '../transfers/balances.mts';
import { accept, refuse } from '../contract/codes.mts';
import { findCoinByIds } from '../chains/coins.mts';
import { decimalPlaces, decimalText, isPositive } from '../contract/decimal.mts';
import { DECIMAL_FORM, optionalText, text } from '../contract/fields.mts';
import { jsonNumber } from '../contract/json.mts';
import type { Endpoint } from './endpoint.mts';
import type { Collection } from '../state/transferTypes.mts';

/** api.md §2.12: from an enabled sub-address to an address of the project's wallet. */
export const initiateCollection: Endpoint = {
	projectType: 'waas',
	fields: {
		currency: { type: 'string', required: true },
		from_address: { type: 'string', required: true },
		to_address: { type: 'string', required: true },
		amount: { type: 'string', form: DECIMAL_FORM },
	},
	handle: (context) => {
		const { state, project, body } = context;
		const coin = findCoinByIds(text(body, 'currency'));
		const asked = optionalText(body, 'amount');
		if (coin === undefined) return refuse('E0005');
		if (asked !== null && !isPositive(asked)) return refuse('E0006');
		if (asked !== null && decimalPlaces(asked) > coin.decimals) return refuse('E0007');
		const from = state.addresses.find(
			(each) =>
				each.pid === project.pid &&
				each.chain_id === coin.chainId &&
				each.address === body.from_address,
		);
		if (from?.status !== '0') return refuse('E0008');
		const toAddress = project.payoutAddresses[coin.chainId];
		if (body.to_address !== toAddress) return refuse('E0008');
		const { available } = balanceOf(state, from, coin.tokenId);
		// Without an amount everything is collected, and there must be something.
		const amount = asked ?? decimalText(available);
		if (!isPositive(amount) || available.lt(amount)) return refuse('E0016');
		const collection: Collection = {
			pid: project.pid,
			cid: context.newId(),
			chain_id: coin.chainId,
			token_id: coin.tokenId,
			currency: coin.symbol,
			from_address: from.address,
			to_address: toAddress,
			amount,
			status: 0,
			txid: null,
			block_height: null,
			block_time: null,
			feeTopUp: null,
			createdAt: Date.now(),
		};
		state.collections.push(collection);
		context.onCollection(collection);
		return accept({ cid: jsonNumber(collection.cid) });
	},
};
