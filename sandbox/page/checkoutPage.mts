import { html } from 'hono/html';
import { decimal, decimalText, roundDown } from '../contract/decimal.mts';
import { paidIn } from '../orders/orderLife.mts';
import type { Order, PaymentInfo } from '../state/orderTypes.mts';
import { ORDER_TONES, orderStatus } from './orderRow.mts';
import { badge, code, type Content, type Html } from './pageHtml.mts';

// As the real checkout: back to the merchant some seconds after the payment (quirks.md §5.2).
const REDIRECT_SECONDS = 5;

function isPaid({ status }: Order): boolean {
	return status === 'paid' || status === 'paid_over';
}

/** What the payer may choose to pay in the token. */
function amountsOf(order: Order, { receive_amount, token_decimals }: PaymentInfo) {
	const due = decimal(receive_amount).minus(paidIn(order));
	return {
		full: decimalText(due),
		half: decimalText(roundDown(due.div('2'), token_decimals)),
		double: decimalText(due.times('2')),
	};
}

function tokenOption(order: Order, info: PaymentInfo): Html {
	const { full, half, double } = amountsOf(order, info);
	return html`<option
		value="${info.token_name}"
		data-symbol="${info.token_symbol}"
		data-full="${full}"
		data-half="${half}"
		data-double="${double}"
	>
		${info.token_name}: ${full}
	</option>`;
}

function payForm(order: Order): Html {
	const [first] = order.payments;
	const rest = first === undefined ? '' : ' the rest';
	const options = order.payment_info
		.filter(({ token_name }) => first === undefined || token_name === first.token_name)
		.map((info) => tokenOption(order, info));
	const share = (name: string, label: string, tone = '') =>
		html`<button type="button" class="${tone}" data-share="${name}">
			${label}: <strong></strong>
		</button>`;
	return html`<form id="pay" class="card" data-post="/sandbox/orders/${order.cregis_id}/pay">
		<h2>Pay${rest}</h2>
		<label
			>Coin and amount due<select name="token" autocomplete="off">
				${options}
			</select></label
		>
		<div class="choices">
			${share('full', rest ? 'Pay the rest' : 'Pay in full', 'primary')}
			${share('half', rest ? 'Pay half the rest' : 'Pay half')}
			${share('double', rest ? 'Pay double the rest' : 'Pay double')}
		</div>
		<div class="other">
			<label
				>Another amount<input
					name="amount"
					required
					inputmode="decimal"
					pattern="[0-9]+([.][0-9]+)?"
					title="Digits with a decimal point, such as 12.50"
					autocomplete="off"
			/></label>
			<button>Pay this amount</button>
		</div>
	</form>`;
}

function leaveCard(order: Order): Html {
	const expire =
		order.status === 'new'
			? html`<button
					type="button"
					id="expire"
					data-post="/sandbox/orders/${order.cregis_id}/expire"
				>
					Let the order expire now
				</button>`
			: null;
	const hint =
		order.status === 'new'
			? html`<p class="hint">In the sandbox, an order expires only when you say so.</p>`
			: null;
	const title = order.status === 'new' ? "Don't pay" : "Don't pay the rest";
	return html`<section class="card" aria-labelledby="leave">
		<h2 id="leave">${title}</h2>
		${hint}
		<div class="choices">
			<a class="button" href="${order.cancel_url}">Return to the merchant</a>${expire}
		</div>
	</section>`;
}

function endCard(order: Order): Html {
	const url = isPaid(order) ? order.success_url : order.cancel_url;
	const redirect = html`<div
		id="back"
		class="note"
		data-url="${order.success_url}"
		data-seconds="${REDIRECT_SECONDS}"
	>
		<p>You return to the merchant in ${REDIRECT_SECONDS} seconds.</p>
		<p class="actions"><button type="button" id="stay">Stay on this page</button></p>
	</div>`;
	return html`<section class="card" aria-labelledby="end">
		<h2 id="end">This order is ${orderStatus(order)}</h2>
		<p><a href="${url}">Back to the merchant</a></p>
		${isPaid(order) ? redirect : null}
	</section>`;
}

/** The page on which a person pays an order. */
export function renderCheckout(order: Order): Html {
	const isOpen = order.status === 'new' || order.status === 'paid_partial';
	const paid = order.payments.map(
		({ pay_amount, token_name }) => html`<p>Paid: <strong>${pay_amount} ${token_name}</strong></p>`,
	);
	const content: Content = isOpen ? [payForm(order), leaveCard(order)] : endCard(order);
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<title>Checkout, ${orderStatus(order)}</title>
				<link rel="stylesheet" href="/page.css" />
			</head>
			<body>
				<header class="checkout">
					<p>Checkout of the Cregis sandbox. No real money.</p>
					<h1>${order.order_amount} ${order.order_currency}</h1>
					<p>
						Order ${code(order.order_id)} ${badge(orderStatus(order), ORDER_TONES[order.status])}
					</p>
					${paid}
				</header>
				<main class="checkout">${content}</main>
				<p id="message" role="status"></p>
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
