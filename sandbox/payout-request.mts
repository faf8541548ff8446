import { isAddress, randomAddress } from './chains.mts';
import { accept, type Code, type Outcome, refuse, refuseField } from './codes.mts';
import { chainHasMemo, type Coin, findCoin } from './coins.mts';
import type { Context } from './endpoints/endpoint.mts';
import { jsonNumber } from './json.mts';
import type { Payout, Project } from './state.mts';

/** A payout as asked for, the same for both versions; null is what was not sent. */
export type PayoutRequest = Pick<
	Payout,
	'version' | 'currency' | 'address' | 'amount' | 'third_party_id' | 'callback_url' | 'memo'
> & { remark: string | null; wallet_id: string | null; from_address: string | null };

type Checked = PayoutRequest & { coin: Coin; project: Project; payouts: Payout[] };
type Check = { code: Exclude<Code, '00000'>; fails: (request: Checked) => boolean };

const MEMO_LIMIT = 4294967295n;

function isMemo(memo: string): boolean {
	return /^\d{1,10}$/.test(memo) && BigInt(memo) < MEMO_LIMIT;
}

function decimalPlaces(amount: string): number {
	return amount.split('.')[1]?.length ?? 0;
}

// E0009 comes before E0034: a repeated request must learn that the first one was accepted,
// even if that one used up the quota.
const CHECKS: Check[] = [
	{ code: 'E0006', fails: ({ amount }) => amount.startsWith('-') || !/[1-9]/.test(amount) },
	{ code: 'E0007', fails: ({ amount, coin }) => decimalPlaces(amount) > coin.decimals },
	{ code: 'E0008', fails: ({ address, coin }) => !isAddress(coin.chainId, address) },
	{
		code: 'E0008',
		fails: ({ from_address, coin }) =>
			from_address !== null && !isAddress(coin.chainId, from_address),
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
		fails: ({ third_party_id, payouts }) =>
			payouts.some((payout) => payout.third_party_id === third_party_id),
	},
	{
		code: 'E0034',
		fails: ({ payouts, project: { settings } }) =>
			payouts.length >= (settings.payoutQuota ?? Infinity),
	},
];

function payoutAddress(project: Project, chainId: string): string {
	project.payoutAddresses[chainId] ??= randomAddress(chainId);
	return project.payoutAddresses[chainId];
}

/**
 * Checks a payout request and stores the payout with status 0 (api.md 2.7, 2.8).
 * Answers `{cid}` or one of E0005 to E0010, E0032, E0034; A0001 for a memo on a chain without memos.
 */
export function acceptPayout(context: Context, request: PayoutRequest): Outcome {
	const { state, project } = context;
	const coin = findCoin(request.currency);
	if (coin === undefined) return refuse('E0005');
	if (request.memo !== null && !chainHasMemo(coin.chainId)) return refuseField('memo');
	const payouts = state.payouts.filter(({ pid }) => pid === project.pid);
	const failed = CHECKS.find(({ fails }) => fails({ ...request, coin, project, payouts }));
	if (failed !== undefined) return refuse(failed.code);
	const payout: Payout = {
		...request,
		pid: project.pid,
		cid: context.newId(),
		wallet_id: request.wallet_id ?? project.settings.walletIds[0],
		chain_id: coin.chainId,
		token_id: coin.tokenId,
		currency: coin.symbol,
		from_address: request.from_address ?? payoutAddress(project, coin.chainId),
		remark: request.remark ?? '',
		status: 0,
		txid: null,
		block_height: null,
		block_time: null,
		history: [{ status: 0, at: Date.now() }],
	};
	state.payouts.push(payout);
	context.onPayout(payout);
	return accept({ cid: jsonNumber(payout.cid) });
}
