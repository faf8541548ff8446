/** A trigger that confirms each callback with Cregis. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { until, type SavedWorkflow } from '../../harness/editor.mts';
import type { CallbackRecord, FaultInput } from '../../sandbox/sandbox.mts';
import { call, newAddress, payoutFields, withdrawalFields } from '../support/client.mts';
import { confirming } from './confirming.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const { publish, itemsOf, itemOf } = confirming(stage);

const USDT = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

let workflow: SavedWorkflow;
let url: string;
beforeAll(async () => {
	({ workflow, url } = await publish());
});

describe('a confirmed callback', () => {
	it("starts the workflow: a deposit, with the payer's address and the fee", async () => {
		const address = await newAddress(stage.sandbox, '195', { callback_url: url });
		const { deposit, callback } = await stage.sandbox.deposit({ address, amount: '3.50' });
		expect(callback).toMatchObject({ success: true });
		expect(await itemOf(workflow, deposit.cid)).toMatchObject({
			event: 'deposit.success',
			address,
			amount: '3.50',
			from_address: deposit.from_address,
			fee: deposit.fee,
		});
	});

	it.each([
		[6, 'payout.success'],
		[7, 'payout.failed'],
		[4, 'payout.approval_rejected'],
	] as const)('starts the workflow: a payout in status %i', async (status, event) => {
		const fields = payoutFields(`confirmed-${status}`, { callback_url: url });
		const { data } = await call(stage.sandbox, '/api/v1/payout', fields);
		const { callback } = await stage.sandbox.setPayoutStatus(String(data.cid), status);
		expect(callback).toMatchObject({ success: true });
		expect((await itemOf(workflow, data.cid)).event).toBe(event);
	});

	it('starts the workflow: a withdrawal', async () => {
		const from = await newAddress(stage.sandbox);
		const fields = withdrawalFields(from, { third_party_id: 'confirmed', callback_url: url });
		const { data } = await call(stage.sandbox, '/api/v1/sub_address_withdrawal', fields);
		const { callback } = await stage.sandbox.setWithdrawalStatus(String(data.cid), 6);
		expect(callback).toMatchObject({ success: true });
	});
});

describe("a callback that differs from Cregis's record", () => {
	/** Sends a callback that differs from a genuine one, signed with the project's own key. */
	async function sendAltered(change: object): Promise<CallbackRecord> {
		const address = await newAddress(stage.sandbox);
		const { callback } = await stage.sandbox.deposit({ address, amount: '1' });
		const { deposits } = stage.sandbox.getState();
		const { cid, txid, chain_id, token_id } = deposits.at(-1)!;
		expect(callback).toBeNull();
		const genuine = { cid: Number(cid), chain_id, token_id, currency: 'TRX', address, amount: '1' };
		return await stage.sandbox.sendCallback({
			project: 'waas',
			url,
			payload: { ...genuine, status: '1', txid, ...change },
			sign: true,
		});
	}

	it('is accepted if nothing differs', async () => {
		expect(await sendAltered({})).toMatchObject({ httpStatus: 200, success: true });
	});

	it.each([
		['another amount', { amount: '1000' }, 401, "'amount' doesn't match"],
		['another currency', { currency: 'BTC' }, 401, "'currency' doesn't match"],
		['another address', { address: USDT }, 401, "'address' doesn't match"],
		['another coin', { token_id: USDT }, 401, "'token_id' doesn't match"],
		['another transaction', { txid: 'a'.repeat(64) }, 401, "'txid' doesn't match"],
		['another status', { status: '2' }, 401, "'status' doesn't match"],
		['a memo', { memo: '123' }, 503, "no 'memo' to compare with"],
		["a deposit that doesn't exist", { cid: 1391751691788288 }, 503, "doesn't list this deposit"],
	])('is refused despite the right key: %s', async (_, change, status, reason) => {
		const { httpStatus, answer, success, body } = await sendAltered(change);
		expect({ httpStatus, success }).toEqual({ httpStatus: status, success: false });
		expect(answer).toContain(reason);
		expect(await itemsOf(workflow, (JSON.parse(body) as { cid: number }).cid)).toEqual([]);
	});

	it('is refused if it reports a payout as a deposit', async () => {
		const fields = payoutFields(randomUUID());
		const { data } = await call(stage.sandbox, '/api/v1/payout', fields);
		const { payout } = await stage.sandbox.setPayoutStatus(String(data.cid), 6);
		const { chain_id, token_id, currency, address, amount, txid } = payout;
		const told = { chain_id, token_id, currency, address, amount, txid, status: '1' };
		const { httpStatus, answer } = await stage.sandbox.sendCallback({
			project: 'waas',
			url,
			payload: { cid: Number(payout.cid), ...told },
			sign: true,
		});
		expect({ httpStatus, answer }).toEqual({
			httpStatus: 401,
			answer: "Cregis's record of this 'cid' isn't a deposit",
		});
	});

	it("can't set the payer and the fee", async () => {
		const { success } = await sendAltered({ from_address: USDT, fee: '999' });
		expect(success).toBe(true);
		const { cid, from_address, fee } = stage.sandbox.getState().deposits.at(-1)!;
		expect(await itemOf(workflow, cid)).toMatchObject({ from_address, fee });
	});
});

describe('an unconfirmed callback', () => {
	const TRADES = '/api/v1/trade/page';
	const NO_ROWS = JSON.stringify({ code: '00000', msg: 'ok', data: { rows: [], total: 0 } });
	const PENDING = (row: object) =>
		JSON.stringify({ code: '00000', msg: 'ok', data: { rows: [{ ...row, status: 0 }] } });

	async function deposit(fault: (address: string) => FaultInput) {
		const address = await newAddress(stage.sandbox, '195', { callback_url: url });
		stage.sandbox.addFault(fault(address));
		return await stage.sandbox.deposit({ address, amount: '4' });
	}

	it.each<[string, string, FaultInput]>([
		["couldn't be asked", "couldn't ask", { path: TRADES, kind: 'http', status: 502 }],
		["doesn't list the trade", "doesn't list", { path: TRADES, kind: 'envelope', body: NO_ROWS }],
	])('fails if Cregis %s, and succeeds when it is resent', async (_, reason, fault) => {
		const { callback } = await deposit(() => fault);
		expect(callback).toMatchObject({ httpStatus: 503, success: false });
		expect(callback!.answer).toContain(reason);
		expect(await stage.sandbox.pushCallback(callback!.id)).toMatchObject({ success: true });
	});

	it('fails while the trade is pending, and succeeds when it is resent', async () => {
		const address = await newAddress(stage.sandbox, '195', { callback_url: url });
		const { deposit: first, callback } = await stage.sandbox.deposit({ address, amount: '4' });
		expect(callback).toMatchObject({ success: true });
		const { cid, fee, memo, ...row } = first;
		const pending = { ...row, to_address: address, cid: Number(cid), currency: 'TRX' };
		stage.sandbox.addFault({ path: TRADES, kind: 'envelope', body: PENDING(pending) });
		const { id } = callback!;
		expect(await stage.sandbox.pushCallback(id)).toMatchObject({ httpStatus: 503, success: false });
		expect(await stage.sandbox.pushCallback(id)).toMatchObject({ success: true });
	});

	it("is in n8n's log if Cregis couldn't be asked", async () => {
		await deposit(() => ({
			path: TRADES,
			kind: 'envelope',
			body: JSON.stringify({ code: 'E0001', msg: 'The IP is not added', data: null }),
		}));
		const line = (text: string) =>
			text.includes(workflow.id) &&
			/callback was refused.*couldn't ask Cregis.*whitelist/.test(text);
		const lines = await until('the line', async () => {
			const found = stage.log().split('\n').filter(line);
			return found.length > 0 && found;
		});
		expect(lines).toHaveLength(1);
	});
});
