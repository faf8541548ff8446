import type { CallbackInput, Controls, FaultInput } from '../controls/controlTypes.mts';
import type { ProjectSettings } from '../state/settings.mts';
import type { DepositInput } from '../transfers/depositInput.mts';
import type { PaymentInput, RefundInput, SettlementInput } from '../orders/orderInputs.mts';
import type { CollectionStatus, PayoutStatus } from '../state/transferTypes.mts';

type Route = {
	method: 'GET' | 'POST';
	/** The path; its groups are the parameters. */
	path: RegExp;
	run: (controls: Controls, parameters: string[], body: unknown) => unknown;
};

// Bodies are those of the functions in control-types.mts, which check what they need.
const ROUTES: Route[] = [
	{ method: 'GET', path: /^\/sandbox\/state$/, run: (controls) => controls.getState() },
	{ method: 'GET', path: /^\/sandbox\/requests$/, run: (controls) => controls.getRequests() },
	{
		method: 'POST',
		path: /^\/sandbox\/deposits$/,
		run: (controls, _parameters, body) => controls.deposit(body as DepositInput),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/payouts\/(\d+)\/status$/,
		run: (controls, [cid], body) =>
			controls.setPayoutStatus(cid, (body as { status: PayoutStatus }).status),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/withdrawals\/(\d+)\/status$/,
		run: (controls, [cid], body) =>
			controls.setWithdrawalStatus(cid, (body as { status: PayoutStatus }).status),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/collections\/(\d+)\/status$/,
		run: (controls, [cid], body) =>
			controls.setCollectionStatus(cid, (body as { status: CollectionStatus }).status),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/trades$/,
		run: (controls, _parameters, body) => controls.addTrades((body as { count: number }).count),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/orders\/(po\d+)\/pay$/,
		run: (controls, [id], body) => controls.payOrder(id, body as PaymentInput),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/orders\/(po\d+)\/expire$/,
		run: (controls, [id]) => controls.expireOrder(id),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/orders\/(po\d+)\/refund$/,
		run: (controls, [id], body) => controls.refundOrder(id, body as RefundInput),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/orders\/(po\d+)\/settle$/,
		run: (controls, [id], body) => controls.settleOrder(id, body as SettlementInput),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/callbacks\/([\w-]+)\/push$/,
		run: (controls, [id]) => controls.pushCallback(id),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/callbacks$/,
		run: (controls, _parameters, body) => controls.sendCallback(body as CallbackInput),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/faults$/,
		run: (controls, _parameters, body) => controls.addFault(body as FaultInput),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/projects\/(\d+)\/settings$/,
		run: (controls, [pid], body) => controls.setSettings(pid, body as Partial<ProjectSettings>),
	},
	{
		method: 'POST',
		path: /^\/sandbox\/reset$/,
		run: (controls) => {
			controls.reset();
			return { ok: true };
		},
	},
];

/**
 * Runs the control call of a path under /sandbox/ and resolves to its result, undefined if there
 * is no such call. Rejects with an Error whose message tells what is wrong.
 */
export async function runControl(
	controls: Controls,
	method: string,
	path: string,
	body: unknown,
): Promise<unknown> {
	const route = ROUTES.find((each) => each.method === method && each.path.test(path));
	if (route === undefined) return undefined;
	return await route.run(controls, route.path.exec(path)?.slice(1) ?? [], body);
}
