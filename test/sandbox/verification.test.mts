import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject, parseJson } from '../../sandbox/contract/json.mts';
import type { CallbackRecord } from '../../sandbox/sandbox.mts';
import { isSigned } from '../../sandbox/contract/signature.mts';
import { CREATE, CUT, type Merchant, type Reaction, SILENCE, startMerchant } from './asking.mts';
import { call, control, payoutFields, RECIPIENT, startReceiver } from '../support/client.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';
import { AN_HOUR_MS, pass, until, useFakeTime } from './time.mts';

const STEP_MS = 5;

useFakeTime();
useSandbox();

let merchant: Merchant;

beforeEach(async () => {
	merchant = await startMerchant();
	const autoPayouts = { delayMs: STEP_MS };
	sandbox.setSettings(sandbox.waas.pid, { verificationUrl: merchant.url, autoPayouts });
});

afterEach(() => {
	merchant.close();
});

const newPayout = async () => await CREATE['payout of version 1'](sandbox);

function transfer() {
	const { payouts, withdrawals } = sandbox.getState();
	return [...payouts, ...withdrawals][0];
}
const states = () => transfer().history.map(({ status }) => status);
const questions = () => sandbox.getState().callbacks.filter(({ kind }) => kind === 'verification');
const ended = ({ attempts }: CallbackRecord) => attempts.every(({ answer }) => answer !== null);

/** The verification, once the merchant has reacted to it. */
const answered = async () => await until(() => questions().find(ended));

describe.each(Object.entries(CREATE))('a %s', (_name, create) => {
	it('is verified with a signed request, without currency and status', async () => {
		merchant.reaction = 'ok';
		const cid = await create(sandbox, { remark: 'rent' });
		const record = await answered();
		const body = parseJson(record.body) as JsonObject;
		expect(record).toMatchObject({ cid, url: merchant.url, contentType: 'application/json' });
		expect(isSigned(body, sandbox.waas.apiKey)).toBe(true);
		expect(body).toEqual({
			pid: jsonNumber(sandbox.waas.pid),
			cid: jsonNumber(cid),
			third_party_id: 'mine',
			chain_id: '195',
			token_id: '195',
			from_address: transfer().from_address,
			to_address: RECIPIENT,
			amount: '1.1',
			remark: 'rent',
			nonce: expect.stringMatching(/^[0-9a-f]{6}$/),
			timestamp: expect.objectContaining({ value: expect.stringMatching(/^\d{13}$/) }),
			sign: expect.stringMatching(/^[0-9a-f]{32}$/),
		});
	});

	it.each([
		['ok', [0, 5, 1, 6], { mine: 1 }],
		['deny', [0, 4], {}],
	])('answered with %j goes through the statuses %j', async (answer, way, ledger) => {
		const receiver = await startReceiver();
		merchant.reaction = answer;
		await create(sandbox, { callback_url: receiver.url });
		await answered();
		pass(AN_HOUR_MS);
		await until(() => receiver.received.length > 0);
		expect(states()).toEqual(way);
		expect(sandbox.getState().ledger).toEqual(ledger);
		expect(questions()).toMatchObject([{ success: true, answer, httpStatus: 200 }]);
		expect(receiver.received).toHaveLength(1);
		const told = parseJson(receiver.received[0].body) as JsonObject;
		expect(told.status).toEqual(jsonNumber(way.at(-1)!));
		receiver.close();
	});

	it.each<Reaction>(['success', 'OK', 'ok\n', '"ok"', '{"answer":"deny"}', 'Deny', '', CUT])(
		'answered with %p stays in status 0 until Cregis asks again',
		async (none) => {
			merchant.reaction = none;
			await create(sandbox);
			const { id } = await answered();
			pass(AN_HOUR_MS);
			expect(states()).toEqual([0]);
			expect(questions()).toMatchObject([{ success: false }]);
			merchant.reaction = 'ok';
			expect(await control(sandbox, `callbacks/${id}/push`, {})).toMatchObject({ success: true });
			pass(AN_HOUR_MS);
			expect(transfer().status).toBe(6);
			expect(sandbox.getState().ledger).toEqual({ mine: 1 });
		},
	);

	it('waits for the answer', async () => {
		merchant.reaction = SILENCE;
		await create(sandbox);
		await until(() => merchant.unanswered.length === 1);
		pass(AN_HOUR_MS);
		expect(states()).toEqual([0]);
		merchant.unanswered[0].end('ok');
		await answered();
		pass(AN_HOUR_MS);
		expect(transfer().status).toBe(6);
	});
});

describe('the answer', () => {
	it("'ok' leaves the approval to a person if nothing is automatic", async () => {
		sandbox.setSettings(sandbox.waas.pid, { autoPayouts: null });
		merchant.reaction = 'ok';
		const cid = await newPayout();
		await answered();
		pass(AN_HOUR_MS);
		expect(states()).toEqual([0]);
		await sandbox.setPayoutStatus(cid, 6);
		expect(states()).toEqual([0, 6]);
	});

	it.each([
		['ok', 'deny', [0]],
		['deny', 'ok', [0, 4]],
	])('%s is final, even if the next one is %s', async (first, later, way) => {
		sandbox.setSettings(sandbox.waas.pid, { autoPayouts: null });
		merchant.reaction = first;
		await newPayout();
		const { id } = await answered();
		merchant.reaction = later;
		expect(await sandbox.pushCallback(id)).toMatchObject({ success: true, answer: later });
		expect(states()).toEqual(way);
	});

	it("'ok' pays once, however often it is sent", async () => {
		sandbox.setSettings(sandbox.waas.pid, { autoPayouts: { delayMs: 40 } });
		merchant.reaction = 'ok';
		await newPayout();
		const { id } = await answered();
		await Promise.all([sandbox.pushCallback(id), sandbox.pushCallback(id)]);
		pass(AN_HOUR_MS);
		expect(states()).toEqual([0, 5, 1, 6]);
		expect(sandbox.getState().ledger).toEqual({ mine: 1 });
	});

	it('changes nothing once a person has decided', async () => {
		merchant.reaction = SILENCE;
		const cid = await newPayout();
		await until(() => merchant.unanswered.length === 1);
		await sandbox.setPayoutStatus(cid, 3);
		merchant.unanswered[0].end('ok');
		await answered();
		pass(AN_HOUR_MS);
		expect(states()).toEqual([0, 3]);
	});
});

describe('the question', () => {
	it("uses the project's callback format", async () => {
		sandbox.setSettings(sandbox.waas.pid, {
			callbackForm: { types: 'texts', contentType: 'text/plain' },
		});
		merchant.reaction = 'ok';
		const cid = await newPayout();
		const { body, contentType } = await answered();
		expect(contentType).toBe('text/plain');
		expect(parseJson(body)).toMatchObject({ cid, pid: sandbox.waas.pid });
	});

	it('is asked even if the reply to the request was lost', async () => {
		merchant.reaction = 'deny';
		sandbox.addFault({ path: '/api/v1/payout', kind: 'lost_reply' });
		await expect(newPayout()).rejects.toThrow();
		expect(questions()).toEqual([]);
		pass(0);
		await until(() => transfer().status === 4);
	});

	it('is not asked about a rejected request', async () => {
		await call(sandbox, '/api/v1/payout', payoutFields('mine', { amount: '0' }));
		pass(AN_HOUR_MS);
		expect(questions()).toEqual([]);
	});

	it.each(['reset', 'close'] as const)("without an answer doesn't block a %s", async (end) => {
		merchant.reaction = SILENCE;
		await newPayout();
		await until(() => merchant.unanswered.length === 1);
		const [record] = questions();
		await sandbox[end]();
		await until(() => ended(record));
		expect(record).toMatchObject({ success: false, httpStatus: null });
	});
});
