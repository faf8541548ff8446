import { COINS } from './coins.mts';
import type { StateView } from './control-types.mts';
import { SCRIPT, STYLE } from './page-assets.mts';
import type { Address, CallbackRecord, Payout, Project } from './state.mts';

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
const SHOWN_ROWS = 50;

function escapeHtml(value: unknown): string {
	return String(value ?? '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function button(label: string, path: string, body: unknown, kind = ''): string {
	return `<button type="button" class="${kind}" data-post="${escapeHtml(path)}" data-body="${escapeHtml(JSON.stringify(body))}">${label}</button>`;
}

function badge(word: string, tone: string): string {
	return `<span class="badge ${tone}">${escapeHtml(word)}</span>`;
}

/** Cells are HTML already; the newest row comes first. */
function table(title: string, heads: string[], rows: string[][], none: string): string {
	const head = heads.map((text) => `<th>${text}</th>`).join('');
	const body = rows
		.slice(-SHOWN_ROWS)
		.reverse()
		.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
		.join('');
	const content =
		rows.length === 0
			? `<p class="none">${none}</p>`
			: `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
	return `<section><h2>${title} <small>${rows.length}</small></h2>${content}</section>`;
}

function code(value: unknown): string {
	return `<code>${escapeHtml(value)}</code>`;
}

function projectRow(project: Project, baseUrl: string): string[] {
	const name = project.type === 'waas' ? 'WaaS' : 'Payment Engine';
	return [name, code(project.pid), code(project.apiKey), code(baseUrl)];
}

function addressRow(address: Address): string[] {
	return [
		code(address.address),
		escapeHtml(address.chain_id),
		escapeHtml(address.alias),
		escapeHtml(address.callback_url),
		`<button type="button" data-fill="${escapeHtml(address.address)}">Deposit…</button>`,
	];
}

function payoutTone(status: number): string {
	if (status === 6) return 'good';
	return OPEN_STATUSES.includes(status) ? 'open' : 'bad';
}

function payoutRow(payout: Payout): string[] {
	const path = `/sandbox/payouts/${payout.cid}/status`;
	const actions = [
		button('Approve', path, { status: 6 }, 'good'),
		button('Reject', path, { status: 4 }, 'bad'),
		button('Fail', path, { status: 7 }),
	];
	return [
		code(payout.cid),
		code(payout.third_party_id),
		`${escapeHtml(payout.amount)} ${escapeHtml(payout.currency)}`,
		code(payout.address),
		badge(`${payout.status} ${STATUS_WORDS[payout.status]}`, payoutTone(payout.status)),
		OPEN_STATUSES.includes(payout.status) ? actions.join(' ') : '',
	];
}

function callbackRow(record: CallbackRecord): string[] {
	return [
		new Date(record.sentAt).toISOString().slice(11, 19),
		escapeHtml(record.kind),
		code(record.cid),
		escapeHtml(record.url),
		badge(record.success ? 'success' : 'failed', record.success ? 'good' : 'bad'),
		escapeHtml(record.httpStatus),
		code(record.answer),
		escapeHtml(record.attempts.length),
		button('Push again', `/sandbox/callbacks/${record.id}/push`, {}),
	];
}

/** The part of the page that refreshes itself. */
export function renderLive(state: StateView, baseUrl: string): string {
	const addresses = state.addresses.map(({ address }) => `<option value="${address}">`).join('');
	return [
		`<datalist id="addresses">${addresses}</datalist>`,
		table(
			'Projects',
			['Type', 'Project ID (pid)', 'API key', 'Base URL'],
			state.projects.map((project) => projectRow(project, baseUrl)),
			'',
		),
		table(
			'Payouts',
			['cid', 'third_party_id', 'Amount', 'To', 'Status', ''],
			state.payouts.map(payoutRow),
			'No payout yet.',
		),
		table(
			'Addresses',
			['Address', 'Chain', 'Alias', 'Callback URL', ''],
			state.addresses.map(addressRow),
			'No address yet.',
		),
		table(
			'Callback records',
			['Time (UTC)', 'Kind', 'cid', 'URL', 'Result', 'HTTP', 'Answer', 'Sent', ''],
			state.callbacks.map(callbackRow),
			'No callback yet.',
		),
	].join('');
}

/** The whole page; its forms stand outside of the part that refreshes itself. */
export function renderPage(state: StateView, baseUrl: string): string {
	const tokens = COINS.map(({ name }) => `<option value="${escapeHtml(name)}">`).join('');
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Cregis sandbox</title><style>${STYLE}</style></head><body>
<header><h1>Cregis sandbox</h1><p>No real money. Everything is kept in memory until the sandbox ends.</p></header>
<main>
<section><h2>Send a deposit</h2><form id="deposit">
<label>Address<input name="address" list="addresses" required autocomplete="off" size="44"></label>
<label>Amount<input name="amount" required pattern="\\d+(\\.\\d+)?" value="1" size="10"></label>
<label>Token<input name="token" list="tokens" placeholder="native coin" autocomplete="off"></label>
<label>Result<select name="status"><option value="1">success</option><option value="2">failed</option></select></label>
<button>Send</button></form><datalist id="tokens">${tokens}</datalist>
<p id="message" role="status"></p></section>
<div id="live">${renderLive(state, baseUrl)}</div>
</main><script>${SCRIPT}</script></body></html>`;
}
