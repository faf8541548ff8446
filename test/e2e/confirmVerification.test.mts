/** A trigger that confirms with Cregis that the payout in a verification exists. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { call, newAddress, payoutFields, withdrawalFields } from '../support/client.mts';
import { confirming } from './confirming.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const { publish } = confirming(stage);

let url: string;
beforeAll(async () => {
	({ url } = await publish());
});

describe('a payout verification', () => {
	/** Sends a verification of an existing transfer, as Cregis does. */
	async function ask(transfer: object, change: object = {}) {
		const { httpStatus, answer } = await stage.sandbox.sendCallback({
			project: 'waas',
			url,
			payload: { ...transfer, ...change },
			sign: true,
		});
		return { httpStatus, answer };
	}

	/** It is accepted and starts the workflow, which responds immediately. */
	const BELIEVED = {
		httpStatus: 503,
		answer: expect.stringContaining('neither approves nor denies'),
	};

	async function payout() {
		const third_party_id = randomUUID();
		const { data } = await call(stage.sandbox, '/api/v1/payout', payoutFields(third_party_id));
		const { payouts } = stage.sandbox.getState();
		const { address, from_address } = payouts.find(({ cid }) => cid === String(data.cid))!;
		const coin = { chain_id: '195', token_id: '195', amount: '1.1' };
		return { cid: Number(data.cid), third_party_id, ...coin, from_address, to_address: address };
	}

	it('is accepted for a payout', async () => {
		expect(await ask(await payout())).toEqual(BELIEVED);
	});

	it('is accepted for a withdrawal', async () => {
		const from_address = await newAddress(stage.sandbox);
		const fields = withdrawalFields(from_address, { third_party_id: randomUUID() });
		const { data } = await call(stage.sandbox, '/api/v1/sub_address_withdrawal', fields);
		const { third_party_id, to_address, amount } = fields;
		const coin = { chain_id: '195', token_id: '195', amount };
		const asked = { cid: Number(data.cid), third_party_id, ...coin, from_address, to_address };
		expect(await ask(asked)).toEqual(BELIEVED);
	});

	it.each([
		['another amount', { amount: '1000' }],
		['another recipient', { to_address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }],
		['another reference', { third_party_id: 'none' }],
		['another payer', { from_address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }],
		["a payout that doesn't exist", { cid: 1391751691788288 }],
	])('is refused despite the right key: %s', async (_, change) => {
		expect(await ask(await payout(), change)).toMatchObject({ httpStatus: 401 });
	});
});
