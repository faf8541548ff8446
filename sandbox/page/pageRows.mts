import { html } from 'hono/html';
import { badge, button, code, type Content } from './pageHtml.mts';
import { isToSettle } from '../orders/settlement.mts';
import type { Project } from '../state/project.mts';
import type { Address, CallbackRecord } from '../state/state.mts';
import type { Team, TeamWallet } from '../state/teamTypes.mts';
import { walletBalancesOf } from '../teams/wallets.mts';
import type { Trade } from '../transfers/trades.mts';
import type { Order } from '../state/orderTypes.mts';
import type { Collection, Payout, Transfer, Withdrawal } from '../state/transferTypes.mts';

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

export function projectRow(project: Project, baseUrl: string): Content[] {
	const name = project.type === 'waas' ? 'WaaS' : 'Payment Engine';
	return [name, code(project.pid), code(project.apiKey), code(baseUrl)];
}

export function teamRow({ accessKey, accessSecret }: Team, baseUrl: string): Content[] {
	return [code(accessKey), code(accessSecret), code(baseUrl)];
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
		html`<button type="button" data-fill="${address.address}">Deposit…</button>`,
	];
}

function transferTone(status: number): string {
	if (status === 6) return 'good';
	return OPEN_STATUSES.includes(status) ? 'open' : 'bad';
}

function transferEnd(kind: 'payouts' | 'withdrawals', { cid, status }: Transfer): Content[] {
	const path = `/sandbox/${kind}/${cid}/status`;
	const actions = [
		button('Approve', path, { status: 6 }, 'good'),
		button('Reject', path, { status: 4 }, 'bad'),
		button('Fail', path, { status: 7 }),
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
	const path = `/sandbox/collections/${collection.cid}/status`;
	const actions = [
		button('Collect', path, { status: 1 }, 'good'),
		button('Fail', path, { status: 2 }, 'bad'),
	];
	return [
		code(collection.cid),
		amountOf(collection),
		code(collection.from_address),
		badge(word, tone),
		collection.status === 0 ? actions : '',
	];
}

const ORDER_TONES: Record<Order['status'], string> = {
	new: 'open',
	paid: 'good',
	paid_over: 'good',
	paid_partial: 'open',
	expired: 'bad',
	canceled: 'bad',
};

export function orderRow(order: Order): Content[] {
	const path = `/sandbox/orders/${order.cregis_id}`;
	const isOpen = order.status === 'new' || order.status === 'paid_partial';
	const isRefundable = order.payments.length > 0 && (order.refund?.refund_status ?? 0) === 0;
	const actions = [
		isOpen ? button('Pay', `${path}/pay`, {}, 'good') : null,
		order.status === 'new' ? button('Expire', `${path}/expire`, {}, 'bad') : null,
		isRefundable ? button('Refund', `${path}/refund`, {}) : null,
		isToSettle(order) ? button('Settle', `${path}/settle`, {}) : null,
	];
	return [
		html`<a href="/checkout/${order.cregis_id}">${code(order.cregis_id)}</a>`,
		code(order.order_id),
		`${order.order_amount} ${order.order_currency}`,
		order.payments.map(({ pay_amount, token_name }) => `${pay_amount} ${token_name}`).join(', '),
		badge(order.status, ORDER_TONES[order.status]),
		actions,
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

export function callbackRow(record: CallbackRecord): Content[] {
	return [
		new Date(record.sentAt).toISOString().slice(11, 19),
		record.kind,
		code(record.cid),
		record.url,
		badge(record.success ? 'success' : 'failed', record.success ? 'good' : 'bad'),
		record.httpStatus,
		code(record.answer),
		record.attempts.length,
		button('Push again', `/sandbox/callbacks/${record.id}/push`, {}),
	];
}
