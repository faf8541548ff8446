/** What goes wrong until it is switched off: late, lost and doubled callbacks, and requests without a reply. */
import { describe, expect, it } from '@jest/globals';
import type { Conditions } from '../../sandbox/sandbox.mts';
import { goodConditions, LATE_MS } from '../../sandbox/state/conditions.mts';
import { toJson } from '../../sandbox/contract/json.mts';
import { control, newAddress, payoutFields, post, signedFields } from '../support/client.mts';
import { receiver, sandbox, useReceiver, useSandbox } from '../support/sandbox.mts';
import { AN_HOUR_MS, pass, useFakeTime } from './time.mts';

useFakeTime();
useSandbox();
useReceiver();

/** Creates an address with a callback URL, and begins to send it a deposit. */
async function beginDeposit() {
	const address = await newAddress(sandbox, '195', { callback_url: receiver.url });
	const sent = sandbox.deposit({ address, amount: '1' });
	const [record] = sandbox.getState().callbacks;
	return { sent, record };
}

describe('a callback', () => {
	it('is sent at once, and once, if all is well', async () => {
		const { sent } = await beginDeposit();
		expect((await sent).callback).toMatchObject({ success: true, attempts: [{ success: true }] });
		expect(receiver.received).toHaveLength(1);
	});

	it('is sent after its time if callbacks are late', async () => {
		sandbox.setConditions({ lateCallbacks: true });
		const { sent, record } = await beginDeposit();
		pass(LATE_MS - 1);
		expect(record).toMatchObject({ success: false, attempts: [] });
		pass(1);
		await sent;
		expect(record).toMatchObject({ success: true, attempts: [{ success: true }] });
		expect(receiver.received).toHaveLength(1);
	});

	it.each(['reset', 'close'] as const)('that is late is dropped on %s', async (what) => {
		sandbox.setConditions({ lateCallbacks: true });
		const { sent } = await beginDeposit();
		await sandbox[what]();
		pass(AN_HOUR_MS);
		expect((await sent).callback).toMatchObject({ success: false, attempts: [] });
		expect(receiver.received).toEqual([]);
	});

	it('fails if callbacks are lost, until it is resent without the condition', async () => {
		sandbox.setConditions({ lostCallbacks: true });
		const { sent, record } = await beginDeposit();
		await sent;
		await sandbox.pushCallback(record.id);
		const lost = { success: false, httpStatus: null, answer: 'no answer: the callback was lost' };
		expect(record.attempts).toMatchObject([lost, lost]);
		expect(receiver.received).toEqual([]);
		sandbox.setConditions({ lostCallbacks: false });
		await sandbox.pushCallback(record.id);
		expect(record).toMatchObject({ success: true, answer: 'success' });
		expect(receiver.received).toMatchObject([{ body: record.body }]);
	});

	it('is sent twice, byte for byte, if callbacks are doubled', async () => {
		sandbox.setConditions({ doubledCallbacks: true });
		const { sent, record } = await beginDeposit();
		await sent;
		expect(receiver.received.map(({ body }) => body)).toEqual([record.body, record.body]);
		expect(record.attempts).toMatchObject([{ success: true }, { success: true }]);
	});
});

describe('a request', () => {
	const pay = async () => {
		const body = toJson(signedFields(sandbox.waas, payoutFields('a')));
		return await post(`${sandbox.baseUrl}/api/v1/payout`, body).catch(() => null);
	};

	it.each<[keyof Conditions, object | null, number]>([
		['rateLimit', { status: 429, headers: expect.objectContaining({ 'retry-after': '2' }) }, 0],
		['outage', { status: 503 }, 0],
		['lostReplies', null, 1],
	])('under %s, each time', async (condition, reply, payouts) => {
		sandbox.setConditions({ [condition]: true });
		for (const _each of [1, 2]) {
			const got = await pay();
			if (reply === null) expect(got).toBeNull();
			else expect(got).toMatchObject(reply);
		}
		expect(sandbox.getState().payouts).toHaveLength(payouts);
		sandbox.setConditions({ [condition]: false });
		expect((await pay())?.status).toBe(200);
	});

	it('meets a queued fault first', async () => {
		sandbox.setConditions({ outage: true });
		sandbox.addFault({ path: '*', kind: 'http', status: 500 });
		expect((await pay())?.status).toBe(500);
		expect((await pay())?.status).toBe(503);
	});
});

describe('the conditions', () => {
	it('are switched over HTTP, each on its own', async () => {
		await control(sandbox, 'conditions', { outage: true });
		const changed = await control(sandbox, 'conditions', { lateCallbacks: true });
		expect(changed).toEqual({ ...goodConditions(), outage: true, lateCallbacks: true });
		expect(sandbox.getState().conditions).toEqual(changed);
	});

	it('are good again after a reset', () => {
		sandbox.setConditions({ outage: true });
		sandbox.reset();
		expect(sandbox.getState().conditions).toEqual(goodConditions());
	});
});
