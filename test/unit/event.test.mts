import { describe, expect, it } from '@jest/globals';
import { contentOf } from '../../nodes/Cregis/protocol/callbackContent.ts';
import { readEvent } from '../../nodes/Cregis/protocol/event.ts';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { deliver } from './n8nWebhook.mts';
import {
	allFields,
	DEPOSIT,
	ORDER,
	ORDER_DATA,
	PAYOUT,
	PID,
	type Sample,
	SAMPLES,
	VERIFICATION,
	WITHDRAWAL,
} from '../support/samples.mts';

const CID = { deposit: 1391751691788288, payout: 1382626461605888, withdrawal: 1382813146816512 };
const ORDER_ID = `order:${PID}:po20240703132452000`;

const eventOf = (payload: JsonObject) => readEvent(contentOf(payload)!);

function order(type: string, data: JsonObject = {}): JsonObject {
	return { ...ORDER.required, event_type: type, data: { ...ORDER_DATA, ...data } };
}

const words = (typeName: string, refundStatusName: string) => ({ typeName, refundStatusName });

describe('the event of a status', () => {
	it.each<[Sample, unknown, string]>([
		[DEPOSIT, '1', 'deposit.success'],
		[DEPOSIT, '2', 'deposit.failed'],
		[DEPOSIT, '3', 'deposit.3'],
		[DEPOSIT, '6', 'deposit.6'],
		...[PAYOUT, WITHDRAWAL].flatMap(
			(sample): Array<[Sample, unknown, string]> => [
				[sample, 2, `${sample.kind}.signature_rejected`],
				[sample, 4, `${sample.kind}.approval_rejected`],
				[sample, 6, `${sample.kind}.success`],
				[sample, 7, `${sample.kind}.failed`],
				[sample, 0, `${sample.kind}.pending_approval`],
				[sample, 1, `${sample.kind}.signature_passed`],
				[sample, 3, `${sample.kind}.approval_cancelled`],
				[sample, 5, `${sample.kind}.pending_signature`],
				[sample, 8, `${sample.kind}.8`],
				[sample, 'held', `${sample.kind}.held`],
				[sample, 'constructor', `${sample.kind}.constructor`],
			],
		),
	])('$kind with status %p is %s', (sample, status, event) => {
		const kind = sample.kind as keyof typeof CID;
		expect(eventOf({ ...allFields(sample), status })).toMatchObject({
			event,
			eventId: `${kind}:${PID}:${CID[kind]}:${String(status)}`,
		});
	});

	it.each([DEPOSIT, PAYOUT, WITHDRAWAL])(
		'of a $kind is the same for text and a number',
		(sample) => {
			const [asNumber, asText] = [1, '1'].map((status) => {
				return eventOf({ ...sample.required, status });
			});
			expect([asText.event, asText.eventId]).toEqual([asNumber.event, asNumber.eventId]);
		},
	);
});

it('of a verification asks for approval', () => {
	expect(eventOf(VERIFICATION.required)).toMatchObject({
		event: 'payout.verification',
		eventId: `verification:${PID}:1382813146816512`,
	});
});

describe('the event of an order', () => {
	const TX = ORDER_DATA.tx_id as string;

	it.each<[string, JsonObject, string]>([
		['paid', {}, TX],
		['paid_partial', {}, TX],
		['paid_over', {}, TX],
		['paid_remain', { additional_payment_tx_id: '0xadd' }, '0xadd'],
		['refunded', { refund_id: 'rf1', refund_status: 1 }, 'rf1:1'],
		['refunded', { refund_id: 77, refund_status: '0' }, '77:0'],
		['canceled', {}, TX],
		['partial_paid', {}, TX],
	])('%s with %p', (type, data, rest) => {
		expect(eventOf(order(type, data))).toMatchObject({
			event: `order.${type}`,
			eventId: `${ORDER_ID}:${type}:${rest}`,
		});
	});

	it.each([[undefined], [null], ['']])('expired, whose tx_id is %p', (tx_id) => {
		expect(eventOf(order('expired', { tx_id }))).toMatchObject({
			event: 'order.expired',
			eventId: `${ORDER_ID}:expired`,
		});
	});

	it('has a different ID for each event of one order', () => {
		const ids = [
			order('paid_partial'),
			order('paid_remain', { additional_payment_tx_id: '0xadd' }),
			order('paid_remain', { additional_payment_tx_id: '0xadd2' }),
			order('refunded', { refund_id: 'rf1', refund_status: 0 }),
			order('refunded', { refund_id: 'rf1', refund_status: 1 }),
			order('refunded', { refund_id: 'rf1', refund_status: 2 }),
			order('refunded', { refund_id: 'rf2', refund_status: 1 }),
			order('expired', { tx_id: '' }),
		].map((payload) => eventOf(payload).eventId);
		expect(new Set(ids).size).toBe(ids.length);
	});

	// A top-up with an empty hash of its own still has the one in tx_id.
	it.each([[undefined], [null], ['']])(
		'has a different ID for each of two top-ups with hash %p',
		(hash) => {
			const [one, other] = ['0x1', '0x2'].map((tx_id) => {
				return eventOf(order('paid_remain', { tx_id, additional_payment_tx_id: hash })).eventId;
			});
			expect(one).not.toBe(other);
		},
	);

	it('has the same fields and ID for data as text or as an object', () => {
		const asText = { ...ORDER.required, data: JSON.stringify(ORDER_DATA) };
		expect(eventOf(asText)).toEqual(eventOf({ ...ORDER.required, data: ORDER_DATA }));
	});

	it("lifts the order's data to the top", () => {
		expect(eventOf(ORDER.required).fields).toEqual({
			...ORDER_DATA,
			pid: Number(PID),
			event_name: 'order',
			event_type: 'paid',
		});
	});

	it("keeps the envelope's pid and event type if the data has the same names", () => {
		const { fields, eventId } = eventOf(order('paid', { pid: 1, event_type: 'refunded' }));
		expect(fields).toMatchObject({ pid: Number(PID), event_type: 'paid' });
		expect(eventId).toBe(`${ORDER_ID}:paid:${TX}`);
	});

	it("keeps the data's other fields, which Cregis confirms, if the envelope has the same names", () => {
		const more = { pay_amount: '1000000', order_id: 'x', new_field: 'y' };
		const { fields } = eventOf({ ...order('paid'), ...more });
		expect(fields).toMatchObject({ ...ORDER_DATA, new_field: 'y' });
	});

	it('keeps IDs beyond 2^53 in the data as text', () => {
		const data = '{"cregis_id":"po1","refund_id":12345678901234567891,"refund_status":1}';
		expect(eventOf({ ...ORDER.required, event_type: 'refunded', data })).toMatchObject({
			eventId: `order:${PID}:po1:refunded:12345678901234567891:1`,
			fields: { refund_id: '12345678901234567891' },
		});
	});

	it('has another ID for each status of a refund, even if Cregis omits the ID of the refund', () => {
		const ids = [0, 1].map((status) => {
			return eventOf(order('refunded', { refund_id: null, refund_status: status })).eventId;
		});
		expect(ids).toEqual([0, 1].map((status) => `${ORDER_ID}:refunded:${TX}:${status}`));
	});

	it('has the same ID however a number in its data is written', () => {
		const written = ['987654321', '987654321.0', '987654321.00', '987654321e0', '9.87654321e8'];
		const further = ['9.87654321e+8', '9.87654321E08', '9876543210e-1', '"987654321"'];
		const ids = [...written, ...further].map((lexeme) => {
			const data = `{"cregis_id":"po1","refund_id":${lexeme},"refund_status":1}`;
			return eventOf({ ...ORDER.required, event_type: 'refunded', data }).eventId;
		});
		expect(new Set(ids)).toEqual(new Set([`order:${PID}:po1:refunded:987654321:1`]));
	});

	it.each(['1.50', '007', '1e999', '12345678901234567891.0', 'rf1.0', '-1.0', ' 1.0', '1.0 '])(
		"keeps an ID that isn't such a number: %s",
		(refund_id) => {
			const { eventId } = eventOf(order('refunded', { refund_id, refund_status: 1 }));
			expect(eventId).toBe(`${ORDER_ID}:refunded:${refund_id}:1`);
		},
	);

	it.each([null, ''])(
		"keeps the data's fields if the envelope has %p, which isn't signed",
		(none) => {
			const { fields } = eventOf({ ...order('paid'), pay_amount: none, order_id: none });
			expect(fields).toMatchObject(ORDER_DATA);
		},
	);
});

describe("the names of a refund's type and status", () => {
	it.each<[type: string, data: JsonObject, words: JsonObject]>([
		['refunded', { type: 0, refund_status: 0 }, words('partial', 'processing')],
		['refunded', { type: 1, refund_status: 1 }, words('full', 'success')],
		['refunded', { type: '1', refund_status: '2' }, words('full', 'failed')],
		['refunded', { type: 2, refund_status: 3 }, words('2', '3')],
		['refunded', { type: 1 }, { typeName: 'full' }],
		['refunded', { type: 1, refund_status: null }, { typeName: 'full' }],
		['refunded', { type: 1, refund_status: '' }, { typeName: 'full' }],
		['refunded', { refund_status: 1 }, { refundStatusName: 'success' }],
		['refunded', { type: null, refund_status: 1 }, { refundStatusName: 'success' }],
		['refunded', { type: '', refund_status: 1 }, { refundStatusName: 'success' }],
		['paid', { type: 1, refund_status: 1 }, {}],
	])('in an order that is %s, with %j, are %j', (type, data, expected) => {
		const { fields } = eventOf(order(type, data));
		const own = Object.entries(fields).filter(([name]) =>
			/^(typeName|refundStatusName)$/.test(name),
		);
		expect(Object.fromEntries(own)).toEqual(expected);
	});
});

describe("a Cregis field with one of the package's names", () => {
	const OURS = { event: 'payout.success', eventId: 'another' };

	const PAID = { event: 'order.paid', eventId: `${ORDER_ID}:paid:${String(ORDER_DATA.tx_id)}` };

	it("doesn't replace the package's field", async () => {
		expect((await deliver(order('paid', OURS))).item).toMatchObject(PAID);
	});

	it('stays in the body with Simplify off', async () => {
		const { item } = await deliver(order('paid', OURS), { parameters: { simplify: false } });
		const data = expect.objectContaining(OURS);
		expect(item).toEqual({ ...PAID, body: expect.objectContaining({ data }) });
	});

	it.each<[string, JsonObject, JsonObject]>([
		['no refund', order('paid', { typeName: 'full', refundStatusName: 'success' }), {}],
		[
			'a refund without a type',
			order('refunded', { typeName: 'full', refund_status: 2 }),
			{ refundStatusName: 'failed' },
		],
	])("isn't taken for the package's field, in %s", (_, callback, words) => {
		const { typeName, refundStatusName } = eventOf(callback).fields;
		expect({ typeName, refundStatusName }).toEqual(words);
	});
});

describe.each(SAMPLES)('a $kind', (sample) => {
	const sent = { ...allFields(sample), sign: 'f5be13fdd8c6f63951ca4427359457cb' };

	it('leaves out nonce, timestamp and sign', () => {
		const { fields } = eventOf(sent);
		expect(Object.keys(fields)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(nonce|timestamp|sign)$/)]),
		);
	});

	it('keeps every other field', () => {
		const { nonce, timestamp, sign, data, ...own } = sent as JsonObject;
		expect([nonce, timestamp, sign]).not.toContain(undefined);
		expect(eventOf(sent).fields).toMatchObject(data ? { ...own, ...ORDER_DATA } : own);
	});

	it('has the same ID when it is delivered again', () => {
		const again = { ...sent, nonce: 'zzzzzz', timestamp: 1999999999999, sign: '0'.repeat(32) };
		expect(eventOf(again)).toEqual(eventOf(sent));
	});

	it('has another ID in another project', () => {
		expect(eventOf({ ...sent, pid: 1 }).eventId).not.toBe(eventOf(sent).eventId);
	});

	it("doesn't change the payload", () => {
		const before = structuredClone(sent);
		eventOf(sent);
		expect(sent).toEqual(before);
	});
});
