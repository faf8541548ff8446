/** A request's signature must never work for a callback: someone who intercepts it could start workflows. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyCallback } from '../../nodes/Cregis/protocol/callback.ts';
import { couldBeCallback } from '../../nodes/Cregis/protocol/lookalike.ts';
import { LookalikeError, signedBody } from '../../nodes/Cregis/protocol/request.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { allFields, DEPOSIT, KEY, PID, SAMPLES } from '../support/samples.mts';

const PROJECT = { pid: PID, apiKey: KEY };
const SYSTEM_FIELDS = ['pid', 'nonce', 'timestamp'];

function withoutSystemFields(fields: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([name]) => !SYSTEM_FIELDS.includes(name)),
	);
}

const CALLBACKS = SAMPLES.flatMap(
	(sample): Array<[string, JsonObject]> => [
		[`${sample.kind}, required fields`, withoutSystemFields(sample.required)],
		[`${sample.kind}, all fields`, withoutSystemFields(allFields(sample))],
	],
);

describe('a signed text', () => {
	it.each([
		['dataDevent_nameEevent_typeTnonceNpidPtimestampS', true],
		['has_dataDevent_nameEevent_typeTnonceNpidPtimestampS', true],
		['dataevent_nameevent_typenoncepidtimestamp', true],
		// An order's names, but not in signing order
		['dataevent_typeevent_namenoncepidtimestamp', false],
		['dataDevent_typeTevent_nameEnonceNpidPtimestampS', false],
		['dataDevent_nameEevent_typeTnonceNtimestampSpidP', false],
		// One is missing, or shares letters with the previous one
		['dataDevent_nameEevent_typeTnonceNpidP', false],
		['datevent_nameEevent_typeTnonceNpidPtimestampS', false],
		['dataDevent_nameevent_typtnonceNpidPtimestampS', false],
		['', false],
	])("%s could be a callback's: %p", (text, could) => {
		expect(couldBeCallback(text)).toBe(could);
	});
});

describe('a request with the fields of a callback', () => {
	it.each(CALLBACKS)('is not signed: %s', (_title, fields) => {
		expect(() => signedBody(fields, PROJECT)).toThrow(LookalikeError);
	});

	it.each(CALLBACKS)('is not signed with an additional field: %s', (_title, fields) => {
		expect(() => signedBody({ ...fields, zzz: 'x' }, PROJECT)).toThrow(LookalikeError);
	});

	// The signed text has no separators, so a name can hide in the value before it.
	it('is not signed with its names hidden in values', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...CALLBACKS),
				fc.infiniteStream(fc.boolean()),
				(callback, hides) => {
					const hidden: Array<[string, string]> = [];
					for (const [name, value] of Object.entries(callback[1]).sort(([a], [b]) =>
						a < b ? -1 : 1,
					)) {
						const last = hidden.at(-1);
						// System fields stay between their neighbors: nothing moves across them.
						const isMovable =
							last && !SYSTEM_FIELDS.some((field) => last[0] < field && field < name);
						if (isMovable && hides.next().value) last[1] += name + String(value);
						else hidden.push([name, String(value)]);
					}
					expect(() => signedBody(Object.fromEntries(hidden), PROJECT)).toThrow(LookalikeError);
				},
			),
		);
	});

	it('is not signed with its system fields hidden, too', () => {
		const text = Object.entries(DEPOSIT.required)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, value]) => name + String(value))
			.join('');
		expect(() => signedBody({ address: text.slice('address'.length) }, PROJECT)).toThrow(
			LookalikeError,
		);
	});
});

const ADDRESS = 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS';
const TRANSFER = {
	currency: '195@195',
	amount: '1.5',
	third_party_id: 'invoice-1042',
	callback_url: 'https://n8n.example.com/webhook/5f0c1f6e/webhook',
	remark: 'Refund of the order po1420761885130752, timestamp and status to follow',
	memo: '123',
};

/** Every request of the API with all its fields (api.md §1 and §2). */
const REQUESTS: Array<[string, JsonObject]> = [
	[
		'/api/v2/checkout',
		{
			order_id: 'invoice-1042',
			order_amount: '5',
			order_currency: 'USD',
			payer_id: 'payer001',
			payer_name: 'Ann',
			payer_email: 'ann@example.com',
			success_url: 'https://shop.example/paid',
			cancel_url: 'https://shop.example/cancel',
			callback_url: 'https://n8n.example.com/webhook/5f0c1f6e/webhook',
			valid_time: 60,
			tokens: '["USDT-TRC20"]',
			order_details:
				'{"items":[{"item_id":"1","item_name":"event pass","item_price":"5","price_currency":"USD","item_quantity":1}],"shopping_cost":"0","tax_cost":"0"}',
			sub_merchant: '{"sub_merchant_id":"1","sub_merchant_name":"Shop"}',
			stablecoin_realtime_rate: 'true',
			underpaid_tolerance: 0.5,
			overpaid_tolerance: 0.5,
			accept_partial_payment: 'true',
			accept_over_payment: 'true',
			language: 'en',
			remark: 'A remark',
		},
	],
	['/api/v2/order/info', { cregis_id: 'po1420761885130752' }],
	['/api/v1/coins', {}],
	['/api/v1/address/create', { chain_id: '195', alias: 'Ann', callback_url: 'https://x.example' }],
	[
		'/api/v1/batch/address/create',
		{ chain_id: '195', number: '10', alias: 'Ann', callback_url: 'https://x.example' },
	],
	[
		'/api/v1/address/update',
		{ address: ADDRESS, alias: 'Ann', callback_url: 'https://x.example', status: '0' },
	],
	['/api/v1/address/inner', { address: ADDRESS, chain_id: '195' }],
	['/api/v1/payout', { ...TRANSFER, address: ADDRESS }],
	[
		'/api/v2/payout',
		{ ...TRANSFER, to_address: ADDRESS, from_address: ADDRESS, wallet_id: '11434198045401088' },
	],
	['/api/v1/payout/query', { cid: '1382626461605888' }],
	['/api/v1/sub_address_withdrawal', { ...TRANSFER, to_address: ADDRESS, from_address: ADDRESS }],
	[
		'/api/v1/collection',
		{ currency: '195@195', from_address: ADDRESS, to_address: ADDRESS, amount: '1' },
	],
	[
		'/api/v2/sub_address_balance',
		{
			address: ADDRESS,
			currency: '195@195',
			minimum_balance: '1',
			maximum_balance: '2',
			page_num: 1,
			page_size: 100,
		},
	],
	[
		'/api/v1/trade/page',
		{
			cid: '1382626461605888',
			tx_id: '6dd05b0972075542219a3fcc116c58feaf9480f1f698cc46c4367ded83955cfd',
			status: 1,
			trade_type: 1,
			business_type: 3,
			blocktime_start: 1686814482,
			blocktime_end: 1686814482,
			chain_id: '195',
			token_id: '195',
			page_num: 1,
			page_size: 100,
		},
	],
];

describe('a request of the API', () => {
	it.each(REQUESTS)('is signed: %s', (_path, fields) => {
		expect(signedBody(fields, PROJECT)).toContain('"sign":"');
	});
});

it('whatever its fields, a signed request never passes for a callback', () => {
	const names = [...new Set(SAMPLES.flatMap((sample) => Object.keys(allFields(sample))))];
	const values = SAMPLES.flatMap((sample) => Object.values(allFields(sample)));
	const fields = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...values), {
		minKeys: 6,
		maxKeys: names.length,
	});
	fc.assert(
		fc.property(fields, (any) => {
			let body: string;
			try {
				body = signedBody(any, PROJECT);
			} catch {
				return;
			}
			expect(verifyCallback(body, KEY).verified).toBe(false);
		}),
		{ numRuns: 3000 },
	);
});
