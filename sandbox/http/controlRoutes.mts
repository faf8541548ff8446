import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { CALLBACK_INPUT } from '../callbacks/callbackInput.mts';
import { checked, members, statusOf, wholeNumber } from '../contract/controlSchema.mts';
import { isJsonObject, parseControlJson, toJson } from '../contract/json.mts';
import type { Controls } from '../controls/controlTypes.mts';
import {
	ORDER_INPUT,
	PAYMENT_INPUT,
	REFUND_INPUT,
	SETTLEMENT_INPUT,
} from '../orders/orderInputs.mts';
import { CHANGED_CONDITIONS } from '../state/conditions.mts';
import { FAULT_INPUT } from '../state/fault.mts';
import { CHANGED_SETTINGS, PROJECT_TYPE } from '../state/settings.mts';
import { CHANGED_TEAM_SETTINGS } from '../state/teamTypes.mts';
import { TEAM_TRANSACTION_INPUT, TEAM_WALLET_INPUT } from '../teams/teamInputs.mts';
import { ADDRESS_INPUT } from '../transfers/addressInput.mts';
import { DEPOSIT_INPUT } from '../transfers/depositInput.mts';
import { readText } from './body.mts';
import { requireJson } from './guard.mts';

const NOTHING = members({});
const PROJECT_INPUT = members({ type: PROJECT_TYPE });
const TRADES_INPUT = members({ count: wholeNumber(1) });
const PAYOUT_STATUS_INPUT = members({ status: statusOf(0, 1, 2, 3, 4, 5, 6, 7) });
const COLLECTION_STATUS_INPUT = members({ status: statusOf(0, 1, 2) });

function json(c: Context, value: unknown, status: 200 | 400 | 404 = 200): Response {
	return c.body(toJson(value), status, { 'Content-Type': 'application/json' });
}

async function readBody(c: Context): Promise<unknown> {
	const text = await readText(c.req);
	const body = text === '' ? {} : parseControlJson(text);
	if (!isJsonObject(body)) throw new Error('The body must be a JSON object.');
	return body;
}

/** What is below /sandbox: the controls over HTTP. `:id` is what a control calls cid, cregisId or pid. */
export function controlRoutes(controls: Controls): Hono {
	const app = new Hono();
	app.use(requireJson);
	app.onError((error, c) => json(c, { error: error.message }, 400));

	function post<T>(
		path: string,
		schema: v.GenericSchema<unknown, T>,
		run: (body: T, id: string) => unknown,
	) {
		app.post(path, async (c) => {
			const body = checked(schema, await readBody(c));
			return json(c, await run(body, c.req.param('id') ?? ''));
		});
	}

	app.get('/state', (c) => json(c, controls.getState()));
	app.get('/requests', (c) => json(c, controls.getRequests()));
	post('/projects', PROJECT_INPUT, ({ type }) => controls.addProject(type));
	post('/addresses', ADDRESS_INPUT, (body) => controls.createAddress(body));
	post('/orders', ORDER_INPUT, (body) => controls.createOrder(body));
	post('/deposits', DEPOSIT_INPUT, (body) => controls.deposit(body));
	post('/payouts/:id{[0-9]+}/status', PAYOUT_STATUS_INPUT, ({ status }, id) =>
		controls.setPayoutStatus(id, status),
	);
	post('/withdrawals/:id{[0-9]+}/status', PAYOUT_STATUS_INPUT, ({ status }, id) =>
		controls.setWithdrawalStatus(id, status),
	);
	post('/collections/:id{[0-9]+}/status', COLLECTION_STATUS_INPUT, ({ status }, id) =>
		controls.setCollectionStatus(id, status),
	);
	post('/trades', TRADES_INPUT, ({ count }) => controls.addTrades(count));
	post('/orders/:id{po[0-9]+}/pay', PAYMENT_INPUT, (body, id) => controls.payOrder(id, body));
	post('/orders/:id{po[0-9]+}/expire', NOTHING, (_body, id) => controls.expireOrder(id));
	post('/orders/:id{po[0-9]+}/refund', REFUND_INPUT, (body, id) => controls.refundOrder(id, body));
	post('/orders/:id{po[0-9]+}/settle', SETTLEMENT_INPUT, (body, id) =>
		controls.settleOrder(id, body),
	);
	post('/callbacks/:id{[-0-9a-z]+}/push', NOTHING, (_body, id) => controls.pushCallback(id));
	post('/callbacks', CALLBACK_INPUT, (body) => controls.sendCallback(body));
	post('/faults', FAULT_INPUT, (body) => controls.addFault(body));
	post('/conditions', CHANGED_CONDITIONS, (body) => controls.setConditions(body));
	post('/projects/:id{[0-9]+}/settings', CHANGED_SETTINGS, (body, id) =>
		controls.setSettings(id, body),
	);
	post('/team/wallets', TEAM_WALLET_INPUT, (body) => controls.addTeamWallet(body));
	post('/team/transactions', TEAM_TRANSACTION_INPUT, (body) => controls.addTeamTransaction(body));
	post('/team/settings', CHANGED_TEAM_SETTINGS, (body) => controls.setTeamSettings(body));
	post('/reset', NOTHING, () => {
		controls.reset();
		return { ok: true };
	});
	app.all('*', (c) => json(c, { error: `There is no ${c.req.method} ${c.req.path}.` }, 404));
	return app;
}
