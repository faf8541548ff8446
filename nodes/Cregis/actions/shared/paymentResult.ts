/** The result of a payout or withdrawal, from its callbacks (webhooks.md §4 and §5). */
import { isSameAddress } from '../../protocol/address';
import { isSameAmount } from '../../protocol/amount';
import type { JsonObject } from '../../protocol/losslessJson';
import { PAYOUT_STATUSES } from '../../protocol/statuses';
import type { Result } from './operation';
import { present } from './present';

/** Statuses that aren't final (api.md §2.9.1). A status that Cregis adds counts as final. */
const PASSING_STATUSES = ['0', '1', '5'];

/** Whether a callback has the requested coin, given by its ID or name. */
function isSameCoin({ chain_id: chainId, token_id: tokenId }: JsonObject, coin: string): boolean {
	const [chain, token] = coin.split('@');
	// Callbacks contain a coin's IDs and its symbol, which several coins share, but not its name.
	if (!/^\d+$/.test(chain) || token === undefined) return true;
	return String(chainId) === chain && isSameAddress(String(tokenId), token);
}

/** Whether the payer's address is the same if both are known. Payout callbacks don't contain it. */
function isSameSender(said: unknown, sent: unknown): boolean {
	return !said || !sent || isSameAddress(String(said), String(sent));
}

function matches(said: JsonObject, sent: JsonObject): boolean {
	const recipient = said.to_address || said.address;
	return (
		(sent.cid ?? '') !== '' &&
		String(said.cid) === String(sent.cid) &&
		String(said.third_party_id) === String(sent.third_party_id) &&
		isSameAmount(String(said.amount), String(sent.amount)) &&
		isSameAddress(String(recipient), String(sent.to_address)) &&
		isSameSender(said.from_address, sent.from_address) &&
		isSameCoin(said, String(sent.currency))
	);
}

export const paymentResult: Result = {
	kinds: ['payout', 'withdrawal'],
	matches,
	isFinal: (_event, { status }) => !PASSING_STATUSES.includes(String(status)),
	present: (said) => present(said, { words: { status: PAYOUT_STATUSES }, times: ['block_time'] }),
};
