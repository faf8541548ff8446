import { html } from 'hono/html';
import type { Order } from '../state/orderTypes.mts';
import { badge, code, type Content, type Html } from './pageHtml.mts';

// As the real checkout: back to the merchant some seconds after the payment (quirks.md §5.2).
const REDIRECT_SECONDS = 5;

function isPaid({ status }: Order): boolean {
	return status === 'paid' || status === 'paid_over';
}

function payForm(order: Order): Html {
	const [first] = order.payments;
	const options = order.payment_info
		.filter(({ token_name }) => first === undefined || token_name === first.token_name)
		.map(
			({ token_name, receive_amount }) =>
				html`<option value="${token_name}">${token_name}: ${receive_amount}</option>`,
		);
	return html`<form id="pay" data-post="/sandbox/orders/${order.cregis_id}/pay">
			<label
				>Token and amount due<select name="token">
					${options}
				</select></label
			>
			<label
				>Pay<input
					name="amount"
					placeholder="what is due"
					pattern="\\d+(\\.\\d+)?"
					size="14"
					autocomplete="off"
			/></label>
			<button>Pay</button>
		</form>
		<p id="message" role="status"></p>`;
}

function content(order: Order): Html {
	if (order.status === 'new' || order.status === 'paid_partial') return payForm(order);
	const url = isPaid(order) ? order.success_url : order.cancel_url;
	return html`<p><a href="${url}">Back to the merchant</a></p>`;
}

/** The page on which a person pays an order. */
export function renderCheckout(order: Order): Html {
	const redirect: Content = isPaid(order)
		? html`<meta http-equiv="refresh" content="${REDIRECT_SECONDS};url=${order.success_url}" />`
		: null;
	const paid = order.payments.map(
		({ pay_amount, token_name }) => html`<p>Paid: ${pay_amount} ${token_name}</p>`,
	);
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<title>Checkout</title>
				${redirect}
				<link rel="stylesheet" href="/page.css" />
			</head>
			<body>
				<header>
					<h1>${order.order_amount} ${order.order_currency}</h1>
					<p>No real money.</p>
				</header>
				<main>
					<section>
						<h2>Order ${code(order.order_id)} ${badge(order.status, '')}</h2>
						${paid}${content(order)}
					</section>
				</main>
				<script src="/checkout.js"></script>
			</body>
		</html>`;
}

/** A coin's picture, as SVG. */
export function renderLogo(symbol = ''): Html {
	return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
		<circle cx="32" cy="32" r="32" fill="#3457d5" />
		<text x="32" y="38" font-size="16" text-anchor="middle" fill="#fff">${symbol.slice(0, 5)}</text>
	</svg>`;
}
