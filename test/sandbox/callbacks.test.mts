import { describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject, parseJson, toJson } from '../../sandbox/contract/json.mts';
import { isSigned } from '../../sandbox/contract/signature.mts';
import {
	call,
	control,
	newAddress,
	payoutFields,
	post,
	startReceiver,
} from '../support/client.mts';
import { receiver, sandbox, useReceiver, useSandbox } from '../support/sandbox.mts';
import { STATUSES } from './transferStatuses.mts';
import { AN_HOUR_MS, pass, until, useFakeTime } from './time.mts';

useFakeTime();
useSandbox();
useReceiver();

function receivedBody(index = 0): JsonObject {
	return parseJson(receiver.received[index].body) as JsonObject;
}

/** A new address whose deposits are reported to the receiver, unless the fields say otherwise. */
const depositAddress = async (fields: JsonObject = {}) =>
	await newAddress(sandbox, '195', { callback_url: receiver.url, ...fields });

async function newPayout(reference = 'a', callback_url = receiver.url): Promise<string> {
	const { data } = await call(sandbox, '/api/v1/payout', payoutFields(reference, { callback_url }));
	return String(data.cid);
}

describe('deposit', () => {
	it('is reported to the callback URL of the address, signed', async () => {
		const address = await depositAddress();
		const { deposit, callback } = await sandbox.deposit({
			address,
			amount: '12.5',
			token: 'USDT-TRC20',
		});
		const body = receivedBody();
		expect(isSigned(body, sandbox.waas.apiKey)).toBe(true);
		expect(body).toMatchObject({
			pid: jsonNumber(sandbox.waas.pid),
			cid: jsonNumber(deposit.cid),
			chain_id: '195',
			token_id: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
			currency: 'USDT',
			address,
			amount: '12.5',
			status: '1',
			txid: deposit.txid,
			block_time: String(deposit.block_time),
		});
		expect(receiver.received[0].headers['content-type']).toBe('application/json');
		expect(callback).toMatchObject({
			kind: 'deposit',
			cid: deposit.cid,
			url: receiver.url,
			body: receiver.received[0].body,
			httpStatus: 200,
			answer: 'success',
			success: true,
		});
		expect(callback?.attempts).toHaveLength(1);
	});

	it('can use the types of version 1', async () => {
		await control(sandbox, 'deposits', {
			address: await depositAddress(),
			amount: '1',
			status: '2',
			older: true,
		});
		expect(receivedBody().status).toEqual(jsonNumber(2));
		expect(String(receivedBody().block_time)).toMatch(/^\d{13}$/);
		expect(toJson(receivedBody().block_time)).toMatch(/^\d{13}$/);
		expect(isSigned(receivedBody(), sandbox.waas.apiKey)).toBe(true);
	});

	it('sends nothing without a callback URL or below the minimum', async () => {
		const silent = await depositAddress({ callback_url: undefined });
		expect((await sandbox.deposit({ address: silent, amount: '1' })).callback).toBeNull();
		sandbox.setSettings(sandbox.waas.pid, { minimumCallbackAmounts: { TRON: '0.5' } });
		const address = await depositAddress();
		expect((await sandbox.deposit({ address, amount: '0.49' })).callback).toBeNull();
		expect((await sandbox.deposit({ address, amount: '0.50' })).callback?.success).toBe(true);
	});

	it.each([
		[{ address: 'T1', amount: '1' }, 'There is no address T1.'],
		[{ amount: 'x' }, 'amount must be decimal text.'],
		[{ amount: '1', token: 'Bitcoin' }, 'There is no token Bitcoin on chain 195.'],
		[{ amount: '1', status: '3' }, 'status must be "1" or "2".'],
	])('rejects %j', async (input, error) => {
		expect(
			await control(sandbox, 'deposits', { address: await depositAddress(), ...input }),
		).toEqual({
			error,
		});
		expect(sandbox.getState().deposits).toEqual([]);
	});
});

describe('payout', () => {
	it.each(STATUSES)('moved to %d: callback %s, on chain %s', async (status, told, onChain) => {
		const cid = await newPayout();
		await control(sandbox, `payouts/${cid}/status`, { status });
		const { data } = await call(sandbox, '/api/v1/payout/query', { cid: jsonNumber(cid) });
		expect(data.status).toEqual(jsonNumber(status));
		expect(data.txid).toEqual(onChain ? expect.stringMatching(/^[0-9a-f]{64}$/) : null);
		expect(data.block_time === null).toBe(!onChain);
		expect(receiver.received).toHaveLength(told ? 1 : 0);
		if (!told) return;
		expect(receivedBody()).toMatchObject({ cid: jsonNumber(cid), status: jsonNumber(status) });
		expect(Object.hasOwn(receivedBody(), 'txid')).toBe(onChain);
		expect(isSigned(receivedBody(), sandbox.waas.apiKey)).toBe(true);
	});

	it('is in the ledger once it is paid', async () => {
		const [paid, failed] = [await newPayout('paid'), await newPayout('failed')];
		await sandbox.setPayoutStatus(paid, 6);
		await sandbox.setPayoutStatus(paid, 6);
		await sandbox.setPayoutStatus(failed, 7);
		expect(sandbox.getState().ledger).toEqual({ paid: 1 });
		expect(receiver.received).toHaveLength(2);
	});

	it('completes on its own if the settings say so', async () => {
		sandbox.setSettings(sandbox.waas.pid, { autoPayouts: { delayMs: 20 } });
		const [auto, stopped] = [await newPayout('auto'), await newPayout('stopped')];
		await sandbox.setPayoutStatus(stopped, 4);
		pass(AN_HOUR_MS);
		await until(() => receiver.received.length === 2);
		const { payouts, callbacks } = sandbox.getState();
		await until(() => callbacks.every(({ answer }) => answer !== null));
		expect(payouts.find(({ cid }) => cid === auto)?.history.map(({ status }) => status)).toEqual([
			0, 5, 1, 6,
		]);
		expect(payouts.find(({ cid }) => cid === stopped)?.status).toBe(4);
		expect(callbacks.map(({ success }) => success)).toEqual([true, true]);
	});
});

describe('delivery', () => {
	it('repeats the same bytes on demand', async () => {
		await newPayout().then((cid) => sandbox.setPayoutStatus(cid, 6));
		const [{ id }] = sandbox.getState().callbacks;
		await control(sandbox, `callbacks/${id}/push`, {});
		expect(receiver.received[1].body).toBe(receiver.received[0].body);
		expect(sandbox.getState().callbacks[0].attempts).toHaveLength(2);
	});

	it.each([
		['{"ok":true}', 200],
		['"success"', 200],
		['success\n', 200],
		['', 302],
		['Error', 500],
	])('fails on the response %j (HTTP %d)', async (answer, status) => {
		const other = await startReceiver(answer, status);
		const cid = await newPayout('a', other.url);
		const { callback } = await sandbox.setPayoutStatus(cid, 6);
		expect(callback).toMatchObject({ success: false, httpStatus: status, answer });
		expect(other.received).toHaveLength(1);
		await other.close();
	});

	it('fails if the endpoint is unreachable', async () => {
		const cid = await newPayout('a', 'http://127.0.0.1:1/');
		const { callback } = await sandbox.setPayoutStatus(cid, 6);
		expect(callback).toMatchObject({ success: false, httpStatus: null });
		expect(callback?.answer).toMatch(/^no answer: .*ECONNREFUSED/);
	});

	const PAYLOAD = { cid: jsonNumber('9007199254740993'), amount: '1' };

	it.each([
		['signed', true, true],
		['forged', 'f'.repeat(32), false],
		['without sign', undefined, false],
	])('sends a given payload, %s', async (_name, sign, holds) => {
		const record = await control(sandbox, 'callbacks', {
			project: 'payment',
			url: receiver.url,
			payload: PAYLOAD,
			sign,
		});
		expect(record).toMatchObject({ kind: 'custom', success: true });
		expect(receivedBody()).toMatchObject(PAYLOAD);
		expect(isSigned(receivedBody(), sandbox.payment.apiKey)).toBe(holds);
	});

	it('sends the pid of another project, and any text', async () => {
		const to = { project: 'waas' as const, url: receiver.url };
		await sandbox.sendCallback({ ...to, payload: { pid: 1 }, sign: true });
		await sandbox.sendCallback({ ...to, payload: 'no JSON', contentType: 'text/plain' });
		expect(receivedBody().pid).toEqual(jsonNumber(1));
		expect(receiver.received[1]).toMatchObject({
			body: 'no JSON',
			headers: { 'content-type': 'text/plain' },
		});
	});

	it("rejects control calls that aren't JSON", async () => {
		const { status } = await post(`${sandbox.baseUrl}/sandbox/callbacks`, '{}', 'text/plain');
		expect(status).toBe(415);
	});
});
