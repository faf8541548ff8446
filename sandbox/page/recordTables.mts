import { html } from 'hono/html';
import type { StateView } from '../state/state.mts';
import { tradesOf } from '../transfers/trades.mts';
import { orderRow } from './orderRow.mts';
import { type Html, table } from './pageHtml.mts';
import {
	addressRow,
	collectionRow,
	payoutRow,
	teamWalletRow,
	tradeRow,
	withdrawalRow,
} from './pageRows.mts';

const cidOf = ({ cid }: { cid: string }) => cid;

/** Everything that the sandbox holds. */
export function recordTables(state: StateView): Html {
	const { team } = state;
	const tables = [
		table({
			id: 'orders',
			title: 'Orders',
			heads: ['cregis_id', 'order_id', 'Amount', 'Paid', 'Status', 'Checkout', 'Actions'],
			things: state.orders,
			keyOf: ({ cregis_id }) => cregis_id,
			cells: orderRow,
			none: 'No order yet.',
		}),
		table({
			id: 'payouts',
			title: 'Payouts',
			heads: ['cid', 'third_party_id', 'Amount', 'To', 'Status', 'Actions'],
			things: state.payouts,
			keyOf: cidOf,
			cells: payoutRow,
			none: 'No payout yet.',
		}),
		table({
			id: 'withdrawals',
			title: 'Withdrawals',
			heads: ['cid', 'third_party_id', 'Amount', 'From', 'To', 'Status', 'Actions'],
			things: state.withdrawals,
			keyOf: cidOf,
			cells: withdrawalRow,
			none: 'No withdrawal yet.',
		}),
		table({
			id: 'collections',
			title: 'Collections',
			heads: ['cid', 'Amount', 'From', 'Status', 'Actions'],
			things: state.collections,
			keyOf: cidOf,
			cells: collectionRow,
			none: 'No collection yet.',
		}),
		table({
			id: 'addresses',
			title: 'Addresses',
			heads: ['Address', 'Chain', 'Alias', 'Callback URL', 'Status', 'Actions'],
			things: state.addresses,
			keyOf: ({ address }) => address,
			cells: addressRow,
			none: 'No address yet.',
		}),
		table({
			id: 'trades',
			title: 'Trades',
			heads: ['Time (UTC)', 'Direction', 'Type', 'cid', 'Amount', 'From', 'To', 'Status'],
			things: state.projects
				.flatMap(({ pid }) => tradesOf(state, pid).reverse())
				.sort((a, b) => a.at - b.at),
			keyOf: cidOf,
			cells: tradeRow,
			none: 'No trade yet.',
		}),
		table({
			id: 'wallets',
			title: 'Team wallets',
			heads: ['wallet_id', 'Alias', 'Type', 'Balances'],
			things: team.wallets,
			keyOf: ({ wallet_id }) => wallet_id,
			cells: (wallet) => teamWalletRow(team, wallet),
			none: 'No wallet yet.',
		}),
	];
	return html`<section aria-labelledby="records">
		<h2 id="records" tabindex="-1">Everything in the sandbox</h2>
		${tables}
	</section>`;
}
