import { isAddress } from '../chains/chains.mts';
import { type Outcome, type RefusalCode, refuse, refuseField } from '../contract/codes.mts';
import { chainHasMemo, type Coin, findCoin } from '../chains/coins.mts';
import { decimalPlaces, isPositive } from '../contract/decimal.mts';
import type { Project } from '../state/project.mts';
import { referencesOf } from '../state/state.mts';
import type { Context } from '../state/context.mts';
import type { Transfer } from '../state/transferTypes.mts';

/** A payout or withdrawal as asked for; null is what was not sent. */
export type TransferRequest = Pick<
	Transfer,
	'currency' | 'amount' | 'third_party_id' | 'callback_url' | 'memo'
> & {
	recipient: string;
	remark: string | null;
	wallet_id: string | null;
	from_address: string | null;
};

type Checked = TransferRequest & {
	coin: Coin;
	project: Project;
	/** Those of the project's payouts and withdrawals, which share references and quota. */
	references: Set<string>;
	isSender: (coin: Coin, address: string) => boolean;
};
type Check = { code: RefusalCode; fails: (request: Checked) => boolean };

const MEMO_LIMIT = 4294967295n;

function isMemo(memo: string): boolean {
	return /^\d{1,10}$/.test(memo) && BigInt(memo) < MEMO_LIMIT;
}

// E0009 comes before E0034: a repeated request must learn that the first one was accepted,
// even if that one used up the quota.
const CHECKS: Check[] = [
	{ code: 'E0006', fails: ({ amount }) => !isPositive(amount) },
	{ code: 'E0007', fails: ({ amount, coin }) => decimalPlaces(amount) > coin.decimals },
	{ code: 'E0008', fails: ({ recipient, coin }) => !isAddress(coin.chainId, recipient) },
	{
		code: 'E0008',
		fails: ({ from_address, coin, isSender }) =>
			from_address !== null && !isSender(coin, from_address),
	},
	{ code: 'E0032', fails: ({ memo }) => memo !== null && !isMemo(memo) },
	{
		code: 'E0010',
		fails: ({ wallet_id, project: { settings } }) =>
			wallet_id === null
				? settings.walletIds.length === 0
				: !settings.walletIds.includes(wallet_id),
	},
	{
		code: 'E0009',
		fails: ({ third_party_id, references }) => references.has(third_party_id),
	},
	{
		code: 'E0034',
		fails: ({ references, project: { settings } }) =>
			references.size >= (settings.payoutQuota ?? Infinity),
	},
];

/**
 * Checks a payout or withdrawal, takes its reference, and makes what both have in common, with status 0; a
 * refusal is one of E0005 to E0010, E0032, E0034, or A0001 for a memo on a chain without memos (api.md §2.7,
 * §2.8 and §2.10).
 */
export function checkTransfer(
	{ state, project, newId }: Context,
	request: TransferRequest,
	isSender: Checked['isSender'],
): { transfer: Omit<Transfer, 'from_address'> } | { refusal: Outcome } {
	const coin = findCoin(request.currency);
	if (coin === undefined) return { refusal: refuse('E0005') };
	if (request.memo !== null && !chainHasMemo(coin.chainId)) return { refusal: refuseField('memo') };
	const references = referencesOf(state, project.pid);
	const checked = { ...request, coin, project, references, isSender };
	const failed = CHECKS.find(({ fails }) => fails(checked));
	if (failed !== undefined) return { refusal: refuse(failed.code) };
	references.add(request.third_party_id);
	const transfer = {
		pid: project.pid,
		cid: newId(),
		chain_id: coin.chainId,
		token_id: coin.tokenId,
		currency: coin.symbol,
		amount: request.amount,
		third_party_id: request.third_party_id,
		callback_url: request.callback_url,
		remark: request.remark ?? '',
		memo: request.memo,
		status: 0 as const,
		txid: null,
		block_height: null,
		block_time: null,
		history: [{ status: 0 as const, at: Date.now() }],
	};
	return { transfer };
}
