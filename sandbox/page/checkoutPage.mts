import { STYLE } from './pageAssets.mts';
import { badge, code, escapeHtml } from './pageHtml.mts';
import type { Order } from '../state/orderTypes.mts';

// As the real checkout: back to the merchant some seconds after the payment (quirks.md §5.2).
const REDIRECT_SECONDS = 5;

const SCRIPT = `
const form = document.getElementById('pay');
const message = document.getElementById('message');
form?.addEventListener('submit', async (event) => {
	event.preventDefault();
	const { token, amount } = Object.fromEntries(new FormData(form));
	const response = await fetch(form.dataset.post, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(amount === '' ? { token } : { token, amount }),
	});
	if (response.ok) location.reload();
	else message.textContent = (await response.json()).error;
});
`;

function isPaid({ status }: Order): boolean {
	return status === 'paid' || status === 'paid_over';
}

function payForm(order: Order): string {
	const [first] = order.payments;
	const options = order.payment_info
		.filter(({ token_name }) => first === undefined || token_name === first.token_name)
		.map(
			({ token_name, receive_amount }) =>
				`<option value="${escapeHtml(token_name)}">${escapeHtml(`${token_name}: ${receive_amount}`)}</option>`,
		)
		.join('');
	return `<form id="pay" data-post="/sandbox/orders/${escapeHtml(order.cregis_id)}/pay">
<label>Token and amount due<select name="token">${options}</select></label>
<label>Pay<input name="amount" placeholder="what is due" pattern="\\d+(\\.\\d+)?" size="14" autocomplete="off"></label>
<button>Pay</button></form><p id="message" role="status"></p>`;
}

function wayBack(url: string): string {
	return `<p><a href="${escapeHtml(url)}">Back to the merchant</a></p>`;
}

function content(order: Order): string {
	if (order.status === 'new' || order.status === 'paid_partial') return payForm(order);
	return wayBack(isPaid(order) ? order.success_url : order.cancel_url);
}

/** The page on which a person pays an order. */
export function renderCheckout(order: Order): string {
	const redirect = isPaid(order)
		? `<meta http-equiv="refresh" content="${REDIRECT_SECONDS};url=${escapeHtml(order.success_url)}">`
		: '';
	const paid = order.payments
		.map(
			({ pay_amount, token_name }) => `<p>Paid: ${escapeHtml(`${pay_amount} ${token_name}`)}</p>`,
		)
		.join('');
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Checkout</title>${redirect}<style>${STYLE}</style></head><body>
<header><h1>${escapeHtml(order.order_amount)} ${escapeHtml(order.order_currency)}</h1><p>No real money.</p></header>
<main><section><h2>Order ${code(order.order_id)} ${badge(order.status, '')}</h2>${paid}${content(order)}</section></main>
<script>${SCRIPT}</script></body></html>`;
}

/** A coin's picture, as SVG. */
export function logo(symbol = ''): string {
	const shown = escapeHtml(symbol.slice(0, 5));
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="32" fill="#3457d5"/><text x="32" y="38" font-size="16" text-anchor="middle" fill="#fff">${shown}</text></svg>`;
}
