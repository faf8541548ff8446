import { html } from 'hono/html';
import { COINS } from '../chains/coins.mts';
import { type Html, table } from './pageHtml.mts';
import {
	addressRow,
	callbackRow,
	collectionRow,
	orderRow,
	payoutRow,
	projectRow,
	teamRow,
	teamWalletRow,
	tradeRow,
	withdrawalRow,
} from './pageRows.mts';
import { tradesOf } from '../transfers/trades.mts';
import type { StateView } from '../state/state.mts';

/** The part of the page that refreshes itself. */
export function renderLive(state: StateView, baseUrl: string): Html {
	const addresses = state.addresses.map(
		({ address }) => html`<option value="${address}"></option>`,
	);
	const trades = state.projects.flatMap(({ pid }) => tradesOf(state, pid)).reverse();
	const tables = [
		table(
			'Projects',
			['Type', 'Project ID (pid)', 'API key', 'Base URL'],
			state.projects,
			(project) => projectRow(project, baseUrl),
		),
		table('Team', ['Access key', 'Access secret', 'Base URL'], [state.team], (team) =>
			teamRow(team, baseUrl),
		),
		table(
			'Team wallets',
			['wallet_id', 'Alias', 'Type', 'Balances'],
			state.team.wallets,
			(wallet) => teamWalletRow(state.team, wallet),
			'No wallet yet.',
		),
		table(
			'Orders',
			['cregis_id', 'order_id', 'Amount', 'Paid', 'Status', ''],
			state.orders,
			orderRow,
			'No order yet.',
		),
		table(
			'Payouts',
			['cid', 'third_party_id', 'Amount', 'To', 'Status', ''],
			state.payouts,
			payoutRow,
			'No payout yet.',
		),
		table(
			'Withdrawals',
			['cid', 'third_party_id', 'Amount', 'From', 'To', 'Status', ''],
			state.withdrawals,
			withdrawalRow,
			'No withdrawal yet.',
		),
		table(
			'Collections',
			['cid', 'Amount', 'From', 'Status', ''],
			state.collections,
			collectionRow,
			'No collection yet.',
		),
		table(
			'Addresses',
			['Address', 'Chain', 'Alias', 'Callback URL', 'Status', ''],
			state.addresses,
			addressRow,
			'No address yet.',
		),
		table(
			'Trades',
			['Time (UTC)', 'Way', 'Business', 'cid', 'Amount', 'From', 'To', 'Status'],
			trades,
			tradeRow,
			'No trade yet.',
		),
		table(
			'Callback records',
			['Time (UTC)', 'Kind', 'cid', 'URL', 'Result', 'HTTP', 'Answer', 'Sent', ''],
			state.callbacks,
			callbackRow,
			'No callback yet.',
		),
	];
	return html`<datalist id="addresses">${addresses}</datalist>${tables}`;
}

/** The whole page; its forms stand outside of the part that refreshes itself. */
export function renderPage(state: StateView, baseUrl: string): Html {
	const tokens = COINS.map(({ name }) => html`<option value="${name}"></option>`);
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<title>Cregis sandbox</title>
				<link rel="stylesheet" href="/page.css" />
			</head>
			<body>
				<header>
					<h1>Cregis sandbox</h1>
					<p>No real money. Everything is kept in memory until the sandbox ends.</p>
				</header>
				<main>
					<section>
						<h2>Send a deposit</h2>
						<form id="deposit">
							<label
								>Address<input
									name="address"
									list="addresses"
									required
									autocomplete="off"
									size="44"
							/></label>
							<label
								>Amount<input name="amount" required pattern="\\d+(\\.\\d+)?" value="1" size="10"
							/></label>
							<label
								>Token<input
									name="token"
									list="tokens"
									placeholder="native coin"
									autocomplete="off"
							/></label>
							<label
								>Result<select name="status">
									<option value="1">success</option>
									<option value="2">failed</option>
								</select></label
							>
							<button>Send</button>
						</form>
						<datalist id="tokens">${tokens}</datalist>
						<p id="message" role="status"></p>
					</section>
					<div id="live">${renderLive(state, baseUrl)}</div>
				</main>
				<script src="/page.js"></script>
			</body>
		</html>`;
}
