import { html } from 'hono/html';
import type { Address } from '../state/state.mts';
import type { Team, TeamWallet } from '../state/teamTypes.mts';
import { walletBalancesOf } from '../teams/wallets.mts';
import type { Trade } from '../transfers/trades.mts';
import type { Collection, Payout, Transfer, Withdrawal } from '../state/transferTypes.mts';
import { button } from './formHtml.mts';
import { badge, code, type Content } from './pageHtml.mts';

// Each gives the cells of one row of the page.

const STATUS_WORDS = [
	'pending approval',
	'signature passed',
	'signature rejected',
	'approval cancelled',
	'approval rejected',
	'pending signature',
	'success',
	'failed on chain',
];
const OPEN_STATUSES = [0, 1, 5];
const TRADE_STATUSES = [
	['pending', 'open'],
	['success', 'good'],
	['failed', 'bad'],
];
const BUSINESS_WORDS: Record<Trade['business_type'], string> = {
	'0': 'normal',
	'2': 'approval transaction',
	'3': 'address deposit',
	'4': 'collection fee',
	'5': 'collection',
};

function amountOf({ amount, currency }: { amount: string; currency: string }): string {
	return `${amount} ${currency}`;
}

export function teamWalletRow(team: Team, wallet: TeamWallet): Content[] {
	const balances = walletBalancesOf(team, wallet).map(
		({ chain_id, token_id, total }) => `${total.toFixed()} ${chain_id}@${token_id}`,
	);
	return [code(wallet.wallet_id), wallet.alias, wallet.walletType, balances.join(', ')];
}

export function addressRow(address: Address): Content[] {
	return [
		code(address.address),
		address.chain_id,
		address.alias,
		address.callback_url,
		address.status === '0' ? 'enabled' : 'disabled',
		html`<button
			type="button"
			aria-label="Deposit to ${address.address}"
			data-fill="${address.address}"
		>
			Deposit…
		</button>`,
	];
}

function transferTone(status: number): string {
	if (status === 6) return 'good';
	return OPEN_STATUSES.includes(status) ? 'open' : 'bad';
}

function transferEnd(
	kind: 'payouts' | 'withdrawals',
	{ cid, third_party_id, status }: Transfer,
): Content[] {
	const path = `${kind}/${cid}/status`;
	const what = kind === 'payouts' ? 'payout' : 'withdrawal';
	const about = `${what} ${third_party_id}`;
	const action = (label: string, status: number, result: string, tone = '') =>
		button(label, about, { path, body: { status }, done: `The ${what} is ${result}.` }, tone);
	const actions = [
		action('Approve', 6, 'paid', 'good'),
		action('Reject', 4, 'rejected', 'bad'),
		action('Fail', 7, 'failed on chain'),
	];
	return [
		badge(`${status} ${STATUS_WORDS[status]}`, transferTone(status)),
		OPEN_STATUSES.includes(status) ? actions : '',
	];
}

export function payoutRow(payout: Payout): Content[] {
	return [
		code(payout.cid),
		code(payout.third_party_id),
		amountOf(payout),
		code(payout.address),
		...transferEnd('payouts', payout),
	];
}

export function withdrawalRow(withdrawal: Withdrawal): Content[] {
	return [
		code(withdrawal.cid),
		code(withdrawal.third_party_id),
		amountOf(withdrawal),
		code(withdrawal.from_address),
		code(withdrawal.to_address),
		...transferEnd('withdrawals', withdrawal),
	];
}

export function collectionRow(collection: Collection): Content[] {
	const [word, tone] = TRADE_STATUSES[collection.status];
	const path = `collections/${collection.cid}/status`;
	const about = `collection ${collection.cid}`;
	const actions = [
		button(
			'Collect',
			about,
			{ path, body: { status: 1 }, done: 'The collection succeeded.' },
			'good',
		),
		button('Fail', about, { path, body: { status: 2 }, done: 'The collection failed.' }, 'bad'),
	];
	return [
		code(collection.cid),
		amountOf(collection),
		code(collection.from_address),
		badge(word, tone),
		collection.status === 0 ? actions : '',
	];
}

export function tradeRow(trade: Trade): Content[] {
	const [word, tone] = TRADE_STATUSES[trade.status];
	return [
		new Date(trade.at).toISOString().slice(0, 19).replace('T', ' '),
		trade.trade_type === '1' ? 'in' : 'out',
		BUSINESS_WORDS[trade.business_type],
		code(trade.cid),
		amountOf(trade),
		code(trade.from_address),
		code(trade.to_address),
		badge(word, tone),
	];
}
