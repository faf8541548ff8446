import { beforeEach, describe, expect, it } from '@jest/globals';
import { jsonNumber, type JsonObject, parseJson } from '../../sandbox/contract/json.mts';
import { isSigned } from '../../sandbox/contract/signature.mts';
import {
	call,
	control,
	newAddress,
	payoutFields,
	RECIPIENT,
	withdrawalFields,
} from '../support/client.mts';
import { receiver, sandbox, useReceiver, useSandbox } from '../support/sandbox.mts';
import { STATUSES } from './transferStatuses.mts';
import { AN_HOUR_MS, pass, useFakeTime } from './time.mts';

const PATH = '/api/v1/sub_address_withdrawal';
const INFO = '/api/v1/sub_address_withdrawal/info';
const EVM = '0xdac17f958d2ee523a2206206994597c13d831ec7';

useFakeTime();
useSandbox();
useReceiver();

let from: string;

beforeEach(async () => {
	from = await newAddress(sandbox);
});

async function withdraw(fields: JsonObject = {}): Promise<string> {
	const { data } = await call(sandbox, PATH, withdrawalFields(from, fields));
	return String(data.cid);
}

it('is accepted and returned', async () => {
	const cid = await withdraw({ remark: 'rent' });
	const query = await call(sandbox, INFO, { cid: jsonNumber(cid) });
	expect(query).toEqual({
		code: '00000',
		msg: 'ok',
		data: {
			pid: jsonNumber(sandbox.waas.pid),
			chain_id: '195',
			token_id: '195',
			currency: 'TRX',
			from_address: from,
			to_address: RECIPIENT,
			amount: '1.1',
			third_party_id: 'w',
			remark: 'rent',
			memo: '',
			status: jsonNumber(0),
			txid: null,
			block_height: null,
			block_time: null,
		},
	});
});

const REFUSED: Array<[JsonObject, string]> = [
	[{ currency: '1@1' }, 'E0005'],
	[{ amount: '0' }, 'E0006'],
	[{ amount: '1.1234567' }, 'E0007'],
	[{ amount: '1e3' }, 'A0001'],
	[{ to_address: EVM }, 'E0008'],
	[{ from_address: RECIPIENT }, 'E0008'],
	[{ from_address: undefined }, 'A0001'],
	[{ address: RECIPIENT }, 'A0001'],
	[{ wallet_id: jsonNumber(1) }, 'A0001'],
	[{ memo: '1' }, 'A0001'],
	[{ remark: 'x'.repeat(257) }, 'A0001'],
	[{ third_party_id: undefined }, 'A0001'],
];

it.each(REFUSED)('is rejected for %j: %s', async (fields, code) => {
	expect(await call(sandbox, PATH, withdrawalFields(from, fields))).toMatchObject({ code });
	expect(sandbox.getState().withdrawals).toEqual([]);
});

it.each([
	[{ walletIds: [] }, 'E0010'],
	[{ payoutQuota: 0 }, 'E0034'],
])('is rejected due to the settings %j: %s', async (settings, code) => {
	sandbox.setSettings(sandbox.waas.pid, settings);
	expect(await call(sandbox, PATH, withdrawalFields(from))).toMatchObject({ code });
});

it('shares references with payouts', async () => {
	await withdraw();
	expect(await call(sandbox, PATH, withdrawalFields(from))).toMatchObject({ code: 'E0009' });
	expect(await call(sandbox, '/api/v1/payout', payoutFields('w'))).toMatchObject({ code: 'E0009' });
});

it('is not found by another cid', async () => {
	expect(await call(sandbox, INFO, { cid: jsonNumber(1) })).toMatchObject({ code: 'E0014' });
	expect(await call(sandbox, INFO, { cid: '1' })).toMatchObject({ msg: 'Param Error: cid' });
});

describe('its statuses', () => {
	it.each(STATUSES)('moved to %d: callback %s, on chain %s', async (status, told, onChain) => {
		const cid = await withdraw({ callback_url: receiver.url });
		await control(sandbox, `withdrawals/${cid}/status`, { status });
		const { data } = await call(sandbox, INFO, { cid: jsonNumber(cid) });
		expect(data.status).toEqual(jsonNumber(status));
		expect(data.block_time).toEqual(onChain ? expect.stringMatching(/^\d{13}$/) : null);
		expect(receiver.received).toHaveLength(told ? 1 : 0);
		if (!told) return;
		const body = parseJson(receiver.received[0].body) as JsonObject;
		expect(body).toMatchObject({
			cid: jsonNumber(cid),
			status: jsonNumber(status),
			from_address: from,
			to_address: RECIPIENT,
			third_party_id: 'w',
		});
		expect(body).not.toHaveProperty('address');
		expect(Object.hasOwn(body, 'txid')).toBe(onChain);
		expect(isSigned(body, sandbox.waas.apiKey)).toBe(true);
	});

	it('completes on its own if the settings say so, and is in the ledger', async () => {
		sandbox.setSettings(sandbox.waas.pid, { autoPayouts: { delayMs: 20 } });
		await withdraw();
		const statuses = () => sandbox.getState().withdrawals[0].history.map(({ status }) => status);
		pass(59);
		expect(statuses()).toEqual([0, 5, 1]);
		expect(sandbox.getState().ledger).toEqual({});
		pass(AN_HOUR_MS);
		expect(statuses()).toEqual([0, 5, 1, 6]);
		expect(sandbox.getState().ledger).toEqual({ w: 1 });
	});

	it.each([
		['withdrawals/1/status', { status: 6 }, 'There is no withdrawal 1.'],
		['collections/1/status', { status: 1 }, 'There is no collection 1.'],
	])('%s rejects %j', async (path, body, error) => {
		expect(await control(sandbox, path, body)).toEqual({ error });
	});
});
