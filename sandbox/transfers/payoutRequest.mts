import { isAddress } from '../chains/chains.mts';
import { accept, type Outcome } from '../contract/codes.mts';
import { jsonNumber } from '../contract/json.mts';
import { checkTransfer, type TransferRequest } from './transferRequest.mts';
import type { Context } from '../state/context.mts';
import type { Payout } from '../state/transferTypes.mts';

/** A payout as asked for, the same for both versions; null is what was not sent. */
export type PayoutRequest = TransferRequest & { version: 1 | 2 };

/** Checks a payout request and stores the payout with status 0 (api.md §2.7 and §2.8). Answers `{cid}`. */
export function acceptPayout(context: Context, request: PayoutRequest): Outcome {
	const { state, project } = context;
	const checked = checkTransfer(context, request, (coin, address) =>
		isAddress(coin.chainId, address),
	);
	if ('refusal' in checked) return checked.refusal;
	const { transfer } = checked;
	const payout: Payout = {
		...transfer,
		version: request.version,
		wallet_id: request.wallet_id ?? project.settings.walletIds[0],
		from_address: request.from_address ?? project.payoutAddresses[transfer.chain_id],
		address: request.recipient,
	};
	state.payouts.push(payout);
	context.onPayout(payout);
	return accept({ cid: jsonNumber(payout.cid) });
}
