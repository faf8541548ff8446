import { html } from 'hono/html';
import { ADDRESS_COINS, COINS } from '../chains/coins.mts';
import { ORDER_CURRENCIES } from '../chains/payTokens.mts';
import type { Order } from '../state/orderTypes.mts';
import type { Project } from '../state/project.mts';
import type { ProjectType } from '../state/settings.mts';
import type { StateView } from '../state/state.mts';
import { projectName } from './connectStep.mts';
import { amountInput, callbackUrlInput, form, select, switchButton } from './formHtml.mts';
import { badge, type Content, type Html, newest, step } from './pageHtml.mts';
import { checkoutLink, ORDER_TONES, orderStatus } from './orderRow.mts';

const AUTO_STEP_MS = 500;

const VALID_TIMES: Array<[minutes: string, text: string]> = [
	['10', '10 minutes'],
	['30', '30 minutes'],
	['60', '1 hour'],
	['1440', '1 day'],
];

const NATIVE_COINS = ADDRESS_COINS.filter(({ chainId, tokenId }) => chainId === tokenId);

/** Which project to use, if there are several of the type. */
function projectSelect(type: ProjectType, projects: Project[]): Content {
	const ofType = projects.filter((project) => project.type === type);
	if (ofType.length < 2) return null;
	const options = ofType.map(({ pid }, index): [string, string] => [
		pid,
		`${projectName(ofType[index], projects)} (${pid})`,
	]);
	return select('Project', 'pid', options);
}

function latestOrder(order: Order | undefined): Content {
	if (order === undefined) return null;
	return html`<p class="note">
		Latest order: ${order.order_amount} ${order.order_currency}
		${badge(orderStatus(order), ORDER_TONES[order.status])} ${checkoutLink(order)}
	</p>`;
}

function orderCard({ projects, orders }: StateView): Html {
	const currencies = ORDER_CURRENCIES.map((name): [string, string] => [name, name]);
	const fields = [
		projectSelect('payment', projects),
		amountInput('Amount', 'amount', '25.00'),
		select('Currency', 'currency', currencies),
		select('Expires after', 'validTime', VALID_TIMES),
		callbackUrlInput(),
	];
	return html`<article class="card">
		<h3>Order</h3>
		<p class="hint">Create one here or with the Cregis node, then pay it on its checkout page.</p>
		${form('orders', 'Order created.', 'Create order', fields)}${latestOrder(orders.at(-1))}
	</article>`;
}

function addressCard({ projects }: StateView): Html {
	const tronFirst = [...NATIVE_COINS].sort(
		(a, b) => Number(b.chainId === '195') - Number(a.chainId === '195'),
	);
	const fields = [
		projectSelect('waas', projects),
		select(
			'Chain',
			'chainId',
			tronFirst.map(({ chainId, name }) => [chainId, name]),
		),
		callbackUrlInput(),
	];
	return html`<article class="card">
		<h3>Deposit address</h3>
		<p class="hint">
			Create one here or with the Cregis node. Its callback URL is told about each deposit.
		</p>
		${form('addresses', 'Address created.', 'Create address', fields)}
	</article>`;
}

function depositForm({ addresses }: StateView): Html {
	if (addresses.length === 0) {
		return html`<p class="none">Create a deposit address first.</p>`;
	}
	const chains = new Set(addresses.map(({ chain_id }) => chain_id));
	const tokens = COINS.filter(({ chainId, tokenId }) => chains.has(chainId) && chainId !== tokenId);
	const fields = [
		html`<label class="wide"
			>To address<select name="address" id="deposit-address">
				${newest(addresses).map(
					({ address, alias }) =>
						html`<option value="${address}">${alias ? `${address} (${alias})` : address}</option>`,
				)}
			</select></label
		>`,
		amountInput('Amount', 'amount', '10'),
		select('Coin', 'token', [
			['', 'Native coin'],
			...tokens.map(({ name }): [string, string] => [name, name]),
		]),
		select('Result', 'status', [
			['1', 'Succeeds'],
			['2', 'Fails'],
		]),
	];
	return form('deposits', 'Deposit sent.', 'Send deposit', fields);
}

function payoutCard({ projects }: StateView): Html {
	const switches = projects
		.filter(({ type }) => type === 'waas')
		.map((project) => {
			const isOn = project.settings.autoPayouts !== null;
			const autoPayouts = isOn ? null : { delayMs: AUTO_STEP_MS };
			return switchButton(
				`auto-${project.pid}`,
				{
					label: `Complete payouts automatically (${projectName(project, projects)})`,
					hint: 'Switch it off to approve, reject or fail each payout yourself.',
					isOn,
				},
				{ path: `projects/${project.pid}/settings`, body: { autoPayouts } },
			);
		});
	return html`<article class="card">
		<h3>Payout</h3>
		<p class="hint">
			Create one with the Cregis node. It appears under <a href="#payouts">Payouts</a>.
		</p>
		${switches}
	</article>`;
}

/** Step 2: what a payer or a chain would do. */
export function createStep(state: StateView): Html {
	return step(
		'create',
		2,
		'Make something happen',
		html`<p>
				As the callback URL, use the production URL of a Cregis Trigger. Its workflow must be
				published.
			</p>
			<div class="cards pairs">
				${orderCard(state)}${addressCard(state)}
				<article class="card">
					<h3>Deposit</h3>
					<p class="hint">Somebody pays to one of your addresses.</p>
					${depositForm(state)}
				</article>
				${payoutCard(state)}
			</div>`,
	);
}
